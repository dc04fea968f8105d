// What the server tells unasked, into the model. Each message replaces what was known; nothing is computed.

import type { Briefing, Clock, Press, Situation, TurnReport, WorldEnded } from "../gen/spiral/v1/world_pb.js";
import { sameBytes } from "../wire/ids.js";
import type { Model, Report } from "./api.js";
import { noStated, statedOf } from "./beliefs.js";

const PRESS_MAX = 2000; // more than a world keeps; the oldest go first

export type Change = Partial<Model>;

export function emptyModel(): Model {
  return {
    link: { kind: "none" },
    seat: null,
    seatNumber: 0,
    ...emptyWorld(),
    news: null,
  };
}

/** Another world than before begins with nothing. */
export function emptyWorld(): Omit<Model, "link" | "seat" | "seatNumber" | "news" | "commitment"> {
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
    ended: null,
    stated: noStated(),
  };
}

/** null: it does not fit what was briefed, and the server is not to be trusted with more. */
export function onSituation(model: Model, situation: Situation): Change | null {
  const states = model.briefing?.scenario?.states.length;
  if (states === undefined || situation.states.length !== states || model.briefing!.seat >= states) return null;
  const known = model.situation;
  if (known && situation.turn < known.turn) return {};
  const isNew = known !== null && situation.turn > known.turn;
  return { situation, stated: statedOf(situation), before: isNew ? known : model.before };
}

export function onBriefing(briefing: Briefing): Change {
  return { briefing, seatNumber: briefing.seat };
}

export function onReport(model: Model, told: TurnReport): Change {
  const report: Report = { turn: told.turn, events: told.events, ordersUsed: told.yourOrdersUsed };
  if (model.report && model.report.turn > report.turn) return {};
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

export function onEnded(ended: WorldEnded): Change {
  return { ended };
}

export function isOf(world: Uint8Array, told: { world: Uint8Array }): boolean {
  return sameBytes(world, told.world);
}
