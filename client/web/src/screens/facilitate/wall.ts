// How many parts the wall needs for each card, as the wall itself reckons it: from the debrief of the projected world as far as it
// is opened, which is looked at as the wall looks at it.

import { useEffect, useMemo, useState } from "preact/hooks";

import type { Debrief } from "../../model/api.js";
import { useWatched } from "../../parts/context.js";
import { hex } from "../debrief/proof.js";
import { useOpened } from "../debrief/step_card.js";
import { cardOf } from "../debrief/step_rules.js";
import { otherLanguage, partTitle, wallParts, type WallPart } from "../debrief/wall_parts.js";
import { isReveal, statesRevealed } from "./facts.js";
import { useRoom } from "./room.js";

const PATIENCE_MS = 5000; // then the debrief goes on card by card

export interface WallParts {
  /** 1 where it is not known. */
  count(card: number): number;
  /** What each part of the card that is shown is about; none of the reveal. */
  titles: string[];
  /** Of the card that is shown it will be known in a moment. */
  waits: boolean;
}

const nothing = new Promise<never>(() => undefined);

export function useWallParts(card: number): WallParts {
  const { words, state, openWatcher } = useRoom();
  const watcher = useMemo(openWatcher, []);
  useEffect(() => {
    watcher.watch(state.code, "nothing").catch(() => undefined); // then it goes on card by card
    return () => watcher.stop();
  }, [watcher, state.code]);
  const step = useWatched(watcher, ({ model }) => model.step);
  const projected = state.projected?.state ?? 0;
  const world = useWatched(watcher, ({ model }) => model.worlds.find(({ index }) => index === projected)?.watching.world);
  const key = `${world ? hex(world) : ""} ${words.language} ${card}`;
  const { latest } = useOpened(key, () => {
    if (!world) return nothing;
    return Promise.all([words.language, otherLanguage(words.language)].map((language) => watcher.debrief(world, language)));
  });
  const [late, setLate] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setLate(key), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return useMemo(() => {
    const known = (number: number): WallPart[] | null => {
      const [debrief, other] = latest ?? [];
      const shown = debrief && cardOf(debrief, number);
      return shown && step ? wallParts({ ...step, card: { $typeName: "spiral.v1.Target", state: number } }, shown, other ? cardOf(other, number) : null) : null;
    };
    const count = (number: number): number => (isReveal(number) ? statesRevealed(state) : Math.max(1, known(number)?.length ?? 1));
    const parts = isReveal(card) ? [] : known(card);
    return { count, titles: titlesOf(latest?.[0], card, parts ?? []), waits: parts === null && late !== key };
  }, [latest, step, state, card, late, key]);
}

function titlesOf(debrief: Debrief | undefined, number: number, parts: readonly WallPart[]): string[] {
  const card = debrief && cardOf(debrief, number);
  return card ? parts.map((part) => partTitle(card, part)) : [];
}
