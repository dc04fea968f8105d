import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Consent, ExerciseInfoSchema, type ExerciseInfo } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { RefusalCode, RefusalSchema } from "../../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { isNoAnswer, nextOf, nextOfRefusal, titleOf } from "../../../../../../client/web/src/screens/join/knowing.js";

function info(told: object): ExerciseInfo {
  return create(ExerciseInfoSchema, { code: "K7QX2M", ...told });
}

test("an exercise that asks nothing is joined at once, and so is one that says nothing", () => {
  assert.equal(nextOf(info({}), false, null), "join");
  assert.equal(nextOf(null, false, null), "join");
});

test("consent is asked where it is asked for, and once", () => {
  assert.equal(nextOf(info({ consent: true }), false, null), "consent");
  assert.equal(nextOf(info({ consent: true }), false, Consent.PLAY_ONLY), "join");
  assert.equal(nextOf(info({ consent: true }), false, Consent.YES), "join");
});

test("who has a personal link finds the place kept for them; who has none is told", () => {
  assert.equal(nextOf(info({ guestsOnly: true }), false, null), "guests");
  assert.equal(nextOf(info({ guestsOnly: true, full: true, consent: true }), true, null), "consent");
});

test("full is waited for, over is over whatever else", () => {
  assert.equal(nextOf(info({ full: true, consent: true }), false, null), "wait");
  assert.equal(nextOf(info({ full: true, ended: true, guestsOnly: true }), true, Consent.YES), "over");
});

test("what the join itself refuses leads to the same places", () => {
  const refusal = (code: RefusalCode) => create(RefusalSchema, { code });
  assert.equal(nextOfRefusal(refusal(RefusalCode.REFUSAL_FULL)), "wait");
  assert.equal(nextOfRefusal(refusal(RefusalCode.REFUSAL_CONSENT_NEEDED)), "consent");
  assert.equal(nextOfRefusal(refusal(RefusalCode.REFUSAL_UNKNOWN_CODE)), null);
  assert.equal(nextOfRefusal(null), null);
  assert.ok(isNoAnswer(refusal(RefusalCode.REFUSAL_UNSUPPORTED)));
  assert.ok(!isNoAnswer(refusal(RefusalCode.REFUSAL_UNKNOWN_CODE)));
});

test("the title is said in one's language, and else in whichever there is", () => {
  const texts = [{ language: "en", title: "Moles" }, { language: "es", title: "Topos" }];
  assert.equal(titleOf(info({ texts }), "es"), "Topos");
  assert.equal(titleOf(info({ texts: texts.slice(0, 1) }), "es"), "Moles");
  assert.equal(titleOf(info({}), "es"), "");
});
