// What a projector shows: the way in, play, or the card that all look at. Only what the public is told can come to it.
// Pure.

import { ClockState } from "../../gen/spiral/v1/world_pb.js";
import type { DebriefStep } from "../../gen/spiral/v1/exercise_pb.js";
import type { WatchedWorld, WatchModel } from "../../model/api.js";

export type Stage =
  | { kind: "door" } // nothing has begun
  | { kind: "play" }
  | { kind: "debrief"; step: DebriefStep; world: WatchedWorld | undefined }; // the world that is projected

export function stageOf({ worlds, step }: Pick<WatchModel, "worlds" | "step">): Stage {
  if (step?.card) return { kind: "debrief", step, world: projected(worlds, step) };
  const begins = worlds.filter((world) => !isSpare(world));
  return begins.every(isInLobby) && (begins.length > 0 || worlds.length === 0) ? { kind: "door" } : { kind: "play" };
}

function projected(worlds: readonly WatchedWorld[], step: DebriefStep): WatchedWorld | undefined {
  return worlds.find(({ index }) => index === (step.world?.state ?? 0)) ?? worlds[0];
}

function isInLobby({ clock }: WatchedWorld): boolean {
  return !clock || clock.state === ClockState.CLOCK_LOBBY;
}

/** Closed before anything was played in it. */
function isSpare({ clock }: WatchedWorld): boolean {
  return clock?.state === ClockState.CLOCK_ENDED && clock.turn === 0;
}

/** Persons of the exercise: each world's clock says the same, the newest is the truest. */
export function personsOf(worlds: readonly WatchedWorld[]): { persons: number; places: number } {
  const told = worlds.filter(({ clock }) => clock !== null).sort((a, b) => b.clockAt - a.clockAt)[0]?.clock;
  return { persons: told?.persons ?? 0, places: told?.places ?? 0 };
}

/** So many worlds side by side, so large the type. */
export function sizeOf(count: number): "few" | "some" | "many" | "crowd" {
  return count <= 2 ? "few" : count <= 4 ? "some" : count <= 12 ? "many" : "crowd";
}

/** Nobody scrolls a wall: what is told of each world must fit beside the others. */
const LINES = { few: 8, some: 3, many: 1, crowd: 0 };

export function linesFor(count: number): number {
  return LINES[sizeOf(count)];
}
