// What is said of acts: their scope, which is always named, what was done, and why something was not.

import { ActKind, type ExerciseDeed, type ExerciseState } from "../../gen/spiral/v1/exercise_pb.js";
import { refusalName, refusalSlots } from "../../model/news.js";
import type { Words } from "../../words/api.js";
import { harmless } from "../../words/harmless.js";
import { stateLetter } from "../../words/states.js";
import { refusalOf, whyNotWords } from "../refusal_text.js";
import { leavesOut, RIGHTS_NAMES, whyNot, type Me } from "./facts.js";

export function worldName(state: ExerciseState, world: number): string {
  return harmless(state.worlds[world]?.name ?? "") || stateLetter(world);
}

/** "Corva (C)" */
export function seatName(words: Words, state: ExerciseState, world: number, seat: number): string {
  const name = harmless(state.worlds[world]?.seats[seat]?.state ?? "");
  return words.say("state.other", { name, letter: stateLetter(seat) });
}

/** "world B"; null: "all worlds". Who may not act on all is told that. */
export function worldScope(words: Words, state: ExerciseState, me: Me | null, world: number | null): string {
  if (world !== null) return words.say("webfac.scope.world", { world: worldName(state, world) });
  return words.say(me && leavesOut(state, me) ? "webfac.scope.yours" : "webfac.scope.all");
}

export function seatScope(words: Words, state: ExerciseState, world: number, seat: number): string {
  return words.say("webfac.scope.seat", { state: seatName(words, state, world, seat), world: worldName(state, world) });
}

/** What a button says, and what it would act on: for who does not see where it stands. */
export function scoped(words: Words, what: string, scope: string): string {
  return words.say("webfac.scoped", { what, scope });
}

const DEEDS: Partial<Record<ActKind, string>> = {
  [ActKind.ACT_PAUSE]: "webfac.deed.pause",
  [ActKind.ACT_RESUME]: "webfac.deed.resume",
  [ActKind.ACT_EXTEND]: "webfac.deed.extend",
  [ActKind.ACT_RESOLVE]: "webfac.deed.resolve",
  [ActKind.ACT_CLOSE]: "webfac.deed.close",
  [ActKind.ACT_START]: "webfac.deed.start",
  [ActKind.ACT_ROLL_BACK]: "webfac.deed.roll_back",
  [ActKind.ACT_BOT_IN]: "webfac.deed.bot_in",
  [ActKind.ACT_BOT_OUT]: "webfac.deed.bot_out",
  [ActKind.ACT_ORDERS]: "webfac.deed.orders",
  [ActKind.ACT_MULTIPLY]: "webfac.deed.multiply",
  [ActKind.ACT_MOVE_PERSON]: "webfac.deed.move",
  [ActKind.ACT_REMOVE_PERSON]: "webfac.deed.remove",
  [ActKind.ACT_NUDGE]: "webfac.deed.nudge",
  [ActKind.ACT_INJECT]: "webfac.deed.inject",
  [ActKind.ACT_INJECT_SEND]: "webfac.deed.inject_send",
  [ActKind.ACT_INJECT_CANCEL]: "webfac.deed.inject_cancel",
  [ActKind.ACT_INJECT_POSTPONE]: "webfac.deed.inject_postpone",
  [ActKind.ACT_ANSWER]: "webfac.deed.answer",
  [ActKind.ACT_OWN]: "webfac.deed.own",
  [ActKind.ACT_FACILITATOR_ADD]: "webfac.deed.add",
  [ActKind.ACT_FACILITATOR_RIGHTS]: "webfac.deed.rights",
  [ActKind.ACT_DEBRIEF]: "webfac.deed.debrief",
  [ActKind.ACT_UNDO]: "webfac.deed.undo",
  [ActKind.ACT_REPLAY]: "webfac.deed.replay",
  [ActKind.ACT_LOOK]: "webfac.deed.look",
  [ActKind.ACT_CONSENT]: "webfac.deed.consent",
};

