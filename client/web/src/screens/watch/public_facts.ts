// Public figures of a turn as words and numbers. Only what a PublicTurn says: nothing here could tell more. Pure.

import type { PublicState, PublicTurn } from "../../gen/spiral/v1/watch_pb.js";
import type { Words } from "../../words/api.js";
import type { Names } from "../../words/states.js";

const PEACEFUL = 1;
const WARN = 2;
const PROJECTS = ["project.none", "project.intel", "project.fortress", "project.strike", "project.specialise"];
const PACTS = ["pact.none", "pact.non_aggression", "pact.defensive", "pact.unconditional"];

export function declaredWords(words: Words, state: PublicState, names: Names): string {
  const { declared, declaredTo } = state;
  if (declared === 0) return words.say("web.watch.none");
  if (declared === PEACEFUL) return words.say("web.watch.peaceful");
  const warns = declared === WARN;
  if (declaredTo < 0 || declaredTo >= names.count) return words.say(warns ? "web.watch.warns_all" : "web.watch.demands_all");
  return words.say(warns ? "web.watch.warns" : "web.watch.demands", { state: names.name(declaredTo) });
}

export function researchWords(words: Words, state: PublicState): string {
  const key = PROJECTS[state.tech];
  return key && state.tech > 0 ? words.say(key) : words.say("web.watch.none");
}

/** "+2" since the turn before; empty where nothing changed. */
export function changeSince(now: number, before: number | undefined): string {
  const change = now - (before ?? now);
  return change === 0 ? "" : change > 0 ? `+${change}` : `−${-change}`;
}

/** Each public pact once, as a sentence. */
export function pactSentences(words: Words, turn: PublicTurn, names: Names): string[] {
  return turn.states.flatMap((state, one) =>
    state.pact.flatMap((kind, other) => {
      const key = PACTS[kind];
      if (other <= one || kind <= 0 || !key) return [];
      return [words.say("watch.pact", { one: names.name(one), other: names.name(other), pact: words.say(key) })];
    }),
  );
}
