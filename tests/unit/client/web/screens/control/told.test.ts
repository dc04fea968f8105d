import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { BulletinSchema, ControlAnswerSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { bulletinWords, toldOf } from "../../../../../../client/web/src/screens/control/told.js";
import { fakeWords } from "../../fake_words.js";

test("news from outside is said in the reader's language, with its source, as news", () => {
  const told = create(BulletinSchema, { source: "Agency", textEn: "Storm", textEs: "Tormenta" });
  assert.equal(bulletinWords(fakeWords("en"), told), 'web_step.bulletin_from {"source":"Agency","text":"Storm"}');
  assert.match(bulletinWords(fakeWords("es"), told), /Tormenta/);
  assert.match(bulletinWords(fakeWords("es"), create(BulletinSchema, { textEn: "Storm" })), /^web_step.bulletin .*Storm/);
});

test("only what was answered can be unread", () => {
  const rows = [{ number: 1, answer: "" }, { number: 2, answer: "Yes" }].map((row) => create(ControlAnswerSchema, row));
  assert.equal(toldOf(rows), 1);
});
