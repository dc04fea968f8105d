// States by name and letter, and the words of a state's budget.

import { parameter } from "../model/orders.js";
import type { Briefing } from "../gen/spiral/v1/world_pb.js";
import type { Words } from "./api.js";

const LINES = ["civil", "fortify", "strike", "dual", "intel"] as const;
const DUAL = 3;

export function stateLetter(state: number): string {
  return String.fromCharCode(65 + state);
}

/** How states are called: by whoever has a list of names. */
export interface Names {
  readonly count: number;
  name(state: number): string;
}

/** "Corvo (C)", and of one's own "Aldan (you)". `me`: -1 for who has no seat. */
export function stateNames(words: Words, names: readonly string[], me: number): Names {
  return {
    count: names.length,
    name: (state) => words.say(state === me ? "state.own" : "state.other", { name: names[state] ?? "", letter: stateLetter(state) }),
  };
}

export function namesOf(words: Words, briefing: Briefing | null): Names {
  const states = briefing?.scenario?.states ?? [];
  return stateNames(words, states.map((state) => state.name), briefing?.seat ?? -1);
}

/** Dual arms are worth less than a mix of the others: the line need not be shown. */
export function dualIsDominated(briefing: Briefing | null): boolean {
  return 2 * parameter(briefing, "dual_value") < 100 + parameter(briefing, "fungibility");
}

/** "civil 5, fortify 3, ..." */
export function budgetWords(words: Words, budget: readonly number[], hideDual: boolean): string {
  const lines = LINES.map((line, x) => ({ line, points: budget[x] ?? 0, x }));
  return lines
    .filter(({ points, x }) => x !== DUAL || points !== 0 || !hideDual)
    .map(({ line, points }) => `${words.say(`line.${line}`)} ${points}`)
    .join(", ");
}
