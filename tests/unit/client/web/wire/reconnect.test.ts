import assert from "node:assert/strict";
import { test } from "node:test";
import { BEAT_MS, Link, OPEN_MS, PONG_MS, RETURN_MS, type Condition } from "../../../../../client/web/src/wire/reconnect.js";
import { FakeEnv, type FakeSocket } from "../fake_env.js";

class Watch {
  conditions: Condition[] = [];
  opened = 0;
  lost = 0;
  pings = 0;
  messages: Uint8Array[] = [];
  readonly link: Link;

  constructor(readonly env: FakeEnv) {
    this.link = new Link(env, {
      changed: (condition) => this.conditions.push(condition),
      opened: () => void this.opened++,
      lost: () => void this.lost++,
      ping: () => void this.pings++,
      message: (bytes) => this.messages.push(bytes),
    });
  }

  get kind(): string {
    return this.link.condition.kind;
  }
}

function begin(): Watch {
  const watch = new Watch(new FakeEnv());
  watch.link.start();
  return watch;
}

function open(): Watch {
  const watch = begin();
  watch.env.socket.open();
  return watch;
}

const opens = (socket: FakeSocket): void => void Promise.resolve().then(() => socket.open());
const cuts = (socket: FakeSocket): void => void Promise.resolve().then(() => socket.cut());

test("opens /link with the protocol's name, and hears", () => {
  const { env, link, messages } = open();
  assert.deepEqual([env.socket.path, env.socket.protocol, env.socket.binaryType], ["/link", "spiral.v1", "arraybuffer"]);
  assert.equal(link.condition.kind, "open");
  env.socket.tell(Uint8Array.from([1, 2]));
  assert.deepEqual(messages, [Uint8Array.from([1, 2])]);
  link.send(Uint8Array.from([3]));
  assert.deepEqual(env.socket.sent, [Uint8Array.from([3])]);
});

test("a lost link is tried again with growing pauses that are never longer than five seconds", async () => {
  const watch = open();
  watch.env.onSocket = cuts;
  watch.env.onPost = (post) => post.fail();
  watch.env.socket.cut();
  assert.equal(watch.lost, 1);
  const tries: number[] = [];
  const count = (): number => watch.env.sockets.length + watch.env.posts.length;
  for (let known = count(); tries.length < 8; ) {
    await watch.env.pass(50);
    if (count() > known) tries.push(watch.env.time);
    known = count();
  }
  const pauses = tries.slice(1).map((time, x) => time - tries[x]!);
  assert.ok(tries[0]! - 1000 <= 300, "the first try comes soon");
  assert.ok(pauses.every((pause) => pause <= 5050), `${pauses}`);
  assert.ok(pauses[3]! > pauses[0]!, `${pauses}`);
  assert.equal(watch.lost, 1, "a link that never opened is not lost again");
});

test("no pause when the page comes back to the foreground", async () => {
  const watch = open();
  watch.env.onSocket = cuts;
  watch.env.look(false);
  watch.env.socket.cut();
  await watch.env.pass(20_000);
  watch.env.onSocket = opens;
  watch.env.onPost = (post) => (post.headers["Spiral-Link"] ? undefined : post.answer(200, { "Spiral-Link": "x" }));
  const before = watch.env.sockets.length + watch.env.posts.length;
  watch.env.look(true);
  assert.equal(watch.env.sockets.length + watch.env.posts.length, before + 1, "at once");
  await watch.env.pass(0);
  assert.equal(watch.kind, "open");
});

test("several events of one return are one try", () => {
  const watch = begin();
  watch.env.look(true);
  watch.env.look(true);
  assert.equal(watch.env.sockets.length, 1);
});

test("pings after silence, and gives a dead link up ten seconds later", async () => {
  const watch = open();
  await watch.env.pass(BEAT_MS);
  assert.equal(watch.pings, 1);
  watch.env.socket.tell(Uint8Array.from([1]));
  await watch.env.pass(BEAT_MS);
  assert.equal(watch.pings, 2);
  assert.equal(watch.lost, 0);
  await watch.env.pass(PONG_MS);
  assert.equal(watch.lost, 1);
});

test("a link that died while nobody looked is noticed a second after the return, and not before", async () => {
  const watch = open();
  const dead = watch.env.socket;
  watch.env.look(true);
  assert.equal(watch.pings, 1);
  await watch.env.pass(RETURN_MS - 1);
  assert.equal(watch.lost, 0);
  watch.env.onSocket = opens;
  await watch.env.pass(1);
  assert.equal(watch.lost, 1);
  assert.ok(dead.closed);
  assert.equal(watch.kind, "open");
});

