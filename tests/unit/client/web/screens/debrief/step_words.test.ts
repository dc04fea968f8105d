import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { WorldOutcomeSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { feelingFault, saidFeelings } from "../../../../../../client/web/src/screens/debrief/feelings.js";
import { conditionWords, numberNames, numberWords } from "../../../../../../client/web/src/screens/debrief/outcome_words.js";
import { fakeWords } from "../../fake_words.js";

test("three words are asked for, and one is enough", () => {
  assert.equal(feelingFault([], 0), "web_step.feelings.missing");
  assert.equal(feelingFault(["", "fear"], 0), null);
  assert.deepEqual([0, 1, 2].map((index) => feelingFault([" fear "], index)), [null, null, null]);
  assert.deepEqual(saidFeelings([" fear ", "", "trust"]), ["fear", "trust"]);
});

test("a word is as long as the wire takes it, and can be seen", () => {
  assert.equal(feelingFault(["ñ".repeat(20)], 0), null);
  assert.equal(feelingFault(["ñ".repeat(21)], 0), "web_step.feelings.long");
  assert.equal(feelingFault(["fear", "a\u202eb"], 1), "web_step.feelings.hidden");
});

test("numbers stand in the order in which they come, each once", () => {
  const outcome = (...names: string[]) => create(WorldOutcomeSchema, { numbers: names.map((name) => ({ name })) });
  assert.deepEqual(numberNames([outcome("wars", "burden"), outcome("burden", "mistrust")]), ["wars", "burden", "mistrust"]);
});

test("what this page has no words for is said as it is called", () => {
  const words = fakeWords("en", ["web_number.wars", "web_condition.balance"]);
  assert.equal(numberWords(words, "wars"), "web_number.wars");
  assert.equal(numberWords(words, "seeker_score"), "seeker score");
  assert.equal(conditionWords(words, ""), "web_step.outcomes.as_is");
  const told = conditionWords(words, "balance=80 war_cost=3");
  assert.match(told, /"name":"web_condition.balance","value":"80".*, .*"name":"war cost","value":"3"/);
});
