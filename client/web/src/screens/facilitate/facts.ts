// What the exercise's messages mean to whoever runs it: who stands where, what needs a look, who may do what. Computes
// no rule of the game. Pure.

import { ActKind, Rights, type ExerciseFacilitator, type ExerciseSeat, type ExerciseState, type ExerciseWorld } from "../../gen/spiral/v1/exercise_pb.js";
import { ClockState } from "../../gen/spiral/v1/world_pb.js";
import { secondsLeft } from "../../model/clock.js";

/** How a seat stands, as one letter: what matters most wins. */
export type Standing = "nothing" | "saved" | "ready" | "away" | "bot" | "free" | "out";

export function hasPersons(seat: ExerciseSeat): boolean {
  return seat.persons.some((person) => !person.left);
}

export function someHere(seat: ExerciseSeat): boolean {
  return seat.persons.some((person) => person.here);
}

export function standingOf(seat: ExerciseSeat): Standing {
  if (!seat.alive) return "out";
  if (seat.bot || seat.held) return "bot";
  if (!hasPersons(seat)) return "free";
  if (seat.ready) return "ready";
  if (!someHere(seat)) return "away";
  return seat.revision > 0 ? "saved" : "nothing";
}

export interface Counts {
  seats: number; // alive
  ready: number;
  here: number; // persons
  persons: number;
  bots: number;
}

export function countsOf(world: ExerciseWorld): Counts {
  const alive = world.seats.filter((seat) => seat.alive);
  const persons = world.seats.flatMap((seat) => seat.persons);
  return {
    seats: alive.length,
    ready: alive.filter((seat) => seat.ready).length,
    here: persons.filter((person) => person.here).length,
    persons: persons.length,
    bots: alive.filter((seat) => seat.bot || seat.held).length,
  };
}

export type Phase = "lobby" | "open" | "paused" | "ended";

export function phaseOf(world: ExerciseWorld): Phase {
  if (world.end !== 0 || world.clock?.state === ClockState.CLOCK_ENDED) return "ended";
  if (world.clock?.state === ClockState.CLOCK_PAUSED) return "paused";
  return world.clock?.state === ClockState.CLOCK_OPEN ? "open" : "lobby";
}

/** null: no limit, or no turn. */
export function worldSeconds(world: ExerciseWorld, at: number, now: number): number | null {
  return secondsLeft(world.clock ?? null, at, now);
}

const SHORT_SECONDS = 30;

/** Would whoever walks between the worlds want to look at this one? */
export function needsLook(world: ExerciseWorld, questions: boolean, left: number | null): boolean {
  const phase = phaseOf(world);
  if (questions) return true;
  if (phase === "paused") return true;
  if (phase !== "open") return false;
  const { seats, ready } = countsOf(world);
  const late = left !== null && left < SHORT_SECONDS && 2 * ready < seats;
  return late || world.signs.length > 0 || world.seats.some((seat) => standingOf(seat) === "away" || seat.misses > 0);
}

export function openQuestions(state: ExerciseState): ExerciseState["questions"] {
  return state.questions.filter((question) => question.answer === "");
}

// ---- who may do what

/** What each act asks for; the others for the right to run. The server judges; this shuts what it would refuse. */
const NEEDS: Partial<Record<ActKind, Rights>> = {
  [ActKind.ACT_NUDGE]: Rights.ASSIST,
  [ActKind.ACT_ANSWER]: Rights.ASSIST,
  [ActKind.ACT_LOOK]: Rights.ASSIST,
  [ActKind.ACT_CONSENT]: Rights.ASSIST,
  [ActKind.ACT_START]: Rights.LEAD,
  [ActKind.ACT_REMOVE_PERSON]: Rights.LEAD,
  [ActKind.ACT_DEBRIEF]: Rights.LEAD,
  [ActKind.ACT_REPLAY]: Rights.LEAD,
  [ActKind.ACT_FACILITATOR_ADD]: Rights.LEAD,
  [ActKind.ACT_FACILITATOR_RIGHTS]: Rights.LEAD,
};

export const RIGHTS_NAMES = ["none", "observe", "assist", "run", "lead"] as const;

