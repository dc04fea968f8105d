import assert from "node:assert/strict";
import { test } from "node:test";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ToClientSchema, ToServerSchema, type ToClient } from "../../../../../client/web/src/gen/spiral/v1/envelope_pb.js";
import { RefusalCode, RefusalSchema, WelcomeSchema } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { PublicClockSchema, PublicTurnSchema, WatchingSchema } from "../../../../../client/web/src/gen/spiral/v1/watch_pb.js";
import { WorldEndedSchema } from "../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Watcher } from "../../../../../client/web/src/model/api.js";
import { openWatcher } from "../../../../../client/web/src/model/watcher.js";
import { FakeEnv, type FakeSocket } from "../fake_env.js";

const WORLD = new Uint8Array(16).fill(5);

class Stage {
  env = new FakeEnv();
  asked: number[] = [];
  watches = 0;
  shown = 1;
  full = false;
  busyOnce = false;
  watcher: Watcher = openWatcher(this.env, () => "en");

  constructor() {
    this.env.onSocket = (socket) => {
      socket.hear = (bytes) => void Promise.resolve().then(() => this.hear(socket, bytes));
      void Promise.resolve().then(() => socket.open());
    };
  }

  tell(body: ToClient["body"], request = 0n, socket: FakeSocket = this.env.socket): void {
    socket.tell(toBinary(ToClientSchema, create(ToClientSchema, { request, body })));
  }

  clock(): void {
    this.tell({ case: "publicClock", value: create(PublicClockSchema, { world: WORLD, turn: 3, shown: this.shown }) });
  }

  private hear(socket: FakeSocket, bytes: Uint8Array): void {
    const { request, body } = fromBinary(ToServerSchema, bytes);
    if (body.case === "hello") this.tell({ case: "welcome", value: create(WelcomeSchema) }, request, socket);
    if (body.case === "watch" && this.full) return this.tell({ case: "refusal", value: create(RefusalSchema, { code: RefusalCode.REFUSAL_FULL, sentence: "refusal.spectators" }) }, request, socket);
    if (body.case === "watch") {
      this.watches++;
      this.tell({ case: "watching", value: create(WatchingSchema, { world: WORLD, delay: 2, states: ["Aldan", "Brava"] }) }, request, socket);
      this.clock();
    }
    if (body.case === "askTurn" && this.busyOnce) {
      this.busyOnce = false;
      return this.tell({ case: "refusal", value: create(RefusalSchema, { code: RefusalCode.REFUSAL_BUSY, more: { case: "busy", value: { retryAfterMs: 1000 } } }) }, request, socket);
    }
    if (body.case === "askTurn") {
      this.asked.push(body.value.turn);
      this.tell({ case: "publicTurn", value: create(PublicTurnSchema, { world: WORLD, turn: body.value.turn, states: [{ alive: 1 }, { alive: 1 }] }) }, request, socket);
    }
  }
}

test("turns come one after the other, as they are shown", async () => {
  const stage = new Stage();
  const watching = stage.watcher.watch("k7qx2m");
  await stage.env.pass(0);
  await watching;
  assert.equal(stage.watcher.model.watching?.delay, 2);
  assert.deepEqual(stage.asked, [0]);
  stage.shown = 4;
  stage.clock();
  await stage.env.pass(0);
  assert.deepEqual(stage.asked, [0, 1, 2, 3]);
  assert.deepEqual(stage.watcher.model.turns.map((turn) => turn.turn), [0, 1, 2, 3]);
});

test("after a lost link it goes on where it stopped", async () => {
  const stage = new Stage();
  stage.shown = 2;
  void stage.watcher.watch("K7QX2M");
  await stage.env.pass(0);
  stage.env.socket.cut();
  assert.equal(stage.watcher.model.link.kind, "lost");
  stage.shown = 3;
  await stage.env.pass(1000);
  assert.equal(stage.watches, 2);
  assert.deepEqual(stage.asked, [0, 1, 2]);
  assert.equal(stage.watcher.model.turns.length, 3);
});

test("busy is waited for", async () => {
  const stage = new Stage();
  stage.busyOnce = true;
  void stage.watcher.watch("K7QX2M");
  await stage.env.pass(900);
  assert.deepEqual(stage.asked, []);
  await stage.env.pass(900);
  assert.deepEqual(stage.asked, [0]);
});

test("a full house is told", async () => {
  const stage = new Stage();
  stage.full = true;
  const refused = assert.rejects(stage.watcher.watch("K7QX2M"), { sentence: "refusal.spectators" });
  await stage.env.pass(0);
  await refused;
  assert.equal(stage.watcher.model.link.kind, "refused");
});

test("another world's end is not this one's", async () => {
  const stage = new Stage();
  void stage.watcher.watch("K7QX2M");
  await stage.env.pass(0);
  stage.tell({ case: "worldEnded", value: create(WorldEndedSchema, { world: new Uint8Array(16) }) });
  assert.equal(stage.watcher.model.ended === null, true);
  stage.tell({ case: "worldEnded", value: create(WorldEndedSchema, { world: WORLD, end: 1 }) });
  assert.equal(stage.watcher.model.ended?.end, 1);
});
