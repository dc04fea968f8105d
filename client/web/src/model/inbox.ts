// What the server tells unasked, into the model. Each message replaces what was known; nothing is computed.

import type { Bulletin, ControlAnswer } from "../gen/spiral/v1/exercise_pb.js";
import type { Briefing, Clock, Press, Situation, TurnReport, WorldEnded } from "../gen/spiral/v1/world_pb.js";
import { sameBytes } from "../wire/ids.js";
import type { Model, Report } from "./api.js";
import { noStated, statedOf } from "./beliefs.js";

const PRESS_MAX = 2000; // more than a world keeps; the oldest go first
const BULLETINS_MAX = 256;
const QUESTIONS_MAX = 128;

export type Change = Partial<Model>;

export function emptyModel(): Model {
  return {
    link: { kind: "none" },
    seat: null,
    seatNumber: 0,
    fresh: "",
    ...emptyWorld(),
    ...emptyExercise(),
    news: null,
  };
}

type OfExercise = "questions" | "questionsSeen" | "step";

export function emptyExercise(): Pick<Model, OfExercise> {
  return { questions: [], questionsSeen: 0, step: null };
}

/** Another world than before begins with nothing. */
export function emptyWorld(): Omit<Model, "link" | "seat" | "seatNumber" | "fresh" | "news" | "commitment" | OfExercise> {
  return {
    briefing: null,
    situation: null,
    before: null,
    report: null,
    reports: [],
    clock: null,
    clockAt: 0,
    press: [],
    pressSeen: 0,
    bulletins: [],
    ended: null,
    stated: noStated(),
  };
}

/** null: it does not fit what was briefed, and the server is not to be trusted with more. `first`: since one came in;
 *  then an earlier turn than before means that the world was rolled back meanwhile. */
export function onSituation(model: Model, situation: Situation, first: boolean): Change | null {
  const states = model.briefing?.scenario?.states.length;
  if (states === undefined || situation.states.length !== states || model.briefing!.seat >= states) return null;
  const known = model.situation;
  if (known && situation.turn < known.turn) return first ? { situation, stated: statedOf(situation), before: null, ...upTo(model, situation.turn) } : {};
  const isNew = known !== null && situation.turn > known.turn;
  return { situation, stated: statedOf(situation), before: isNew ? known : model.before };
}

export function onBriefing(briefing: Briefing): Change {
  return { briefing, seatNumber: briefing.seat };
}

export function onReport(model: Model, told: TurnReport, first: boolean): Change {
  const report: Report = { turn: told.turn, events: told.events, ordersUsed: told.yourOrdersUsed };
  if (model.report && model.report.turn > report.turn && !first) return {};
  const others = model.reports.filter((row) => row.turn !== report.turn);
  return { report, reports: [...others, report].sort((a, b) => a.turn - b.turn) };
}

export function onClock(clock: Clock, now: number): Change {
  return { clock, clockAt: now };
}

/** What was told before a reconnect is told again. */
export function onPress(model: Model, press: Press): Change {
  const last = model.press[model.press.length - 1];
  if (last && press.number <= last.number) return {};
  return { press: [...model.press, press].slice(-PRESS_MAX) };
}

/** The world was rolled back: of what was told of turns only that stands for which `stands` is true. */
export function rolledBack(model: Model, stands: (turn: number) => boolean): Change {
  const reports = model.reports.filter(({ turn }) => stands(turn));
  return { reports, report: model.report && stands(model.report.turn) ? model.report : null };
}

function upTo(model: Model, last: number): Change {
  return rolledBack(model, (turn) => turn <= last);
}

/** What was told before a reconnect is told again. */
export function onBulletin(model: Model, bulletin: Bulletin): Change {
  if (model.bulletins.some((known) => known.number === bulletin.number)) return {};
  const bulletins = [...model.bulletins, bulletin].sort((a, b) => a.number - b.number);
  return { bulletins: bulletins.slice(-BULLETINS_MAX) };
}

/** A question comes without its answer first, and then with it. */
export function onAnswer(model: Model, answer: ControlAnswer): Change {
  const others = model.questions.filter((known) => known.number !== answer.number);
  return { questions: [...others, answer].sort((a, b) => a.number - b.number).slice(-QUESTIONS_MAX) };
}

export function answered(model: Model): number {
  return model.questions.filter(({ answer }) => answer !== "").length;
}

export function onEnded(ended: WorldEnded): Change {
  return { ended };
}

export function isOf(world: Uint8Array, told: { world: Uint8Array }): boolean {
  return sameBytes(world, told.world);
}
