// What a seat is told, from its briefing to its clock, as a facilitator who looks at it hears it.

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import type { ToClient } from "../../../../client/web/src/gen/spiral/v1/envelope_pb.js";
import { BulletinSchema } from "../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { Answer, PactMoveKind } from "../../../../client/web/src/gen/spiral/v1/orders_pb.js";
import { BriefingSchema, ClockSchema, ClockState, PressSchema, SavedOrdersSchema, SituationSchema, TurnReportSchema, WorldEndedSchema } from "../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { worldId } from "./fake_exercise.js";

export type Body = Exclude<ToClient["body"], { case: undefined }>;

export interface SeatTold {
  world?: string;
  seat?: number;
  turn?: number; // that is open
  branch?: number;
  press?: string[];
  ended?: boolean;
  situation?: MessageInitShape<typeof SituationSchema>;
}

const STATES = ["Aldan", "Brava", "Corvo"];
export const SAVED = create(SavedOrdersSchema, {
  revision: 2,
  orders: {
    budget: { civil: 5, fortify: 3, strike: 2 }, attack: { state: 1 }, scrap: 1, openBooks: [1],
    pacts: [{ state: 1, move: PactMoveKind.PACT_MOVE_OFFER_NON_AGGRESSION }], answers: [{ state: 1, answer: Answer.STAND_ASIDE }],
    greedy: [{ state: 1, permille: 600 }],
  },
});

export function toldOf({ world = "A", seat = 2, turn = 5, branch = 0, press = [], ended = false, situation = {} }: SeatTold = {}): Body[] {
  const id = worldId(world);
  const parameters = Object.entries({ max_turns: 12, dual_value: 70, fungibility: 50, breach_cost: 8 }).map(([name, value]) => ({ name, value }));
  const scenario = { parameters, states: STATES.map((name, state) => ({ name, territory: 10, motive: state === seat ? 1 : -1 })) };
  const told: Body[] = [{ case: "briefing", value: create(BriefingSchema, { world: id, seat, scenario, worldName: world, beliefs: 2, turnSeconds: 90 }) }];
  press.forEach((text, number) => told.push({ case: "press", value: create(PressSchema, { world: id, turn: 1, from: 1, to: [seat], text, number: BigInt(number + 1) }) }));
  told.push({ case: "bulletin", value: create(BulletinSchema, { world: id, turn, number: 1, source: "Radio Norte", textEn: "Straits closed." }) });
  if (turn > 1) told.push({ case: "turnReport", value: create(TurnReportSchema, { world: id, turn: turn - 1, yourOrdersUsed: true }) });
  const states = STATES.map((_, state) => ({ alive: 1, territory: 10, start: 10, estFortify: 700, estStrike: 900, assessment: 400, offerIn: state === 1 ? 2 : 0, pact: [0, 0, 0] }));
  const own = { motive: 1, fortify: 1200, strike: 300, score: 17 };
  told.push({ case: "situation", value: create(SituationSchema, { world: id, turn: turn - 1, end: ended ? 1 : 0, income: 10, balance: 100, own, states, ...situation } as MessageInitShape<typeof SituationSchema>) });
  const state = ended ? ClockState.CLOCK_ENDED : ClockState.CLOCK_OPEN;
  told.push({ case: "clock", value: create(ClockSchema, { world: id, turn, branch, state, remaining: { ms: 90_000 }, seats: 3 }) });
  if (ended) told.push({ case: "worldEnded", value: create(WorldEndedSchema, { world: id, end: 1, turns: turn - 1 }) });
  return told;
}
