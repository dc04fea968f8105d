import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { OrdersSchema } from "../../../../../../client/web/src/gen/spiral/v1/orders_pb.js";
import { ClockSchema, SituationSchema } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Draft, Model } from "../../../../../../client/web/src/model/api.js";
import { emptyModel } from "../../../../../../client/web/src/model/inbox.js";
import { standingOf } from "../../../../../../client/web/src/screens/play/standing.js";
import type { Words } from "../../../../../../client/web/src/words/api.js";

const words: Words = {
  language: "en",
  say: (key, slots) => `${key} ${JSON.stringify(slots ?? {})}`,
  has: () => true,
  list: (items) => items.join(" "),
};

const base: Draft = {
  turn: 3,
  orders: create(OrdersSchema),
  state: "saved",
  savedAt: null,
  parts: [],
  available: 10,
  canUndo: false,
  ready: false,
};

function model(change: Partial<Model> = {}, alive = 1): Model {
  const states = [{ alive }, { alive: 1 }];
  const situation = create(SituationSchema, { turn: 2, own: { budget: { civil: 3 } }, states });
  return { ...emptyModel(), link: { kind: "open", way: "websocket" }, seatNumber: 0, situation, ...change };
}

function key(draft: Partial<Draft>, told: Model = model(), seconds: number | null = 60): string {
  return standingOf(words, told, { ...base, ...draft }, seconds, 9000).words.split(" ")[0] ?? "";
}

test("what is in hand and not on the server is never called saved", () => {
  assert.equal(key({ state: "unsaved" }), "web.status.unsaved");
  assert.equal(key({ state: "changed" }), "web.status.saving");
  assert.equal(key({ state: "sending" }), "web.status.saving");
  assert.equal(key({ state: "refused" }), "web.status.refused_first");
  assert.equal(key({ state: "sending", ready: true }), "web.status.saving");
  assert.equal(key({ state: "unsaved", ready: true }), "web.status.ready_unsaved");
});

test("who spent nothing yet is told what the first turn's default is", () => {
  const first = model({ situation: create(SituationSchema, { own: { budget: {} }, states: [{ alive: 1 }] }) });
  assert.equal(key({ state: "unsaved" }, first), "web.status.unsaved_first");
});

test("saved orders say so with their time, when this page saved them", () => {
  assert.equal(key({}), "web.status.saved_before");
  assert.equal(key({ savedAt: new Date(2026, 0, 1, 10, 41, 7) }), "web.status.saved");
});

test("ready is ready only with saved orders, and says who is missed", () => {
  const waiting = model({ clock: create(ClockSchema, { seats: 6, seatsReady: 4 }) });
  assert.equal(key({ ready: true }, waiting), "web.status.ready_waiting");
  assert.equal(key({ ready: true }, model({ clock: create(ClockSchema, { seats: 6, seatsReady: 6 }) })), "web.status.ready");
  assert.equal(key({ ready: true }, model({ clock: create(ClockSchema, { seats: 6 }) })), "web.status.ready_others", "how many are ready is not told");
});

test("a lost connection says since when, before everything else", () => {
  const lost = standingOf(words, model({ link: { kind: "lost", since: 5000, attempt: 2 } }), base, 60, 9000);
  assert.equal(lost.words, 'web.status.lost {"seconds":4}');
  assert.equal(lost.tone, "bad");
});

test("who cannot order is told why", () => {
  const bot = model();
  if (bot.situation) bot.situation.botHoldsSeat = true;
  assert.equal(key({}, bot), "web.status.bot");
  assert.equal(key({}, model({}, 0)), "status.eliminated");
  assert.equal(key({}, model(), 0), "deadline.resolving");
});
