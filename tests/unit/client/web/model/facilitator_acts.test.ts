import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ActKind, ExerciseActSchema, Rights } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { ClockState } from "../../../../../client/web/src/gen/spiral/v1/world_pb.js";
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
  const practising = exercise();
  practising.worlds[0]!.clock!.practice = true;
  assert.equal(acts.resolve(practising, 0).practice, true);
  assert.equal(acts.resolve(practising, 1).practice, false);
});

test("for every world each turn that was seen is named, and none where none was open", () => {
  const seen = exercise();
  const turns = seen.worlds.map((world) => world.clock!.turn);
  seen.worlds[1]!.branch = 3;
  seen.worlds[0]!.clock!.state = ClockState.CLOCK_ENDED;
  for (const act of [acts.resolve(seen, null), acts.extend(seen, null, 60)]) {
    assert.deepEqual(act.seenTurn, [0, ...turns.slice(1)]);
    assert.deepEqual(act.seenBranch, [0, 3, ...turns.slice(2).map(() => 0)]);
    assert.equal(act.turn, undefined);
  }
});

test("undo names the deed that it takes back", () => {
  assert.deepEqual(acts.undo(exercise({ undo: 7 })), { act: ActKind.ACT_UNDO, number: 7 });
});

test("a yes is taken back by its person, in no world", () => {
  const person = new Uint8Array(16).fill(7);
  assert.deepEqual(acts.takeYesBack(person), { act: ActKind.ACT_CONSENT, person });
});

test("taking out is the loss of all rights", () => {
  assert.deepEqual(acts.takeOut(3), { act: ActKind.ACT_FACILITATOR_RIGHTS, number: 3, rights: Rights.UNSPECIFIED });
  assert.deepEqual(acts.replayAsKept(), { act: ActKind.ACT_REPLAY, release: true });
  assert.deepEqual(acts.release(1), { act: ActKind.ACT_OWN, world: { state: 1 }, release: true });
});
