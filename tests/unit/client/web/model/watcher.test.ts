import assert from "node:assert/strict";
import { test } from "node:test";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ToClientSchema, ToServerSchema, type ToClient } from "../../../../../client/web/src/gen/spiral/v1/envelope_pb.js";
import { DebriefStepSchema } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { RefusalCode, RefusalSchema, WelcomeSchema } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { PublicClockSchema, PublicTurnSchema, WatchingSchema } from "../../../../../client/web/src/gen/spiral/v1/watch_pb.js";
import { ClockState, WorldEndedSchema } from "../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { WatchedWorld, Watcher } from "../../../../../client/web/src/model/api.js";
import { openWatcher } from "../../../../../client/web/src/model/watcher.js";
import { FakeEnv, type FakeSocket } from "../fake_env.js";

function id(fill: number): Uint8Array {
  return new Uint8Array(16).fill(fill);
}

const WORLD = id(5);

/** A server with worlds A, B ... whose ids are filled with 5, 6 ... */
class Stage {
  env = new FakeEnv();
  asked: string[] = []; // "A0": turn 0 of world A
  watches = 0;
  names = [""];
  shown = 1;
  branch = 0;
  full = false;
  busyOnce = false;
  silent = false; // to questions for turns
  lastAsked = 0n; // request of the last question for a turn
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

  clock(world = 0, more: object = {}): void {
    const told = { world: id(5 + world), turn: 3, shown: this.shown, branch: this.branch, ...more };
    this.tell({ case: "publicClock", value: create(PublicClockSchema, told) });
  }

  turn(world: Uint8Array, turn: number, request = 0n): void {
    this.tell({ case: "publicTurn", value: create(PublicTurnSchema, { world, turn, states: [{ alive: 1 }, { alive: 1 }] }) }, request);
  }

  world(index = 0): WatchedWorld {
    return this.watcher.model.worlds[index]!;
  }

  turns(index = 0): number[] {
    return this.world(index).turns.map((turn) => turn.turn);
  }

  private watching(world: number, request: bigint, socket: FakeSocket): void {
    const told = { exercise: id(1), world: id(5 + world), delay: 2, states: ["Aldan", "Brava"], worldName: this.names[world], worlds: this.names.length };
    this.tell({ case: "watching", value: create(WatchingSchema, told) }, request, socket);
  }

  private hear(socket: FakeSocket, bytes: Uint8Array): void {
    const { request, body } = fromBinary(ToServerSchema, bytes);
    if (body.case === "hello") this.tell({ case: "welcome", value: create(WelcomeSchema) }, request, socket);
    if (body.case === "watch" && this.full) return this.tell({ case: "refusal", value: create(RefusalSchema, { code: RefusalCode.REFUSAL_FULL, sentence: "refusal.spectators" }) }, request, socket);
    if (body.case === "watch") {
      this.watches++;
      this.names.forEach((_, world) => this.watching(world, world === 0 ? request : 0n, socket));
      this.names.forEach((_, world) => this.clock(world));
    }
    if (body.case === "askTurn" && this.busyOnce) {
      this.busyOnce = false;
      return this.tell({ case: "refusal", value: create(RefusalSchema, { code: RefusalCode.REFUSAL_BUSY, more: { case: "busy", value: { retryAfterMs: 1000 } } }) }, request, socket);
    }
    if (body.case === "askTurn") {
      this.lastAsked = request;
      this.asked.push(`${String.fromCharCode(60 + body.value.world[0]!)}${body.value.turn}`);
      if (!this.silent) this.turn(body.value.world, body.value.turn, request);
    }
  }
}

test("turns come one after the other, as they are shown", async () => {
  const stage = new Stage();
  const watching = stage.watcher.watch("k7qx2m", "chosen");
  await stage.env.pass(0);
  await watching;
  assert.equal(stage.world().watching.delay, 2);
  assert.deepEqual(stage.asked, ["A0"]);
  stage.shown = 4;
  stage.clock();
  await stage.env.pass(0);
  assert.deepEqual(stage.asked, ["A0", "A1", "A2", "A3"]);
  assert.deepEqual(stage.turns(), [0, 1, 2, 3]);
});

test("after a lost link it goes on where it stopped", async () => {
  const stage = new Stage();
  stage.shown = 2;
  void stage.watcher.watch("K7QX2M", "chosen");
  await stage.env.pass(0);
  stage.env.socket.cut();
  assert.equal(stage.watcher.model.link.kind, "lost");
  stage.shown = 3;
  await stage.env.pass(1000);
  assert.equal(stage.watches, 2);
  assert.deepEqual(stage.asked, ["A0", "A1", "A2"]);
  assert.equal(stage.turns().length, 3);
});

test("busy is waited for", async () => {
  const stage = new Stage();
  stage.busyOnce = true;
  void stage.watcher.watch("K7QX2M", "chosen");
  await stage.env.pass(900);
  assert.deepEqual(stage.asked, []);
  await stage.env.pass(900);
  assert.deepEqual(stage.asked, ["A0"]);
});

test("a full house is told", async () => {
  const stage = new Stage();
  stage.full = true;
  const refused = assert.rejects(stage.watcher.watch("K7QX2M", "chosen"), { sentence: "refusal.spectators" });
  await stage.env.pass(0);
  await refused;
  assert.equal(stage.watcher.model.link.kind, "refused");
});

