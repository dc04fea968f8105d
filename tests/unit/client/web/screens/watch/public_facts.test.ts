import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { PublicStateSchema, PublicTurnSchema } from "../../../../../../client/web/src/gen/spiral/v1/watch_pb.js";
import type { Words } from "../../../../../../client/web/src/words/api.js";
import { changeSince, declaredWords, pactSentences, researchWords } from "../../../../../../client/web/src/screens/watch/public_facts.js";

const words: Words = {
  language: "en",
  say: (key, slots) => [key, ...Object.values(slots ?? {})].join(" "),
  has: () => true,
  list: (items) => items.join(", "),
};
const names = { count: 3, name: (state: number) => "ABC"[state]! };

test("each public pact is told once", () => {
  const turn = create(PublicTurnSchema, { states: [{ pact: [0, 2, 0] }, { pact: [2, 0, 1] }, { pact: [0, 1, 0] }] });
  assert.deepEqual(pactSentences(words, turn, names), ["watch.pact A B pact.defensive", "watch.pact B C pact.non_aggression"]);
});

test("a pact of a later version is not told, and no pact is none", () => {
  const turn = create(PublicTurnSchema, { states: [{ pact: [0, 9] }, { pact: [9, 0] }] });
  assert.deepEqual(pactSentences(words, turn, names), []);
});

test("what a state declared last", () => {
  const said = (declared: number, declaredTo: number): string => declaredWords(words, create(PublicStateSchema, { declared, declaredTo }), names);
  assert.deepEqual([said(0, -1), said(1, -1), said(2, 1), said(3, 0)], ["web.watch.none", "web.watch.peaceful", "web.watch.warns B", "web.watch.demands A"]);
  assert.deepEqual([said(2, -1), said(3, 7)], ["web.watch.warns_all", "web.watch.demands_all"]);
});

test("research that was finished", () => {
  assert.deepEqual([0, 2, 9].map((tech) => researchWords(words, create(PublicStateSchema, { tech }))), ["web.watch.none", "project.fortress", "web.watch.none"]);
});

test("a change has its sign; none is silent", () => {
  assert.deepEqual([changeSince(5, 3), changeSince(3, 5), changeSince(3, 3), changeSince(3, undefined)], ["+2", "−2", "", ""]);
});
