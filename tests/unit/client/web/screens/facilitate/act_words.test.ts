import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ActKind, ExerciseDeedSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { passedOver } from "../../../../../../client/web/src/screens/facilitate/act_words.js";

const deed = (number: number, act: ActKind, undone = false) => create(ExerciseDeedSchema, { number, act, undone });

test("undo names what it looks past: newer acts that stand for good", () => {
  const deeds = [
    deed(9, ActKind.ACT_LOOK),
    deed(8, ActKind.ACT_ROLL_BACK),
    deed(7, ActKind.ACT_UNDO),
    deed(6, ActKind.ACT_BOT_IN, true),
    deed(5, ActKind.ACT_RESOLVE),
    deed(4, ActKind.ACT_PAUSE),
    deed(3, ActKind.ACT_START),
  ];
  assert.deepEqual(passedOver({ deeds, undo: 4 }, 4).map((one) => one.number), [8, 5]);
  assert.deepEqual(passedOver({ deeds, undo: 8 }, 5).map((one) => one.number), [], "what is to be taken back next is not passed over");
});