test("an answer in time after the return keeps the link", async () => {
  const watch = open();
  watch.env.look(true);
  await watch.env.pass(RETURN_MS - 1);
  watch.env.socket.tell(Uint8Array.from([1]));
  await watch.env.pass(RETURN_MS);
  assert.deepEqual([watch.lost, watch.env.sockets.length], [0, 1]);
});

const HANDSHAKE_MS = 900; // as over a phone's net

test("two seconds after the return a new channel is open, whether the dead one had held for long or not", async () => {
  for (const held of [60_000, 1_000]) {
    const watch = begin();
    const { env } = watch;
    env.random = () => 0.999; // the longest pauses
    env.onSocket = cuts;
    env.socket.cut();
    await env.pass(300); // another one that fails: the next pause would be longer
    env.onSocket = opens;
    await env.pass(600);
    assert.deepEqual([watch.kind, env.sockets.length], ["open", 3]);
    await env.pass(held - (held % BEAT_MS)); // what holds for long is heard at each beat
    env.socket.tell(Uint8Array.from([1]));
    await env.pass(held % BEAT_MS);
    env.onSocket = (socket) => void env.after(HANDSHAKE_MS, () => socket.open());
    const returned = env.time;
    env.look(true);
    while (env.sockets.length === 3 || watch.kind !== "open") {
      await env.pass(10);
      assert.ok(env.time - returned < 2000, `${watch.kind} ${env.time - returned} ms after the return`);
    }
    assert.equal(env.sockets.length, 4);
  }
});

test("after sleep the link is begun anew without asking", async () => {
  const watch = open();
  watch.env.slept = 60_000;
  watch.env.onSocket = opens;
  watch.env.look(true);
  await watch.env.pass(0);
  assert.equal(watch.pings, 0);
  assert.equal(watch.opened, 2);
});

test("after three failed WebSockets comes the long poll, and the session remembers it", async () => {
  const env = new FakeEnv();
  env.onSocket = cuts;
  env.onPost = (post) => (post.headers["Spiral-Link"] ? undefined : post.answer(200, { "Spiral-Link": "abc" }));
  const watch = new Watch(env);
  watch.link.start();
  await env.pass(5000);
  assert.equal(env.sockets.length, 3);
  assert.deepEqual(watch.link.condition, { kind: "open", way: "poll" });
  const again = env.reloaded();
  again.onPost = env.onPost;
  const after = new Watch(again);
  after.link.start();
  await again.pass(0);
  assert.equal(again.sockets.length, 0);
  assert.equal(after.kind, "open");
});

test("a WebSocket that hangs gives way to the long poll while somebody looks", async () => {
  const watch = begin();
  watch.env.onPost = (post) => (post.headers["Spiral-Link"] ? undefined : post.answer(200, { "Spiral-Link": "abc" }));
  await watch.env.pass(OPEN_MS + 400);
  assert.equal(watch.env.sockets.length, 1);
  assert.deepEqual(watch.link.condition, { kind: "open", way: "poll" });
});

test("a server that is down does not make long poll stick", async () => {
  const watch = open();
  watch.env.onSocket = cuts;
  watch.env.onPost = (post) => post.fail();
  watch.env.socket.cut();
  await watch.env.pass(60_000);
  watch.env.onSocket = opens;
  await watch.env.pass(12_000);
  assert.deepEqual(watch.link.condition, { kind: "open", way: "websocket" });
});

test("stores that throw are no reason to stay away", async () => {
  const env = new FakeEnv();
  env.session = () => {
    throw new DOMException("no", "SecurityError");
  };
  env.onSocket = cuts;
  env.onPost = (post) => (post.headers["Spiral-Link"] ? undefined : post.answer(200, { "Spiral-Link": "abc" }));
  const watch = new Watch(env);
  watch.link.start();
  await env.pass(5000);
  assert.deepEqual(watch.link.condition, { kind: "open", way: "poll" });
});

test("stopped is stopped", async () => {
  const watch = open();
  watch.link.stop();
  const tries = watch.env.sockets.length;
  watch.env.look(true);
  await watch.env.pass(100_000);
  assert.equal(watch.env.sockets.length, tries);
  assert.equal(watch.env.timers.length, 0);
});
