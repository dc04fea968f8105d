// News from outside: which are to come, to whom, and when. Pure.

import { Trigger, type ExerciseInject, type ExerciseState, type Inject } from "../../gen/spiral/v1/exercise_pb.js";
import type { Language } from "../../model/api.js";
import { wordsIn } from "../../model/news.js";
import type { Words } from "../../words/api.js";
import { harmlessLines } from "../../words/harmless.js";
import { seatName, worldScope } from "./act_words.js";
import { rungWords } from "./tension.js";

/** Worlds that it is for. */
function worldsOf(state: ExerciseState, inject: Inject): number[] {
  return inject.world ? [inject.world.state] : state.worlds.map((_, world) => world);
}

/** Everywhere it was meant for; beyond the first 32 worlds the mask says nothing, so any is enough. */
export function wasSent(state: ExerciseState, { inject, sent }: ExerciseInject): boolean {
  if (!inject || sent === 0) return false;
  return worldsOf(state, inject).every((world) => world >= 32 || ((sent >>> world) & 1) === 1);
}

/** In a world that has ended nothing comes any more. */
export function isComing(state: ExerciseState, row: ExerciseInject): boolean {
  const waits = row.inject && worldsOf(state, row.inject).some((world) => state.worlds[world]?.end === 0 && (world >= 32 || ((row.sent >>> world) & 1) === 0));
  return !row.cancelled && !wasSent(state, row) && Boolean(waits);
}

/** By their turn; those that a condition brings come last. */
export function coming(state: ExerciseState): ExerciseInject[] {
  const order = ({ inject }: ExerciseInject): number => (inject?.trigger === Trigger.TURN ? inject.turn : 1000);
  return state.injects.filter((row) => isComing(state, row)).sort((a, b) => order(a) - order(b) || (a.inject?.number ?? 0) - (b.inject?.number ?? 0));
}

export function textOf(inject: Inject, language: Language): { text: string; lang: Language } {
  const { text, lang } = wordsIn(inject, language);
  return { text: harmlessLines(text), lang };
}

export function triggerWords(words: Words, inject: Inject): string {
  if (inject.trigger === Trigger.TURN) return words.say("webfac.inject.at_turn", { turn: inject.turn });
  if (inject.trigger === Trigger.TENSION) return words.say("webfac.inject.at_tension", { tension: rungWords(words, inject.tension), turn: inject.turn });
  return words.say("webfac.inject.at_once");
}

/** "world B: Corva (C)" */
export function receiversWords(words: Words, state: ExerciseState, inject: Inject): string {
  const world = inject.world?.state ?? null;
  const scope = worldScope(words, state, null, world);
  if (inject.seats === 0) return scope;
  const seats = (state.worlds[world ?? 0]?.seats ?? []).flatMap((_, seat) => ((inject.seats >>> seat) & 1 ? [seatName(words, state, world ?? 0, seat)] : []));
  return words.say("webfac.scoped", { what: scope, scope: words.list(seats) });
}
