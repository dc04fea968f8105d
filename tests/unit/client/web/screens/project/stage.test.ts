import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { DebriefStepSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { PublicClockSchema, WatchingSchema } from "../../../../../../client/web/src/gen/spiral/v1/watch_pb.js";
import { ClockState } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { WatchedWorld } from "../../../../../../client/web/src/model/api.js";
import { linesFor, personsOf, sizeOf, stageOf } from "../../../../../../client/web/src/screens/project/stage.js";

function world(index: number, state: ClockState | null, told: object = {}, clockAt = 0): WatchedWorld {
  const clock = state === null ? null : create(PublicClockSchema, { state, ...told });
  return { index, watching: create(WatchingSchema, { worldName: "ABC"[index] ?? "" }), clock, clockAt, turns: [], ended: null };
}

test("until a world has begun the way in is shown", () => {
  const { CLOCK_LOBBY, CLOCK_OPEN } = ClockState;
  assert.equal(stageOf({ worlds: [world(0, null), world(1, CLOCK_LOBBY)], step: null }).kind, "door");
  assert.equal(stageOf({ worlds: [world(0, CLOCK_OPEN), world(1, CLOCK_LOBBY)], step: null }).kind, "play");
  const spare = world(2, ClockState.CLOCK_ENDED);
  assert.equal(stageOf({ worlds: [world(0, CLOCK_LOBBY), spare], step: null }).kind, "door", "a spare one was closed");
  assert.equal(stageOf({ worlds: [world(0, CLOCK_LOBBY), world(2, ClockState.CLOCK_ENDED, { turn: 3 })], step: null }).kind, "play");
  assert.equal(stageOf({ worlds: [], step: null }).kind, "door");
  assert.equal(stageOf({ worlds: [world(0, ClockState.CLOCK_ENDED)], step: create(DebriefStepSchema) }).kind, "play", "not begun");
});

test("in the debrief that world is shown which was chosen, and else the first", () => {
  const worlds = [world(0, ClockState.CLOCK_ENDED), world(2, ClockState.CLOCK_ENDED)];
  const shown = (target: object): number | undefined => {
    const stage = stageOf({ worlds, step: create(DebriefStepSchema, { card: { state: 1 }, ...target }) });
    return stage.kind === "debrief" ? stage.world?.index : undefined;
  };
  assert.equal(shown({ world: { state: 2 } }), 2);
  assert.equal(shown({}), 0);
  assert.equal(shown({ world: { state: 7 } }), 0);
});

test("persons are those of the newest clock", () => {
  const told = [world(0, ClockState.CLOCK_LOBBY, { persons: 3, places: 24 }, 10), world(1, ClockState.CLOCK_LOBBY, { persons: 5, places: 24 }, 20), world(2, null)];
  assert.deepEqual(personsOf(told), { persons: 5, places: 24 });
  assert.deepEqual(personsOf([]), { persons: 0, places: 0 });
});

test("the more worlds, the fewer lines of each", () => {
  assert.deepEqual([1, 2, 4, 6, 12, 40].map(sizeOf), ["few", "few", "some", "many", "many", "crowd"]);
  assert.ok(linesFor(1) > linesFor(4) && linesFor(4) > linesFor(12) && linesFor(12) > linesFor(40));
});