export interface Me {
  number: number;
  rights: Rights;
  name: string;
}

export function facilitatorOf(state: ExerciseState, number: number): ExerciseFacilitator | null {
  return state.facilitators.find((one) => one.number === number) ?? null;
}

export function ownerOf(state: ExerciseState, world: ExerciseWorld): ExerciseFacilitator | null {
  return world.owner ? facilitatorOf(state, world.owner.state) : null;
}

export type WhyNot = { kind: "rights"; rights: Rights } | { kind: "owner"; name: string };

/** null: one may, as far as this page knows. `world`: null is every world, where those that one may act on are meant. */
export function whyNot(state: ExerciseState, me: Me, act: ActKind, world: number | null): WhyNot | null {
  const needed = NEEDS[act] ?? Rights.RUN;
  if (me.rights < needed) return { kind: "rights", rights: needed };
  if (me.rights !== Rights.RUN || world === null || needed < Rights.RUN) return null;
  const owner = state.worlds[world] ? ownerOf(state, state.worlds[world]) : null;
  return owner && owner.number !== me.number ? { kind: "owner", name: owner.name } : null;
}

/** Are there worlds that "every world" leaves out for this facilitator? */
export function leavesOut(state: ExerciseState, me: Me): boolean {
  return state.worlds.some((_, world) => whyNot(state, me, ActKind.ACT_PAUSE, world)?.kind === "owner");
}

// ---- time

export const GUARD_PERCENT = 33; // of the session, that the debrief should have at least

export interface Guard {
  begins: number; // seconds of the plan; in the debrief: those that are used
  left: number; // seconds for the debrief
  percent: number; // of the plan
  isShort: boolean;
}

/** When the debrief begins if every turn is played at this pace, and what is left for it; null without a plan. While all
 *  that is played is paused the beginning moves on, and in the debrief its time passes. */
export function guardOf(state: ExerciseState, at: number, now: number): Guard | null {
  if (state.planSeconds === 0) return null;
  const phases = state.worlds.map(phaseOf);
  const moves = state.card !== undefined || (phases.includes("paused") && !phases.includes("open"));
  const begins = state.usedSeconds + state.playSeconds + (moves ? Math.floor((now - at) / 1000) : 0);
  const left = Math.max(0, state.planSeconds - begins);
  const percent = Math.floor((100 * left) / state.planSeconds);
  return { begins, left, percent, isShort: state.card === undefined && percent < GUARD_PERCENT };
}

export function usedSeconds(state: ExerciseState, at: number, now: number): number {
  const counts = state.started || state.usedSeconds > 0; // before the start: since people came
  return counts ? state.usedSeconds + Math.floor((now - at) / 1000) : state.usedSeconds;
}

// ---- the debrief's steps

export const CARDS = 9; // D0 .. D8
const REVEAL = 3;

/** Worlds that have cards: one that was closed before it began has none. */
export function playedWorlds(state: ExerciseState): number[] {
  return [...state.worlds.keys()].filter((world) => state.worlds[world]?.end === 0 || (state.worlds[world]?.clock?.turn ?? 0) > 0);
}

/** Parts that the server gives a card: the reveal goes state by state. Of the others the wall makes as many as it needs. */
export function isReveal(card: number): boolean {
  return card === REVEAL;
}

export function statesRevealed(state: ExerciseState): number {
  return Math.max(1, ...state.worlds.map((world) => world.seats.length));
}

export interface Step {
  card: number;
  part: number;
}

/** One on or back, where a card has so many parts; null at either end. Back goes to the last part of the card before. */
export function stepFrom(state: ExerciseState, way: 1 | -1, parts: (card: number) => number): Step | null {
  if (!state.card) return way === 1 ? { card: 0, part: 0 } : null;
  const card = state.card.state;
  const part = Math.min(state.part, parts(card) - 1) + way;
  if (part >= 0 && part < parts(card)) return { card, part };
  return cardFrom(card, way, parts);
}

export function cardFrom(card: number, way: 1 | -1, parts: (card: number) => number): Step | null {
  const next = card + way;
  if (next < 0 || next >= CARDS) return null;
  return { card: next, part: way === 1 ? 0 : parts(next) - 1 };
}