test("who is put out is told why, sees nothing of it any more, and does not come back by itself", async () => {
  const stage = new Stage();
  void stage.watcher.watch("K7QX2M", "chosen");
  await stage.env.pass(0);
  assert.equal(stage.watcher.model.worlds.length, 1);
  stage.tell({ case: "refusal", value: create(RefusalSchema, { code: RefusalCode.REFUSAL_OVER, item: "replay", sentence: "refusal.replay_over" }) });
  const { link, worlds } = stage.watcher.model;
  assert.equal(link.kind === "refused" && link.refusal.sentence, "refusal.replay_over");
  assert.deepEqual(worlds, []);
  await stage.env.pass(60_000);
  assert.equal(stage.watches, 1);
  void stage.watcher.watch("K7QX2M", "chosen");
  await stage.env.pass(0);
  assert.equal(stage.watches, 2);
});

test("another world's end is not this one's", async () => {
  const stage = new Stage();
  void stage.watcher.watch("K7QX2M", "chosen");
  await stage.env.pass(0);
  stage.tell({ case: "worldEnded", value: create(WorldEndedSchema, { world: id(99) }) });
  assert.equal(stage.world().ended === null, true);
  stage.tell({ case: "worldEnded", value: create(WorldEndedSchema, { world: WORLD, end: 1 }) });
  assert.equal(stage.world().ended?.end, 1);
});

test("worlds stand in their order, and of each the newest turn is fetched", async () => {
  const stage = new Stage();
  stage.names = ["A", "B", "C"];
  stage.shown = 3;
  void stage.watcher.watch("K7QX2M", "newest");
  await stage.env.pass(0);
  assert.deepEqual(stage.watcher.model.worlds.map(({ index, watching }) => [index, watching.worldName]), [[0, "A"], [1, "B"], [2, "C"]]);
  assert.deepEqual(stage.asked.sort(), ["A2", "B2", "C2"]);
  stage.shown = 4;
  stage.clock(1);
  await stage.env.pass(0);
  assert.deepEqual(stage.turns(1), [3], "the older one is put away");
  assert.deepEqual(stage.turns(0), [2], "and the other worlds' stay");
});

test("of the chosen world all turns are fetched, and of no other", async () => {
  const stage = new Stage();
  stage.names = ["A", "B"];
  stage.shown = 2;
  void stage.watcher.watch("K7QX2M", "chosen");
  await stage.env.pass(0);
  assert.deepEqual(stage.asked, ["A0", "A1"]);
  stage.watcher.choose(1);
  await stage.env.pass(0);
  assert.deepEqual(stage.asked, ["A0", "A1", "B0", "B1"]);
  assert.deepEqual(stage.turns(1), [0, 1]);
});

test("a world that was rolled back shows nothing of what was, not even what was still under way", async () => {
  for (const fetched of ["newest", "chosen"] as const) {
    const stage = new Stage();
    stage.shown = 3;
    void stage.watcher.watch("K7QX2M", fetched);
    await stage.env.pass(0);
    stage.silent = true;
    stage.shown = 4;
    stage.clock();
    await stage.env.pass(0);
    stage.branch = 1;
    stage.shown = 1;
    stage.silent = false;
    stage.clock();
    assert.deepEqual(stage.turns(), [], fetched);
    assert.deepEqual(stage.world(0).anew, { turn: 3, practice: false }, "which is said while that turn is open");
    stage.turn(WORLD, 3, stage.lastAsked);
    await stage.env.pass(0);
    assert.deepEqual(stage.turns(), [0], fetched);
    stage.clock();
    assert.equal(stage.world(0).anew?.turn, 3);
    stage.clock(0, { turn: 4 });
    assert.equal(stage.world(0).anew, undefined);
  }
});

test("a clock counts for its own world, and a pause keeps what is left", async () => {
  const stage = new Stage();
  stage.names = ["A", "B"];
  void stage.watcher.watch("K7QX2M", "newest");
  await stage.env.pass(0);
  stage.clock(0, { state: ClockState.CLOCK_OPEN, remaining: { ms: 60_000 } });
  stage.clock(1, { state: ClockState.CLOCK_PAUSED, remaining: { ms: 30_000 } });
  await stage.env.pass(10_000);
  assert.equal(stage.watcher.secondsLeft(stage.world(0)), 50);
  assert.equal(stage.watcher.secondsLeft(stage.world(1)), 30);
});

test("where the debrief stands is told, also again", async () => {
  const stage = new Stage();
  void stage.watcher.watch("K7QX2M", "newest");
  await stage.env.pass(0);
  assert.equal(stage.watcher.model.step === null, true);
  stage.tell({ case: "debriefStep", value: create(DebriefStepSchema, { card: { state: 3 }, part: 1, world: { state: 0 } }) });
  assert.equal(stage.watcher.model.step?.card?.state, 3);
});

test("a wall stays lit while somebody looks, and a page that is read goes dark as it likes", async () => {
  const locks = { held: 0 };
  const stage = new Stage();
  stage.env.wakeLock = () => {
    locks.held++;
    return Promise.resolve({ release: () => Promise.resolve(void locks.held--) });
  };
  void stage.watcher.watch("K7QX2M", "newest");
  await stage.env.pass(0);
  assert.equal(locks.held, 1);
  stage.watcher.stop();
  await stage.env.pass(0);
  assert.equal(locks.held, 0);

  const reader = new Stage();
  reader.env.wakeLock = stage.env.wakeLock;
  void reader.watcher.watch("K7QX2M", "chosen");
  await reader.env.pass(0);
  assert.equal(locks.held, 0);
});
