// The page begins here: theme, words, player, and then the screen.

import { render } from "preact";

import "./style/index.css";
import { App } from "./app.js";
import type { Language } from "./model/api.js";
import type { Facilitator } from "./model/facilitator_api.js";
import { openPlayer } from "./model/player.js";
import { openWatcher } from "./model/watcher.js";
import { beginTheme } from "./parts/theme.js";
import { routeOf } from "./router.js";
import { browserEnv } from "./wire/browser.js";
import type { Words } from "./words/api.js";
import { languageOf, pageLibrary } from "./words/words.js";

const KEY = "spiral.language";

function chosenLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept) return languageOf([kept]);
  } catch {
    // a browser that keeps nothing speaks as it is set up
  }
  return languageOf(navigator.languages);
}

/** What was chosen stays chosen; what the browser asked for is not written down. */
function keepLanguage(words: Words): void {
  language = words.language;
  if (language === chosenLanguage()) return;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // for as long as the page is open
  }
}

let language = chosenLanguage();

async function begin(root: HTMLElement): Promise<void> {
  const library = pageLibrary(routeOf(location.pathname).screen === "facilitate" ? "facilitate" : undefined);
  const env = browserEnv();
  const player = openPlayer(env, () => language);
  const openFacilitator = async (): Promise<Facilitator> => (await import("./model/facilitator.js")).openFacilitator(env, () => language);
  const words = await library.words(language); // where they cannot be had, the page's first words stay and say what to do
  root.replaceChildren();
  render(
    <App
      player={player}
      openWatcher={() => openWatcher(env, () => language)}
      openFacilitator={openFacilitator}
      words={words}
      fetchWords={(wanted) => library.words(wanted)}
      onLanguage={keepLanguage}
    />,
    root,
  );
}

beginTheme();
const root = document.getElementById("app");
if (root) begin(root).catch((cause: unknown) => console.error(cause));
