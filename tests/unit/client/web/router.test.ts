import assert from "node:assert/strict";
import { test } from "node:test";
import { routeOf } from "../../../../client/web/src/router.js";

test("the door stands at / and /join, with or without a code", () => {
  assert.deepEqual(routeOf("/"), { screen: "join", code: "" });
  assert.deepEqual(routeOf("/join"), { screen: "join", code: "" });
  assert.deepEqual(routeOf("/join/KLMP42"), { screen: "join", code: "KLMP42" });
  assert.deepEqual(routeOf("/join/KLMP42/"), { screen: "join", code: "KLMP42" });
});

test("who plays, watches or checks has an address of its own", () => {
  assert.deepEqual(routeOf("/play"), { screen: "play" });
  assert.deepEqual(routeOf("/watch/abc"), { screen: "watch", code: "abc" });
  assert.deepEqual(routeOf("/check"), { screen: "check" });
});

test("what leads nowhere says so", () => {
  for (const path of ["/plays", "/play/KLMP42", "/check/x", "/join/a/b"]) assert.deepEqual(routeOf(path), { screen: "lost", path });
});

test("an address that nobody made breaks nothing", () => {
  assert.deepEqual(routeOf("/join/%E0%A4%A"), { screen: "join", code: "" });
  assert.equal((routeOf(`/join/${"x".repeat(500)}`) as { code: string }).code.length, 15);
});
