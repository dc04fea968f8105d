// The acts of a facilitator as messages, one function a press. Worlds, seats and facilitators are named by their numbers;
// no world means every world. Pure.

import type { MessageInitShape } from "@bufbuild/protobuf";
import { ActKind, Rights, type ExerciseState, type ExerciseWorld, type InjectSchema } from "../gen/spiral/v1/exercise_pb.js";
import type { Orders } from "../gen/spiral/v1/orders_pb.js";
import { ClockState } from "../gen/spiral/v1/world_pb.js";
import type { Act } from "./facilitator_api.js";

export type World = number | null; // null: every world

function at(world: World): Pick<Act, "world"> {
  return world === null ? {} : { world: { state: world } };
}

/** The turns that the person saw open, so that a press never closes the one after them. */
function turnOf(state: ExerciseState, world: World): Pick<Act, "turn" | "practice" | "seenTurn" | "seenBranch"> {
  if (world !== null) {
    const clock = state.worlds[world]?.clock;
    return { turn: clock?.turn ?? 0, practice: clock?.practice ?? false };
  }
  const isOpen = ({ clock }: ExerciseWorld): boolean => clock?.state === ClockState.CLOCK_OPEN || clock?.state === ClockState.CLOCK_PAUSED;
  return { seenTurn: state.worlds.map((one) => (isOpen(one) ? one.clock!.turn : 0)), seenBranch: state.worlds.map((one) => one.branch) };
}

export function pause(world: World, reason: string): Act {
  return { act: ActKind.ACT_PAUSE, ...at(world), reason };
}

export function resume(world: World): Act {
  return { act: ActKind.ACT_RESUME, ...at(world) };
}

export function extend(state: ExerciseState, world: World, seconds: number): Act {
  return { act: ActKind.ACT_EXTEND, ...at(world), ms: 1000 * seconds, ...turnOf(state, world) };
}

export function resolve(state: ExerciseState, world: World): Act {
  return { act: ActKind.ACT_RESOLVE, ...at(world), ...turnOf(state, world) };
}

export function close(world: World, reason: string): Act {
  return { act: ActKind.ACT_CLOSE, ...at(world), reason };
}

export function start(): Act {
  return { act: ActKind.ACT_START };
}

export function rollBack(world: number, turn: number): Act {
  return { act: ActKind.ACT_ROLL_BACK, ...at(world), turn };
}

function ofSeat(act: ActKind, world: number, seat: number): Act {
  return { act, ...at(world), seat: { state: seat } };
}

export function botIn(world: number, seat: number): Act {
  return ofSeat(ActKind.ACT_BOT_IN, world, seat);
}

export function botOut(world: number, seat: number): Act {
  return ofSeat(ActKind.ACT_BOT_OUT, world, seat);
}

export function nudge(world: number, seat: number): Act {
  return ofSeat(ActKind.ACT_NUDGE, world, seat);
}

/** Shows what the seat sees now: it comes behind the answer. */
export function look(world: number, seat: number): Act {
  return ofSeat(ActKind.ACT_LOOK, world, seat);
}

export function multiply(world: number, seat: number, percent: number): Act {
  return { ...ofSeat(ActKind.ACT_MULTIPLY, world, seat), percent };
}

export function orders(state: ExerciseState, world: number, seat: number, given: Orders): Act {
  return { ...ofSeat(ActKind.ACT_ORDERS, world, seat), turn: turnOf(state, world).turn ?? 0, orders: given };
}

export function movePerson(person: Uint8Array, world: number, seat: number): Act {
  return { ...ofSeat(ActKind.ACT_MOVE_PERSON, world, seat), person };
}

export function removePerson(person: Uint8Array): Act {
  return { act: ActKind.ACT_REMOVE_PERSON, person };
}

/** Who said yes takes it back, for good: there is no act the other way round. */
export function takeYesBack(person: Uint8Array): Act {
  return { act: ActKind.ACT_CONSENT, person };
}

export function inject(news: MessageInitShape<typeof InjectSchema>): Act {
  return { act: ActKind.ACT_INJECT, inject: news };
}

export function injectSend(number: number): Act {
  return { act: ActKind.ACT_INJECT_SEND, number };
}

export function injectCancel(number: number): Act {
  return { act: ActKind.ACT_INJECT_CANCEL, number };
}

export function injectPostpone(number: number, turns: number): Act {
  return { act: ActKind.ACT_INJECT_POSTPONE, number, turn: turns };
}

export function answer(number: number, words: string, everyone: boolean): Act {
  return { act: ActKind.ACT_ANSWER, number, reason: words, everyone };
}

export function own(world: number, facilitator: number): Act {
  return { act: ActKind.ACT_OWN, ...at(world), number: facilitator };
}

export function release(world: number): Act {
  return { act: ActKind.ACT_OWN, ...at(world), release: true };
}

export function addFacilitator(name: string, rights: Rights): Act {
  return { act: ActKind.ACT_FACILITATOR_ADD, name, rights };
}

export function setRights(facilitator: number, rights: Rights): Act {
  return { act: ActKind.ACT_FACILITATOR_RIGHTS, number: facilitator, rights };
}

/** The key of whoever it was is worth nothing from then on. */
export function takeOut(facilitator: number): Act {
  return setRights(facilitator, Rights.UNSPECIFIED);
}

/** Without a world the projected one stays. */
export function debrief(card: number, part: number, world: World): Act {
  return { act: ActKind.ACT_DEBRIEF, card, part, ...at(world) };
}

/** From the end on whoever has the link looks at it for so many days. */
export function replay(days: number): Act {
  return { act: ActKind.ACT_REPLAY, number: days };
}

/** ... as long as places are kept. */
export function replayAsKept(): Act {
  return { act: ActKind.ACT_REPLAY, release: true };
}

/** Names the deed that the person saw, so that no other one is taken back in its place. */
export function undo(state: ExerciseState): Act {
  return { act: ActKind.ACT_UNDO, number: state.undo };
}
