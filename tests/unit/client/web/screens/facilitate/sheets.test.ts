import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ExerciseInjectSchema, InjectSchema, Trigger } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { Declaration, PactMoveKind } from "../../../../../../client/web/src/gen/spiral/v1/orders_pb.js";
import { coming, textOf, triggerWords, wasSent } from "../../../../../../client/web/src/screens/facilitate/inject_facts.js";
import { newsOf, nextTurn, type Sheet } from "../../../../../../client/web/src/screens/facilitate/inject_sheet.js";
import { meaningOf } from "../../../../../../client/web/src/screens/facilitate/keys.js";
import { emptyPaper, ordersOf, sumOf } from "../../../../../../client/web/src/screens/facilitate/paper.js";
import { RUNG_MOST, rungWords, tensionWords } from "../../../../../../client/web/src/screens/facilitate/tension.js";
import { exercise } from "../../fake_exercise.js";
import { fakeWords } from "../../fake_words.js";

const sheet: Sheet = { textEn: " Unrest. ", textEs: "", source: "", world: null, seats: 0, misleading: false, trigger: Trigger.UNSPECIFIED, turn: 7, tension: 4 };

test("news to all at once name no world, turn or tension", () => {
  assert.deepEqual(newsOf(sheet), { textEn: "Unrest.", textEs: "", source: "", seats: 0, misleading: false, trigger: Trigger.UNSPECIFIED, turn: 0, tension: 0 });
});

test("news for one world keep it, also the first, and a condition keeps both its numbers", () => {
  const news = newsOf({ ...sheet, world: 0, seats: 5, trigger: Trigger.TENSION });
  assert.deepEqual([news.world?.state, news.seats, news.turn, news.tension], [0, 5, 7, 4]);
  assert.equal(newsOf({ ...sheet, trigger: Trigger.TURN }).tension, 0);
});

test("a text in Spanish alone is told to everybody", () => {
  const { textEn, textEs } = newsOf({ ...sheet, textEn: "", textEs: " Disturbios. " });
  assert.deepEqual([textEn, textEs], ["Disturbios.", "Disturbios."]);
  assert.deepEqual(textOf(create(InjectSchema, { textEn: textEn!, textEs: textEs! }), "en"), { text: "Disturbios.", lang: "es" });
  assert.deepEqual(textOf(create(InjectSchema, { textEn: "a", textEs: "b" }), "es"), { text: "b", lang: "es" });
  assert.deepEqual(textOf(create(InjectSchema, { textEn: "a", textEs: "b" }), "en"), { text: "a", lang: "en" });
  assert.deepEqual(textOf(create(InjectSchema, { textEn: "a" }), "es"), { text: "a", lang: "en" });
});

test("a rung is counted from 1 and named as on the debrief's card", () => {
  const words = fakeWords();
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map((tension) => rungWords(words, tension)),
    ["1 card.rung.restraint", "2 card.rung.quiet", "3 card.rung.arms", "4 card.rung.crisis", "5 card.rung.war", "6 card.rung.ruin"],
  );
  assert.equal(tensionWords(words, RUNG_MOST), 'webfac.world.tension {"tension":6,"word":"card.rung.ruin"}');
  assert.deepEqual([0, 7].map((tension) => tensionWords(words, tension)), ["webfac.world.calm", "webfac.world.calm"]);
  const inject = create(InjectSchema, { trigger: Trigger.TENSION, tension: 5, turn: 3 });
  assert.equal(triggerWords(words, inject), 'webfac.inject.at_tension {"tension":"5 card.rung.war","turn":3}');
});

test("the next turn is open nowhere yet", () => {
  assert.equal(nextTurn(exercise()), 7);
});

test("news are over when they came everywhere they were for; what comes next stands first", () => {
  const row = (number: number, turn: number, more: object = {}): ReturnType<typeof create<typeof ExerciseInjectSchema>> =>
    create(ExerciseInjectSchema, { inject: { number, textEn: "x", trigger: turn ? Trigger.TURN : Trigger.TENSION, turn }, ...more });
  const state = exercise();
  assert.equal(wasSent(state, row(1, 5, { sent: 1 })), false, "one of two worlds");
  assert.equal(wasSent(state, row(1, 5, { sent: 3 })), true);
  state.injects = [row(1, 0), row(2, 9), row(3, 7), row(4, 6, { sent: 3 }), row(5, 6, { cancelled: true })];
  assert.deepEqual(coming(state).map(({ inject }) => inject?.number), [3, 2, 1]);
});

test("a paper form: what is empty is not ordered, and state 0 can be attacked", () => {
  const paper = emptyPaper(3);
  assert.equal(ordersOf(paper).attack, undefined);
  paper.attack = 0;
  paper.budget.fortify = 4;
  paper.budget.civil = 6;
  paper.pacts[2] = { move: PactMoveKind.PACT_MOVE_OFFER_DEFENSIVE, secret: true };
  paper.pacts[1] = { move: PactMoveKind.PACT_MOVE_CANCEL, secret: true };
  const orders = ordersOf(paper);
  assert.equal(orders.attack?.state, 0);
  assert.equal(sumOf(paper), 10);
  assert.deepEqual(orders.pacts.map(({ state, move, secret }) => [state, move, secret]), [
    [1, PactMoveKind.PACT_MOVE_CANCEL, false],
    [2, PactMoveKind.PACT_MOVE_OFFER_DEFENSIVE, true],
  ]);
});

test("only warnings and demands are to somebody", () => {
  const paper = { ...emptyPaper(2), declareTo: 1 };
  assert.equal(ordersOf({ ...paper, declare: Declaration.PEACEFUL }).declareTo, undefined);
  assert.equal(ordersOf({ ...paper, declare: Declaration.WARN }).declareTo?.state, 1);
  assert.equal(ordersOf({ ...paper, declare: Declaration.WARN, declareTo: -1 }).declareTo, undefined);
});

test("single keys are ours only where nobody types, and digits only where there is a world", () => {
  const key = (pressed: string, more: object = {}): ReturnType<typeof meaningOf> => meaningOf({ key: pressed, changed: false, inControl: false, ...more }, 3);
  assert.deepEqual(key("p"), { kind: "act", act: "pause" });
  assert.deepEqual(key("3"), { kind: "world", world: 2 });
  assert.deepEqual(key("0"), { kind: "close" });
  assert.equal(key("4"), null);
  assert.equal(key("p", { inControl: true }), null);
  assert.equal(key("p", { changed: true }), null);
  assert.equal(key("Enter"), null);
});
