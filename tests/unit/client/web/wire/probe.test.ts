import assert from "node:assert/strict";
import { test } from "node:test";
import type { PostAnswer } from "../../../../../client/web/src/wire/env.js";
import { probePoll, probeServer, probeSocket, type ProbeEnv } from "../../../../../client/web/src/wire/probe.js";
import { FakeEnv, settle } from "../fake_env.js";

const MS = 8000;

class Probed extends FakeEnv implements ProbeEnv {
  got: { path: string; signal: AbortSignal; answer: (answer: PostAnswer) => void; fail: () => void }[] = [];

  get(path: string, signal: AbortSignal): Promise<PostAnswer> {
    return new Promise((resolve, reject) => {
      this.got.push({ path, signal, answer: resolve, fail: () => reject(new TypeError("failed")) });
    });
  }
}

function answer(status: number, headers: Record<string, string> = {}): PostAnswer {
  return { status, header: (name) => headers[name] ?? null, bytes: new Uint8Array(0) };
}

test("a WebSocket that opens is closed without a word", async () => {
  const env = new Probed();
  const tried = probeSocket(env, MS);
  const socket = env.sockets[0]!;
  assert.deepEqual([socket.path, socket.protocol], ["/link", "spiral.v1"]);
  env.time += 30;
  socket.open();
  assert.deepEqual(await tried, { kind: "reached", ms: 30 });
  assert.ok(socket.closed);
  assert.deepEqual(socket.sent, []);
  assert.deepEqual(env.timers, []);
});

test("a WebSocket that is cut, forbidden or swallowed", async () => {
  const cut = new Probed();
  const tried = probeSocket(cut, MS);
  cut.sockets[0]!.cut();
  assert.deepEqual(await tried, { kind: "blocked" });

  const forbidden = new Probed();
  forbidden.openSocket = () => {
    throw new DOMException("no", "SecurityError");
  };
  assert.deepEqual(await probeSocket(forbidden, MS), { kind: "blocked" });

  const swallowed = new Probed();
  const waits = probeSocket(swallowed, MS);
  swallowed.timers[0]!.run();
  assert.deepEqual(await waits, { kind: "late" });
  assert.ok(swallowed.sockets[0]!.closed);
});

test("a long poll is ours when it is given a link", async () => {
  const env = new Probed();
  const tried = probePoll(env, MS);
  const post = env.posts[0]!;
  assert.equal(post.headers["Spiral-Wait"], "0");
  assert.equal(post.body.length, 0);
  env.time += 12;
  post.answer(200, { "Spiral-Link": "00".repeat(16) });
  assert.deepEqual(await tried, { kind: "reached", ms: 12 });
});

test("a long poll that a portal answers, the server refuses, or nobody hears", async () => {
  const portal = new Probed();
  const first = probePoll(portal, MS);
  portal.posts[0]!.answer(200);
  assert.deepEqual(await first, { kind: "blocked" });

  const refused = new Probed();
  const second = probePoll(refused, MS);
  refused.posts[0]!.answer(403);
  assert.deepEqual(await second, { kind: "refused", status: 403 });

  const failed = new Probed();
  const third = probePoll(failed, MS);
  failed.posts[0]!.fail();
  assert.deepEqual(await third, { kind: "blocked" });

  const silent = new Probed();
  const fourth = probePoll(silent, MS);
  silent.timers[0]!.run();
  assert.deepEqual(await fourth, { kind: "late" });
  assert.ok(silent.posts[0]!.signal.aborted);
});

test("the server's health tells how far the clock is off", async () => {
  const env = new Probed();
  const tried = probeServer(env, MS);
  assert.equal(env.got[0]!.path, "/healthz");
  const server = new Date(env.date().getTime() - 90_000).toUTCString();
  env.got[0]!.answer(answer(200, { Date: server }));
  const { reached, ahead } = await tried;
  assert.equal(reached.kind, "reached");
  assert.ok(ahead !== null && Math.abs(ahead - 90_000) < 1000);
});

test("a server that is ill, that tells no time, or that is not there", async () => {
  const env = new Probed();
  const tries = [1, 2, 3].map(() => probeServer(env, MS));
  env.got[0]!.answer(answer(503));
  env.got[1]!.answer(answer(200, { Date: "yesterday" }));
  env.got[2]!.fail();
  await settle();
  assert.deepEqual(await Promise.all(tries), [
    { reached: { kind: "refused", status: 503 }, ahead: null },
    { reached: { kind: "reached", ms: 0 }, ahead: null },
    { reached: { kind: "blocked" }, ahead: null },
  ]);
});
