// What every component may reach: the words of the person's language, the player, and what of the model it draws.

import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";

import type { Draft, Heard, Language, Model, Player } from "../model/api.js";
import type { Words } from "../words/api.js";

export interface Settings {
  words: Words;
  chooseLanguage(language: Language): void;
}

export const SettingsContext = createContext<Settings | null>(null);
export const PlayerContext = createContext<Player | null>(null);
/** A seat that is looked at and not played: with it there is no player, so that nothing drawn from it can act. */
export const HeardContext = createContext<Heard | null>(null);

function there<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(what);
  return value;
}

export function useSettings(): Settings {
  return there(useContext(SettingsContext), "SettingsContext");
}

export function useWords(): Words {
  return useSettings().words;
}

export function usePlayer(): Player {
  return there(useContext(PlayerContext), "PlayerContext");
}

/** What is told of the seat that is drawn, by whoever plays it or looks at it. */
export function useHeard(): Heard {
  const heard = useContext(HeardContext);
  const player = useContext(PlayerContext);
  return there(heard ?? player, "HeardContext");
}

/** What `pick` takes of a source; draws again only when that has become something else. */
export function useWatched<S extends { subscribe(listener: () => void): () => void }, T>(
  source: S,
  pick: (source: S) => T,
): T {
  const [, redraw] = useState(0);
  const shown = useRef<T>();
  const latest = useRef(pick);
  const picked = pick(source);
  latest.current = pick;
  shown.current = picked;
  useEffect(() => {
    const look = (): void => {
      if (!Object.is(latest.current(source), shown.current)) redraw((count) => count + 1);
    };
    look(); // it may have changed since it was drawn
    return source.subscribe(look);
  }, [source]);
  return picked;
}

export function useModel<T>(pick: (model: Model) => T): T {
  return useWatched(useHeard(), (heard) => pick(heard.model));
}

export function useDraft<T>(pick: (draft: Draft) => T): T {
  return useWatched(useHeard(), (heard) => pick(heard.draft));
}

/** `read` now and then again each second, on the second: only who calls this is drawn again by the clock. */
export function useEachSecond<T>(read: () => T): T {
  const [, redraw] = useState(0);
  const shown = useRef<T>();
  const latest = useRef(read);
  latest.current = read;
  shown.current = read();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!Object.is(latest.current(), shown.current)) redraw((count) => count + 1);
    }, 250); // late by a quarter of a second at most, also after the page has slept
    return () => clearInterval(timer);
  }, []);
  return shown.current;
}
