import assert from "node:assert/strict";
import { test } from "node:test";
import { routeOf, takeGuest } from "../../../../client/web/src/router.js";

test("the door stands at / and /join, with or without a code", () => {
  assert.deepEqual(routeOf("/"), { screen: "join", code: "" });
  assert.deepEqual(routeOf("/join"), { screen: "join", code: "" });
  assert.deepEqual(routeOf("/join/KLMP42"), { screen: "join", code: "KLMP42" });
  assert.deepEqual(routeOf("/join/KLMP42/"), { screen: "join", code: "KLMP42" });
});

test("who plays, watches or checks has an address of its own", () => {
  assert.deepEqual(routeOf("/play"), { screen: "play" });
  assert.deepEqual(routeOf("/watch/abc"), { screen: "watch", code: "abc" });
  assert.deepEqual(routeOf("/project/abc"), { screen: "project", code: "abc" });
  assert.deepEqual(routeOf("/project"), { screen: "project", code: "" });
  assert.deepEqual(routeOf("/check"), { screen: "check" });
});

test("whoever runs an exercise has a page with or without its code, and never with a key", () => {
  assert.deepEqual(routeOf("/facilitate"), { screen: "facilitate", code: "" });
  assert.deepEqual(routeOf("/facilitate/KLMP42"), { screen: "facilitate", code: "KLMP42" });
  assert.deepEqual(routeOf("/facilitate/KLMP42/KEY"), { screen: "lost", path: "/facilitate/KLMP42/KEY" });
});

test("what leads nowhere says so", () => {
  for (const path of ["/plays", "/play/KLMP42", "/check/x", "/join/a/b"]) assert.deepEqual(routeOf(path), { screen: "lost", path });
});

test("an address that nobody made breaks nothing", () => {
  assert.deepEqual(routeOf("/join/%E0%A4%A"), { screen: "join", code: "" });
  assert.equal((routeOf(`/join/${"x".repeat(500)}`) as { code: string }).code.length, 15);
});

/** As much of a browser's address bar as is read and written. */
function stand(address: string): { address(): string; state: unknown } {
  const url = new URL(address);
  const bar = { address: () => url.href, state: { code: "X" } as unknown };
  const history = {
    state: bar.state,
    replaceState: (state: unknown, _: string, path: string) => {
      bar.state = state;
      url.href = new URL(path, url).href;
    },
  };
  Object.assign(globalThis, { location: url, history });
  return bar;
}

test("the secret of a personal link leaves the address, whatever it is worth", () => {
  const bar = stand("https://h/join/KLMP42?x=1#guest=ABCDE-FGHJK");
  assert.equal(takeGuest(), "ABCDE-FGHJK");
  assert.equal(bar.address(), "https://h/join/KLMP42?x=1");
  assert.deepEqual(bar.state, { code: "X" });
  const bad = stand("https://h/join/KLMP42#guest=%3Cscript%3E");
  assert.equal(takeGuest(), undefined);
  assert.equal(bad.address(), "https://h/join/KLMP42");
  const other = stand("https://h/play#orders");
  assert.equal(takeGuest(), undefined);
  assert.equal(other.address(), "https://h/play#orders");
});
