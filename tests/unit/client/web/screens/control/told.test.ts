import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ControlAnswerSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { toldOf } from "../../../../../../client/web/src/screens/control/told.js";

test("only what was answered can be unread", () => {
  const rows = [{ number: 1, answer: "" }, { number: 2, answer: "Yes" }].map((row) => create(ControlAnswerSchema, row));
  assert.equal(toldOf(rows), 1);
});
