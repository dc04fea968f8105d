// The page as a whole: its language, its player, and the screen of its address.

import type { ComponentType, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import type { Language, Player, Watcher } from "./model/api.js";
import type { Facilitator } from "./model/facilitator_api.js";
import { PlayerContext, SettingsContext, useModel, usePlayer } from "./parts/context.js";
import { routeOf, playedCode, showJoin, takeGuest, type Route } from "./router.js";
import { Game } from "./screens/game.js";
import { JoinScreen } from "./screens/join/join.js";
import type { DoorRefusal } from "./screens/join/refused.js";
import { WatchDoor } from "./screens/join/watch_door.js";
import { Later } from "./screens/later.js";
import { Guard, NotFound } from "./screens/lost/index.js";
import type { Words } from "./words/api.js";

const check = (): Promise<ComponentType<object>> => import("./screens/check/index.js").then((screen) => screen.CheckScreen as ComponentType<object>);
const project = (): Promise<ComponentType<{ watcher: Watcher; code: string }>> =>
  import("./screens/project/index.js").then((screen) => screen.ProjectScreen);
const watch = (): Promise<ComponentType<{ watcher: Watcher; code: string }>> =>
  import("./screens/watch/index.js").then((screen) => screen.WatchScreen);
/** With what it acts through: neither is in a student's first page. */
const facilitate = (open: () => Promise<Facilitator>, openWatcher: () => Watcher) => async (): Promise<ComponentType<{ code: string }>> => {
  const [{ FacilitateScreen }, facilitator] = await Promise.all([import("./screens/facilitate/index.js"), open()]);
  return ({ code }) => <FacilitateScreen facilitator={facilitator} openWatcher={openWatcher} code={code} />;
};

/** Why there is no seat although one was asked for. */
function refusedBy(player: Player, code: string): DoorRefusal | null {
  const { link } = player.model;
  if (link.kind !== "gone" && link.kind !== "refused") return null;
  return { cause: link.refusal, at: performance.now(), code };
}

/** At the door until there is a seat, or a way to one that is kept. */
function PlayOrJoin({ code, comesBack }: { code: string; comesBack: boolean }): JSX.Element {
  const player = usePlayer();
  const seat = useModel((model) => model.seat);
  const kind = useModel((model) => model.link.kind);
  const atDoor = kind === "none" || kind === "gone" || kind === "refused";
  const [back, setBack] = useState(comesBack); // on the way to a kept seat, not to a new one
  useEffect(() => {
    if (!atDoor) return;
    setBack(false);
    if (location.pathname === "/play") showJoin(code);
  }, [atDoor]);
  if ((seat && !atDoor) || (back && !atDoor)) return <Game />;
  return <JoinScreen key={kind === "gone" ? kind : "door"} code={code} refused={refusedBy(player, code)} onBack={(kept) => setBack(player.resume(kept.code))} />;
}

interface ScreenProps {
  route: Route;
  comesBack: boolean;
  openWatcher: () => Watcher;
  openFacilitator: () => Promise<Facilitator>;
}

function Screen({ route, comesBack, openWatcher, openFacilitator }: ScreenProps): JSX.Element {
  const watcher = useMemo(() => (route.screen === "watch" || route.screen === "project" ? openWatcher() : null), []);
  switch (route.screen) {
    case "join":
      return <PlayOrJoin code={route.code} comesBack={false} />;
    case "play":
      return <PlayOrJoin code={playedCode() ?? ""} comesBack={comesBack} />;
    case "watch":
      if (route.code === "") return <WatchDoor />;
      return watcher ? <Later load={watch} props={{ watcher, code: route.code }} /> : <></>;
    case "project":
      if (route.code === "") return <WatchDoor projects />;
      return watcher ? <Later load={project} props={{ watcher, code: route.code }} /> : <></>;
    case "facilitate":
      return <Later load={facilitate(openFacilitator, openWatcher)} props={{ code: route.code }} />;
    case "check":
      return <Later load={check} props={{}} />;
    case "lost":
      return <NotFound path={route.path} />;
  }
}

export interface AppProps {
  player: Player;
  openWatcher: () => Watcher;
  openFacilitator: () => Promise<Facilitator>;
  words: Words;
  /** Fetches a language's words; the ones at hand stay when they cannot be had. */
  fetchWords: (language: Language) => Promise<Words>;
  onLanguage: (words: Words) => void;
}

export function App({ player, openWatcher, openFacilitator, words: first, fetchWords, onLanguage }: AppProps): JSX.Element {
  const [words, setWords] = useState(first);
  const [route] = useState(() => routeOf(location.pathname));
  // Before anything is asked or shown: the secret of a personal link leaves the address.
  useState(() => {
    const guest = takeGuest();
    if (guest !== undefined && route.screen === "join") player.bring(route.code, guest);
  });
  // The same of one that is pasted where the page is open already: it begins anew with it.
  useEffect(() => {
    const pasted = (): void => {
      const guest = takeGuest();
      if (guest === undefined || route.screen !== "join") return;
      player.bring(route.code, guest);
      location.reload();
    };
    addEventListener("hashchange", pasted);
    return () => removeEventListener("hashchange", pasted);
  }, [player, route]);
  // A seat that this entry of the history played is come back to without a press; a new one never is taken so.
  const [comesBack] = useState(() => route.screen === "play" && player.resume(playedCode()));
  useEffect(() => {
    document.documentElement.lang = words.language;
    document.title = words.say("web.title");
    onLanguage(words);
  }, [words]);
  const settings = useMemo(
    () => ({
      words,
      chooseLanguage: (language: Language) => {
        fetchWords(language).then(setWords, () => undefined);
      },
    }),
    [words],
  );
  return (
    <Guard words={words}>
      <SettingsContext.Provider value={settings}>
        <PlayerContext.Provider value={player}>
          <Screen route={route} comesBack={comesBack} openWatcher={openWatcher} openFacilitator={openFacilitator} />
        </PlayerContext.Provider>
      </SettingsContext.Provider>
    </Guard>
  );
}
