import assert from "node:assert/strict";
import { test } from "node:test";
import { signId, titleId, wordsId } from "../../../../../client/web/src/drawings/grid_names.js";
import { stateHatching, stateShape } from "../../../../../client/web/src/parts/state_mark.js";

const STATES = 12;

test("no two names on a page are the same", () => {
  const names = ["P0-0", "P0-1", "P0-10"].flatMap((drawing) => [
    titleId(drawing),
    wordsId(drawing),
    ...Array.from({ length: STATES }, (_, state) => signId(drawing, state)),
  ]);
  assert.equal(new Set(names).size, names.length);
});

test("no two states have shape, hatching and colour in common", () => {
  const signs = Array.from({ length: STATES }, (_, state) => `${stateShape(state)}|${stateHatching(state)}`);
  assert.equal(new Set(signs).size, STATES);
});
