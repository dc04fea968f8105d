// The end of a page beside the game: the way to the first page, and how the page speaks and looks.

import type { JSX } from "preact";

import { useWords } from "../parts/context.js";
import { Disclosure } from "../parts/disclosure.js";
import { LanguageChoice, ThemeChoice } from "../parts/preferences.js";

export function PageFoot(): JSX.Element {
  const words = useWords();
  return (
    <footer class="stack no-print">
      <Disclosure quiet summary={words.say("web.lost.preferences")} part="preferences">
        {() => (
          <>
            <LanguageChoice />
            <ThemeChoice />
          </>
        )}
      </Disclosure>
      <p>
        <a href="/">{words.say("web.lost.home")}</a>
      </p>
    </footer>
  );
}
