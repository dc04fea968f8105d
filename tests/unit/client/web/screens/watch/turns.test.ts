import assert from "node:assert/strict";
import { test } from "node:test";
import { beginLooking, goToTurn, setFollows, shownTurn, stepOfKey, turnBy } from "../../../../../../client/web/src/screens/watch/turns.js";

test("who looks on sees the newest turn, and each new one", () => {
  assert.deepEqual([0, 1, 5, 6].map((count) => shownTurn(beginLooking, count)), [-1, 0, 4, 5]);
});

test("who goes back stays there while turns are added", () => {
  const looking = turnBy(beginLooking, 5, -1);
  assert.equal(shownTurn(looking, 5), 3);
  assert.equal(shownTurn(looking, 9), 3);
});

test("who comes to the newest again follows it", () => {
  const looking = turnBy(turnBy(beginLooking, 5, -1), 5, 1);
  assert.equal(shownTurn(looking, 6), 5);
  assert.equal(shownTurn(goToTurn(4, 5), 6), 5);
});

test("there is nothing before the start or behind the newest", () => {
  assert.equal(shownTurn(turnBy(goToTurn(0, 5), 5, -1), 5), 0);
  assert.equal(shownTurn(turnBy(beginLooking, 5, 1), 5), 4);
  assert.equal(shownTurn(turnBy(beginLooking, 0, 1), 0), -1);
});

test("following can be stopped where one is", () => {
  const looking = setFollows(beginLooking, 5, false);
  assert.equal(shownTurn(looking, 8), 4);
  assert.equal(shownTurn(setFollows(looking, 8, true), 8), 7);
});

test("a step that leads nowhere does not begin to follow", () => {
  const still = setFollows(beginLooking, 1, false);
  assert.equal(shownTurn(turnBy(still, 1, -1), 3), 0);
});

test("another world with fewer turns shows its newest", () => {
  assert.equal(shownTurn(goToTurn(3, 9), 2), 1);
});

test("arrows belong to the turns only where nothing else wants them", () => {
  assert.deepEqual([stepOfKey("ArrowLeft", false, false), stepOfKey("ArrowRight", false, false), stepOfKey("a", false, false)], [-1, 1, 0]);
  assert.equal(stepOfKey("ArrowLeft", true, false), 0);
  assert.equal(stepOfKey("ArrowRight", false, true), 0);
});
