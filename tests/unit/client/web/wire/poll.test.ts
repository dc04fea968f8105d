import assert from "node:assert/strict";
import { test } from "node:test";
import type { Channel } from "../../../../../client/web/src/wire/channel.js";
import { joinFrames, splitFrames } from "../../../../../client/web/src/wire/frames.js";
import { openPoll } from "../../../../../client/web/src/wire/poll.js";
import { FakeEnv, settle, type Post } from "../fake_env.js";

const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list);

class Watch {
  env = new FakeEnv();
  opened = 0;
  heard: number[] = [];
  ended: string[] = [];
  channel: Channel;

  constructor() {
    this.channel = openPoll(this.env, {
      opened: () => void this.opened++,
      message: (message) => this.heard.push(message[0]!),
      closed: (reason) => this.ended.push(reason),
    });
  }

  post(x: number): Post {
    const found = this.env.posts.at(x);
    assert.ok(found, `request ${x}`);
    return found;
  }

  sent(x: number): number[] {
    return splitFrames(this.post(x).body, 1000)!.map((frame) => frame[0]!);
  }

  async answer(x: number, headers: Record<string, string>, ...messages: Uint8Array[]): Promise<void> {
    this.post(x).answer(200, headers, joinFrames(messages));
    await settle();
  }
}

/** Open, with a request that waits (number 1). */
async function open(): Promise<Watch> {
  const watch = new Watch();
  await watch.answer(0, { "Spiral-Link": "abc" });
  assert.equal(watch.opened, 1);
  return watch;
}

test("frames go there and back, and half a frame is none", () => {
  const frames = [bytes(1), bytes(), bytes(2, 3)];
  assert.deepEqual(splitFrames(joinFrames(frames), 10), frames);
  assert.equal(splitFrames(joinFrames(frames).subarray(0, 7), 10), null);
  assert.equal(splitFrames(bytes(0, 0, 1, 0, 1), 300), null);
  assert.equal(splitFrames(joinFrames([new Uint8Array(11)]), 10), null);
});

test("opens without a link, and then waits with it", async () => {
  const watch = await open();
  assert.deepEqual(watch.post(0).headers, {});
  assert.deepEqual(watch.post(1).headers, { "Spiral-Link": "abc", "Spiral-Sent": "0", "Spiral-Received": "0" });
  assert.equal(watch.env.posts.length, 2);
});

test("sends beside the waiting request, without waiting", async () => {
  const watch = await open();
  watch.channel.send(bytes(5));
  watch.channel.send(bytes(6));
  assert.equal(watch.post(2).headers["Spiral-Wait"], "0");
  assert.deepEqual(watch.sent(2), [5]);
  await watch.answer(1, { "Spiral-From": "0", "Spiral-Received": "0" }); // ended by the newer one
  await watch.answer(2, { "Spiral-From": "0", "Spiral-Received": "1" });
  assert.deepEqual(watch.sent(3), [6]);
  assert.equal(watch.post(3).headers["Spiral-Sent"], "1");
  await watch.answer(3, { "Spiral-From": "0", "Spiral-Received": "2" }, bytes(9));
  assert.deepEqual(watch.heard, [9]);
  assert.equal(watch.post(4).headers["Spiral-Received"], "1", "and then it waits again");
  assert.equal(watch.post(4).headers["Spiral-Wait"], undefined);
});

test("a lost answer is asked for again, and what comes twice is heard once", async () => {
  const watch = await open();
  watch.channel.send(bytes(5));
  watch.post(2).fail(); // it may have arrived
  await watch.env.pass(600);
  assert.deepEqual(watch.sent(3), [5]);
  assert.equal(watch.post(3).headers["Spiral-Sent"], "0");
  await watch.answer(3, { "Spiral-From": "0", "Spiral-Received": "1" }, bytes(1), bytes(2));
  await watch.answer(1, { "Spiral-From": "0", "Spiral-Received": "1" }, bytes(1), bytes(2)); // overtaken
  assert.deepEqual(watch.heard, [1, 2]);
});

test("messages that never came end the conversation", async () => {
  const watch = await open();
  await watch.answer(1, { "Spiral-From": "2", "Spiral-Received": "0" }, bytes(3));
  assert.deepEqual(watch.heard, []);
  assert.equal(watch.ended.length, 1);
});

test("409: sends again from where the server stands", async () => {
  const watch = await open();
  watch.channel.send(bytes(5));
  watch.post(2).answer(409, { "Spiral-Received": "0" });
  await settle();
  assert.deepEqual(watch.sent(3), [5]);
  watch.post(3).answer(409, {});
  await settle();
  assert.equal(watch.ended.length, 1, "what cannot be mended is over");
});

test("410: the server knows the link no more", async () => {
  const watch = await open();
  watch.post(1).answer(410);
  await settle();
  assert.deepEqual(watch.ended, ["poll 410"]);
  watch.channel.send(bytes(1));
  await watch.env.pass(60_000);
  assert.equal(watch.env.posts.length, 2, "nothing after the end");
});

test("an end is told behind the last messages", async () => {
  const watch = await open();
  await watch.answer(1, { "Spiral-From": "0", "Spiral-Received": "0", "Spiral-End": "superseded" }, bytes(4));
  assert.deepEqual([watch.heard, watch.ended], [[4], ["superseded"]]);
});

test("a request without an answer is given up, and after some of them the link", async () => {
  const watch = await open();
  watch.env.onPost = (post) => post.fail();
  await watch.env.pass(35_000);
  assert.equal(watch.post(1).signal.aborted, true);
  await watch.env.pass(20_000);
  assert.equal(watch.ended.length, 1);
});

test("what is not a server of this game is left at once", async () => {
  for (const spoil of [(post: Post) => post.answer(200, {}), (post: Post) => post.answer(404), (post: Post) => post.answer(502), (post: Post) => post.fail()]) {
    const watch = new Watch();
    spoil(watch.post(0));
    await settle();
    assert.equal(watch.ended.length, 1);
    assert.equal(watch.opened, 0);
  }
});

test("closed by its owner it says nothing more", async () => {
  const watch = await open();
  watch.channel.close();
  assert.equal(watch.post(1).signal.aborted, true);
  await watch.env.pass(60_000);
  assert.deepEqual(watch.ended, []);
  assert.equal(watch.env.posts.length, 2);
});

test("a server that answers at once, and nothing, is not asked without end", async () => {
  const watch = await open();
  watch.env.onPost = (post) => post.answer(200, { "Spiral-From": "0", "Spiral-Received": "0" });
  watch.post(1).answer(200, { "Spiral-From": "0", "Spiral-Received": "0" });
  await watch.env.pass(10_000);
  assert.ok(watch.env.posts.length <= 13, `${watch.env.posts.length} requests`);
});
