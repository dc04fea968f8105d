import assert from "node:assert/strict";
import { test } from "node:test";
import { CHECKS, isLoopback, playable, runChecks, type Check, type CheckName, type Device } from "../../../../../client/web/src/model/check.js";
import type { PostAnswer } from "../../../../../client/web/src/wire/env.js";
import type { ProbeEnv } from "../../../../../client/web/src/wire/probe.js";
import { FakeEnv, FakeStore } from "../fake_env.js";

interface Network {
  socket: boolean;
  poll: number; // status
  health: number;
  offMs: number;
}

class Probed extends FakeEnv implements ProbeEnv {
  constructor(private readonly network: Network) {
    super();
    this.onSocket = (socket) => queueMicrotask(() => (network.socket ? socket.open() : socket.cut()));
    this.onPost = (post) => queueMicrotask(() => post.answer(network.poll, { "Spiral-Link": "00" }));
  }

  get(): Promise<PostAnswer> {
    const date = new Date(this.date().getTime() - this.network.offMs).toUTCString();
    return Promise.resolve({ status: this.network.health, header: (name) => (name === "Date" ? date : null), bytes: new Uint8Array(0) });
  }
}

const well: Network = { socket: true, poll: 200, health: 200, offMs: 0 };
const device: Device = { secure: true, width: 360, languages: ["es-CL", "en"], local: () => new FakeStore(), canWake: true };

async function found(network: Partial<Network> = {}, changed: Partial<Device> = {}): Promise<Map<CheckName, Check>> {
  const checks = new Map<CheckName, Check>();
  await runChecks(new Probed({ ...well, ...network }), { ...device, ...changed }, (check) => checks.set(check.name, check));
  return checks;
}

const verdict = (checks: Map<CheckName, Check>, name: CheckName): string | undefined => checks.get(name)?.verdict;

test("where all is well every check says so", async () => {
  const checks = await found();
  assert.deepEqual(CHECKS.map((name) => verdict(checks, name)), CHECKS.map(() => "good"));
  assert.equal(playable(checks), "good");
});

test("whatever is amiss has a remedy", async () => {
  const full = new FakeStore();
  full.full = true;
  const checks = await found({ socket: false, poll: 403, health: 503, offMs: 3_600_000 }, { width: 300, languages: ["fr"], local: () => full, canWake: false });
  for (const name of CHECKS) {
    assert.notEqual(verdict(checks, name), "good", name);
    assert.ok(checks.get(name)?.remedy, name);
  }
  assert.equal(playable(checks), "bad");
  assert.deepEqual(checks.get("clock")?.slots, { minutes: 60 });
});

test("one way to the server is enough", async () => {
  assert.equal(playable(await found({ socket: false })), "fair");
  assert.equal(playable(await found({ poll: 500 })), "fair");
  assert.equal(playable(await found({ socket: false, poll: 500 })), "bad");
});

test("a clock that is behind says so, and a small difference is none", async () => {
  assert.equal((await found({ offMs: -3_600_000 })).get("clock")?.key, "web.check.clock.behind");
  assert.equal(verdict(await found({ offMs: 60_000 }), "clock"), "good");
});

test("a page without encryption cannot play", async () => {
  assert.equal(playable(await found({}, { secure: false })), "bad");
});

test("a store that may not even be mentioned", async () => {
  const checks = await found({}, { local: () => null });
  assert.equal(verdict(checks, "storage"), "fair");
});

test("nothing is said of playing before it is known", () => {
  assert.equal(playable(new Map()), null);
});

test("a machine means itself by some names", () => {
  for (const own of ["localhost", "LocalHost", "game.localhost", "127.0.0.1", "127.9.9.9", "[::1]"]) assert.equal(isLoopback(own), true, own);
  for (const other of ["game.uni.example", "192.168.127.0", "127.example", "10.0.0.1", "[fe80::1]", "localhost.example"]) assert.equal(isLoopback(other), false, other);
});
