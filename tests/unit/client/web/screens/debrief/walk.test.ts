import assert from "node:assert/strict";
import { test } from "node:test";
import { keptPlaces } from "../../../../../../client/web/src/screens/debrief/kept_places.js";
import {
  allTold, beginWalk, goTo, isOpen, keepWalk, keptWalk, neighbour, partsLeft, placesOf, shapeOf, tellsMotives, uncover, uncoverAll,
  type Place, type Shape, type Walk,
} from "../../../../../../client/web/src/screens/debrief/walk.js";

const cards = ["D0", "D1", "D2", "D3", "D4", "D5"].map((name) => ({ name, parts: name === "D3" ? [1, 2, 3] : [1] }));
const shape = shapeOf(cards, true);
const REVEAL = 3;

function next(walk: Walk): Walk {
  const place = neighbour(walk, shape, 1);
  return place === null ? walk : goTo(walk, shape, place);
}

test("how it came out follows the reveal; one's own page and the record stand last", () => {
  assert.deepEqual(placesOf(shape), [0, 1, 2, 3, "results", 4, 5, "own", "record"]);
  assert.deepEqual(placesOf(shapeOf(cards, false)).slice(-2), [5, "record"]);
});

test("before the reveal Next shows each card at once", () => {
  let walk = beginWalk(shape);
  for (const card of [0, 1, 2]) {
    assert.equal(walk.place, card);
    assert.ok(isOpen(walk, card));
    walk = next(walk);
  }
  assert.equal(walk.place, REVEAL);
});

test("nothing from the reveal on is open before a press uncovers it, whichever way one goes", () => {
  const ways: Place[][] = [placesOf(shape), [...placesOf(shape)].reverse(), [3, 0, 3, 4, "own", 3, "results", 5]];
  for (const way of ways) {
    let walk = beginWalk(shape);
    for (const place of way) {
      walk = goTo(walk, shape, place);
      for (const one of placesOf(shape)) if (tellsMotives(shape, one)) assert.equal(isOpen(walk, one), false, `${one} by ${way}`);
    }
  }
});

test("the reveal opens part by part", () => {
  let walk = goTo(beginWalk(shape), shape, REVEAL);
  for (const left of [3, 2, 1]) {
    assert.equal(partsLeft(walk, shape, REVEAL), left);
    assert.equal(allTold(walk, shape), false);
    walk = uncover(walk, shape);
  }
  assert.ok(allTold(walk, shape));
  assert.equal(partsLeft(uncover(walk, shape), shape, REVEAL), 0);
});

test("a part of the reveal opens nothing else", () => {
  const walk = goTo(uncover(goTo(beginWalk(shape), shape, REVEAL), shape), shape, "results");
  assert.equal(isOpen(walk, "results"), false);
  assert.equal(isOpen(goTo(walk, shape, 4), 4), false);
});

test("when all is told the rest opens as one comes to it, and no sooner", () => {
  let walk = uncoverAll(goTo(beginWalk(shape), shape, REVEAL), shape);
  assert.equal(isOpen(walk, 4), false);
  for (const place of ["results", 4, 5, "own"] as const) {
    walk = next(walk);
    assert.equal(walk.place, place);
    assert.ok(isOpen(walk, place));
  }
});

test("who goes ahead uncovers that one card", () => {
  const walk = uncover(goTo(beginWalk(shape), shape, 4), shape);
  assert.ok(isOpen(walk, 4));
  assert.equal(isOpen(walk, REVEAL), false);
  assert.equal(isOpen(goTo(walk, shape, 5), 5), false);
});

test("going to a place twice covers nothing again", () => {
  let walk = uncover(goTo(beginWalk(shape), shape, REVEAL), shape);
  walk = goTo(goTo(walk, shape, 0), shape, REVEAL);
  assert.equal(walk.shown[REVEAL], 1);
});

test("the page to print holds what was uncovered", () => {
  const walk = uncover(goTo(beginWalk(shape), shape, REVEAL), shape);
  assert.deepEqual(keptPlaces(walk, shape), [0, REVEAL]);
});

test("a debrief without the card of the reveal is taken for one that tells from the start", () => {
  const other = shapeOf([{ name: "X", parts: [1] }], true);
  assert.equal(isOpen(beginWalk(other), 0), false);
});

test("without cards there is how it came out, covered, and the record", () => {
  const none = shapeOf([], true);
  const walk = beginWalk(none);
  assert.deepEqual(placesOf(none), ["results", "record"]);
  assert.equal(walk.place, "results");
  assert.equal(isOpen(walk, "results"), false);
  assert.ok(isOpen(uncover(walk, none), "results"));
});

test("a place that is not there is not gone to", () => {
  const walk = beginWalk(shape);
  assert.equal(goTo(walk, shape, 99), walk);
  assert.equal(goTo(walk, shapeOf(cards, false), "own"), walk);
});

test("a walk is kept over a reload", () => {
  const walk = uncover(goTo(beginWalk(shape), shape, REVEAL), shape);
  assert.deepEqual(keptWalk(keepWalk(walk), shape), walk);
});

test("what is no walk of this debrief is none", () => {
  const walk = beginWalk(shape);
  const other: Shape = { ...shape, parts: [1, 1] };
  const broken = [
    null, "", "{", "null", "7", "[]", '"text"', "{}", keepWalk({ ...walk, place: 99 }), keepWalk({ ...walk, shown: [9, 9, 9, 9, 9, 9] }),
    keepWalk({ ...walk, shown: [-1, 0, 0, 0, 0, 0] }), keepWalk({ ...walk, shown: [0.5, 0, 0, 0, 0, 0] }),
  ];
  for (const text of broken) assert.equal(keptWalk(text, shape), null, `${text}`);
  assert.equal(keptWalk(keepWalk(walk), other), null);
});
