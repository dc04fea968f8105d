import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { PressSchema, type Press } from "../../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { audienceOf, threadsOf, unreadOf } from "../../../../../../client/web/src/screens/play/threads.js";

const ME = 2;

function press(number: number, from: number, to: number[] | "everyone"): Press {
  const everyone = to === "everyone";
  return create(PressSchema, { number: BigInt(number), from, everyone, to: everyone ? [] : to, text: "x" });
}

test("a circle is the same whoever of it writes", () => {
  assert.deepEqual(audienceOf(press(1, ME, [0, 1]), ME), [0, 1]);
  assert.deepEqual(audienceOf(press(2, 1, [0, ME]), ME), [0, 1]);
  assert.deepEqual(audienceOf(press(3, 0, [ME]), ME), [0]);
  assert.equal(audienceOf(press(4, 0, "everyone"), ME), "everyone");
});

test("everybody's thread stands first and is there from the start", () => {
  assert.deepEqual(threadsOf([], ME).map(({ key }) => key), ["everyone"]);
  const told = [press(1, ME, [0]), press(2, 0, "everyone"), press(3, 1, [ME]), press(4, 0, [ME])];
  assert.deepEqual(threadsOf(told, ME).map(({ key }) => key), ["everyone", "0", "1"]);
});

test("the circle with the newest message comes next", () => {
  const told = [press(1, 0, [ME]), press(2, 1, [ME])];
  assert.deepEqual(threadsOf(told, ME).map(({ key }) => key), ["everyone", "1", "0"]);
});

test("one's own messages are never unread", () => {
  const [, thread] = threadsOf([press(1, 0, [ME]), press(2, ME, [0]), press(3, 0, [ME])], ME);
  assert.ok(thread);
  assert.equal(unreadOf(thread, ME, 0), 2);
  assert.equal(unreadOf(thread, ME, 1), 1);
  assert.equal(unreadOf(thread, ME, 3), 0);
});
