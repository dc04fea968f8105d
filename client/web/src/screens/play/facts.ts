// What the messages mean in the units that people read: names, whole units of arms, percent. Computes no rule.

import type { Arms, Considered, Figures, Range } from "../../gen/spiral/v1/aids_pb.js";
import { BeliefMode } from "../../gen/spiral/v1/exercise_pb.js";
import type { Briefing, Situation, StateView } from "../../gen/spiral/v1/world_pb.js";
import type { PartVerdict } from "../../gen/spiral/v1/session_pb.js";
import type { Words } from "../../words/api.js";
import { harmless } from "../../words/harmless.js";
import { verdictWords } from "../../words/refusal_text.js";
import { stateLetter } from "../../parts/state_mark.js";

export const pactNames = ["none", "non_aggression", "defensive", "unconditional"] as const;
export const projectNames = ["none", "intel", "fortress", "strike", "specialise"] as const;
export const motiveNames = ["security_seeker", "greedy", "limited", "protector", "fearful"] as const;
export const lineNames = ["civil", "fortify", "strike", "dual", "intel"] as const;
export type Line = (typeof lineNames)[number];

/** What the seat knows of the game, as long as it is played: briefing and situation are both there. */
export interface Facts {
  words: Words;
  briefing: Briefing;
  situation: Situation;
  before: Situation | null;
  me: number;
  turn: number; // the open one
  aids: Considered | null; // what the server made of the orders in hand; null until it has answered
}

export function asksBeliefs(briefing: Briefing): boolean {
  return briefing.beliefs !== BeliefMode.BELIEFS_OFF;
}

export function parameter(briefing: Briefing, name: string): number {
  return briefing.scenario?.parameters.find((known) => known.name === name)?.value ?? 0;
}

export function plainName(briefing: Briefing | null, state: number): string {
  return harmless(briefing?.scenario?.states[state]?.name ?? stateLetter(state));
}

/** "Delmar (D)", or "Corva (you)". */
export function stateName(facts: Facts, state: number): string {
  const name = plainName(facts.briefing, state);
  if (state === facts.me) return facts.words.say("state.own", { name });
  return facts.words.say("state.other", { name, letter: stateLetter(state) });
}

export function stateNames(facts: Facts, states: readonly number[]): string {
  if (states.length === 0) return facts.words.say("state.nobody");
  return facts.words.list(states.map((state) => stateName(facts, state)));
}

export function view(facts: Facts, state: number): StateView | null {
  return facts.situation.states[state] ?? null;
}

export function stateCount(facts: Facts): number {
  return facts.situation.states.length;
}

/** The others, in the order of all views; with `all` also those that were eliminated. */
export function rivals(facts: Facts, all = false): number[] {
  return facts.situation.states.flatMap((state, j) => (j !== facts.me && (all || state.alive) ? [j] : []));
}

export function isAlive(facts: Facts): boolean {
  return Boolean(view(facts, facts.me)?.alive);
}

export function units(centi: number): number {
  return Math.floor((centi + 50) / 100);
}

export function percent(permille: number): number {
  return Math.floor((permille + 5) / 10);
}

/** A figure about a rival with what it may be wrong by, in whole units. */
export function totalOf(facts: Facts, state: number): { low: number; about: number; high: number; exact: boolean } {
  const figures = figuresOf(facts, state);
  const seen = view(facts, state);
  const about = seen ? units(seen.estFortify + seen.estStrike + seen.estDual) : 0;
  if (!figures?.total) return { low: about, about, high: about, exact: false };
  const { low, about: told, high } = figures.total;
  return { low, about: told, high, exact: figures.error === 0 };
}

export function totalWords(facts: Facts, state: number): string {
  const { exact, ...total } = totalOf(facts, state);
  if (!figuresOf(facts, state)) return facts.words.say("web.rival.about", total);
  return facts.words.say(exact ? "figure.exact" : "web.rival.range", total);
}

export function figuresOf(facts: Facts, state: number): Figures | null {
  return facts.aids?.figures[state] ?? null;
}

/** "about 55 (45-70)" in percent of 100 cases. */
export function chanceWords(words: Words, chance: Range | undefined): string {
  if (!chance) return "";
  const about = percent(chance.about);
  const [low, high] = [Math.floor(chance.low / 10), Math.ceil(chance.high / 10)]; // wider, never narrower
  if (chance.low === chance.high) return words.say("chance.exact", { about });
  return words.say("chance.range", { low, about, high });
}

export function armsWords(words: Words, arms: Arms | undefined): string {
  if (!arms) return "";
  const stock = (centi: number): string => tenthsWords(words, Math.trunc(centi / 10), false);
  const slots = { fortify: stock(arms.fortify), strike: stock(arms.strike), dual: stock(arms.dual) };
  return words.say(arms.dual > 0 ? "arms.three" : "arms.two", slots);
}

/** -1.5 and +3.0, as the language writes them; 3.0 where it is no change. */
export function tenthsWords(words: Words, tenths: number, change = true): string {
  const whole = Math.trunc(Math.abs(tenths) / 10);
  const slots = { whole, tenths: Math.abs(tenths) % 10 };
  return words.say(tenths < 0 ? "tenths.less" : tenths > 0 && change ? "tenths.more" : "tenths.plain", slots);
}

export function signed(number: number): string {
  return number > 0 ? `+${number}` : String(number);
}

export function durationWords(words: Words, seconds: number): string {
  const slots = { minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
  return words.say(seconds < 60 ? "duration.seconds" : seconds % 60 ? "duration.both" : "duration.minutes", slots);
}

/** 2:05 */
export function clockFace(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Why a part of the orders is not allowed. */
export function verdictSentence(facts: Facts, part: PartVerdict, slots: { spent: number; points: number }): string {
  return verdictWords(facts.words, part, {
    ...slots,
    strike: Math.floor((facts.situation.own?.strike ?? 0) / 100),
    from: parameter(facts.briefing, "grace_turns") + 1,
    need: parameter(facts.briefing, "mobilise_cost") + parameter(facts.briefing, "research_cost"),
  });
}

/** The same in a few words, for beside a choice that cannot be made. */
export function whyNot(facts: Facts, verdict: string | undefined): string | undefined {
  if (!verdict) return undefined;
  const from = parameter(facts.briefing, "grace_turns") + 1;
  const need = parameter(facts.briefing, "mobilise_cost") + parameter(facts.briefing, "research_cost");
  return facts.words.say(`web.why.${verdict.replaceAll(" ", "_")}`, { from, need });
}
