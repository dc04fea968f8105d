import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ActKind, ExerciseActSchema, Rights } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import * as acts from "../../../../../client/web/src/model/facilitator_acts.js";
import { exercise } from "../fake_exercise.js";

test("no world is every world, and world A is one", () => {
  assert.equal(create(ExerciseActSchema, acts.pause(null, "")).world, undefined);
  assert.equal(create(ExerciseActSchema, acts.pause(0, "")).world?.state, 0);
  assert.equal(create(ExerciseActSchema, acts.nudge(0, 0)).seat?.state, 0);
});

test("time and closing name the turn that was seen, where there is one", () => {
  assert.equal(acts.resolve(exercise(), 1).turn, 6);
  assert.equal(acts.extend(exercise(), 0, -30).ms, -30_000);
  assert.equal(acts.extend(exercise(), 0, -30).turn, 5);
  assert.equal(acts.resolve(exercise(), null).turn, 0);
  const practising = exercise();
  practising.worlds[0]!.clock!.practice = true;
  assert.equal(acts.resolve(practising, 0).practice, true);
  assert.equal(acts.resolve(practising, 1).practice, false);
  assert.equal(acts.resolve(practising, null).practice, false);
});

test("undo names the deed that it takes back", () => {
  assert.deepEqual(acts.undo(exercise({ undo: 7 })), { act: ActKind.ACT_UNDO, number: 7 });
});

test("taking out is the loss of all rights", () => {
  assert.deepEqual(acts.takeOut(3), { act: ActKind.ACT_FACILITATOR_RIGHTS, number: 3, rights: Rights.UNSPECIFIED });
  assert.deepEqual(acts.replayAsKept(), { act: ActKind.ACT_REPLAY, release: true });
  assert.deepEqual(acts.release(1), { act: ActKind.ACT_OWN, world: { state: 1 }, release: true });
});
