import assert from "node:assert/strict";
import { test } from "node:test";
import type { GridBlock } from "../../../../../client/web/src/drawings/grid_layout.js";
import { hasSmall, rowsOfGrid } from "../../../../../client/web/src/drawings/grid_table.js";

const block: GridBlock = {
  kind: "grid",
  turns: [1, 3],
  levels: [
    { label: "war", states: [[], [0]], small: [[], [2]] },
    { label: "quiet", states: [[0, 2], []], small: [[], []] },
  ],
};

test("the table says of each state what the drawing shows", () => {
  assert.deepEqual(rowsOfGrid(block, 4), [
    { state: 0, cells: [{ label: "quiet", small: false }, { label: "war", small: false }] },
    { state: 2, cells: [{ label: "quiet", small: false }, { label: "war", small: true }] },
  ]);
});

test("nobody that the debrief does not name has a row", () => {
  assert.deepEqual(rowsOfGrid(block, 1).map(({ state }) => state), [0]);
});

test("the legend of small signs is for drawings that have them", () => {
  assert.equal(hasSmall(block), true);
  assert.equal(hasSmall({ ...block, levels: [block.levels[1]!] }), false);
});