/** Without a scope of their own: they are the whole exercise's. */
const OF_ALL = [
  ActKind.ACT_START, ActKind.ACT_DEBRIEF, ActKind.ACT_UNDO, ActKind.ACT_FACILITATOR_ADD, ActKind.ACT_FACILITATOR_RIGHTS,
  ActKind.ACT_REMOVE_PERSON, ActKind.ACT_INJECT_CANCEL, ActKind.ACT_INJECT_POSTPONE, ActKind.ACT_ANSWER,
  ActKind.ACT_REPLAY,
];

function numbered(target: { state: number } | undefined): number | null {
  return target ? target.state : null;
}

/** "Pause: world B" */
export function deedWords(words: Words, state: ExerciseState, deed: Pick<ExerciseDeed, "act" | "world" | "seat">): string {
  const what = words.say(DEEDS[deed.act] ?? "webfac.deed.other");
  const [world, seat] = [numbered(deed.world), numbered(deed.seat)];
  if (world !== null && seat !== null) return scoped(words, what, seatScope(words, state, world, seat));
  if (world === null && OF_ALL.includes(deed.act)) return what;
  return scoped(words, what, worldScope(words, state, null, world));
}

/** Newer than that deed, and taken back by nothing. Taking back and looking leave nothing behind. */
export function passedOver(state: Pick<ExerciseState, "deeds" | "undo">, number: number): ExerciseDeed[] {
  const leavesNothing = [ActKind.ACT_UNDO, ActKind.ACT_LOOK];
  return state.deeds.filter((deed) => deed.number > number && deed.number !== state.undo && !deed.undone && !leavesNothing.includes(deed.act));
}

export function byWords(words: Words, deed: Pick<ExerciseDeed, "by">): string {
  return deed.by ? harmless(deed.by) : words.say("webfac.deed.operator");
}

/** Why a button of this page is shut; undefined: it is not. */
export function shutWords(words: Words, state: ExerciseState, me: Me, act: ActKind, world: number | null): string | undefined {
  const why = whyNot(state, me, act, world);
  if (!why) return undefined;
  if (why.kind === "owner") return words.say("webfac.why.owner", { name: harmless(why.name) });
  return words.say("webfac.why.rights", { rights: words.say(`webfac.rights.${RIGHTS_NAMES[why.rights]}`) });
}

export interface Fault {
  sentence: string;
  remedy: string;
  parts: string[]; // of orders on behalf
}

/** A refusal as a facilitator reads it: the catalogue's general sentences speak to players. What the server words itself wins. */
export function faultWords(words: Words, cause: unknown): Fault {
  const refusal = refusalOf(cause);
  const plain = whyNotWords(words, cause);
  if (!refusal) return { ...plain, parts: [] };
  const name = refusalName(refusal.code);
  const slots = refusalSlots(refusal);
  // The most exact that there is: of the code with its item, then of the code alone.
  const own = (told: string, usual: string, key: string, other: string): { said: string; exact: boolean } => {
    const known = told === "" || told === usual ? [`${key}.${refusal.item}`, key].find((one) => words.has(one)) : undefined;
    return { said: known === undefined ? other : words.say(known, slots), exact: known !== undefined && known !== key };
  };
  const parts = refusal.parts.map(({ part, verdict }) => {
    const key = `webfac_verdict.${verdict.replaceAll(" ", "_")}`;
    const said = words.has(`part.${part}`) ? words.say(`part.${part}`) : part;
    return words.say(words.has(key) ? key : "webfac_verdict.other", { part: said });
  });
  const sentence = own(refusal.sentence, `refusal.${name}`, `webfac_refusal.${name}`, plain.sentence);
  const remedy = own(refusal.remedy, `remedy.${name}`, `webfac_remedy.${name}`, plain.remedy);
  const item = harmless(refusal.item);
  const bare = item === "" || sentence.exact || sentence.said.includes(item);
  return { sentence: bare ? sentence.said : words.say("webfac.with_item", { sentence: sentence.said, item }), remedy: remedy.said, parts };
}
