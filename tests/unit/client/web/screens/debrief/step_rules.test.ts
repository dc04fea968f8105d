import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { DebriefStepSchema, type DebriefStep } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { WorldEndedSchema } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Block, Card, Debrief } from "../../../../../../client/web/src/model/api.js";
import { cardOf, isByState, partsShown, placeOfStep, stepKey, takesFeelings } from "../../../../../../client/web/src/screens/debrief/step_rules.js";

function step(card: number | null, part = 0): DebriefStep {
  return create(DebriefStepSchema, { ...(card === null ? {} : { card: { state: card } }), part });
}

const withheld = create(WorldEndedSchema, { withheld: true });
const open = create(WorldEndedSchema, {});

function card(name: string, parts: number): Card {
  const text = (part: number): Block[] => [{ kind: "text", text: `${name}.${part}` }];
  return { name, title: name, question: "?", parts: Array.from({ length: parts }, (_, part) => text(part)) };
}

const debrief: Debrief = {
  headline: "",
  states: ["Aldan", "Brava", "Corvo"].map((name, state) => ({ name, letter: "ABC"[state]! })),
  cards: [card("D0", 1), card("D1", 1), card("D2", 1), card("D3", 2)],
};

test("nothing is free before it was opened, and nothing is free while all look at a card", () => {
  assert.equal(placeOfStep(true, withheld, null), "step");
  assert.equal(placeOfStep(true, withheld, step(null)), "step");
  assert.equal(placeOfStep(true, withheld, step(8)), "step", "results are still secret");
  assert.equal(placeOfStep(true, open, step(5)), "step");
  assert.equal(placeOfStep(true, open, step(8)), "last");
});

test("without steps the debrief is everybody's own", () => {
  assert.equal(placeOfStep(false, open, step(2)), "free");
  assert.equal(placeOfStep(true, open, step(null)), "free");
  assert.equal(placeOfStep(true, open, null), "free");
});

test("feelings are taken until something of what happened is shown", () => {
  assert.ok(takesFeelings(null) && takesFeelings(step(null)) && takesFeelings(step(0)));
  assert.ok(!takesFeelings(step(1)));
});

test("of the card so much is shown as was uncovered, even where more is known", () => {
  assert.equal(cardOf(debrief, 3)?.name, "D3");
  assert.equal(cardOf(debrief, 4), null);
  assert.equal(partsShown(card("D3", 3), 0).length, 1);
  assert.equal(partsShown(card("D3", 3), 1).length, 2);
  assert.equal(partsShown(card("D3", 3), 9).length, 3);
});

test("only the reveal goes state by state", () => {
  assert.ok(isByState(card("D3", 2), debrief), "parts that are not opened yet are not there");
  assert.ok(!isByState(card("D1", 3), debrief));
});

test("each step, world and language is another question", () => {
  const keys = [stepKey("a", "en", step(3)), stepKey("a", "en", step(3, 1)), stepKey("a", "es", step(3)), stepKey("b", "en", step(3)), stepKey("a", "en", step(4))];
  assert.equal(new Set(keys).size, keys.length);
});
