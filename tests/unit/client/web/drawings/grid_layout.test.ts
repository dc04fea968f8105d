import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutGrid, MARK, marksAcross, standing, wayOf, type GridBlock } from "../../../../../client/web/src/drawings/grid_layout.js";

/** `rows`: per level, per turn, the states; a small one is negative (-1 is state 0). */
function grid(turns: number[], rows: number[][][]): GridBlock {
  const levels = rows.map((row, level) => ({
    label: `level ${level}`,
    states: row.map((cell) => cell.filter((state) => state >= 0)),
    small: row.map((cell) => cell.filter((state) => state < 0).map((state) => -state - 1)),
  }));
  return { kind: "grid", turns, levels };
}

const twelve = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const crowd = grid([1, 2, 5], [[[], [3], [-1, 3]], [twelve, [0, 1, 2], []], [[], [], [5, 6, 7, 8, 9]]]);

test("every state stands where it was put, once, in order", () => {
  const layout = layoutGrid(crowd);
  const found = layout.marks.map(({ state, level, column, small }) => [level, column, state, small]);
  assert.equal(found.length, 1 + 2 + 12 + 3 + 5);
  assert.deepEqual(found.slice(0, 3), [[0, 1, 3, false], [0, 2, 0, true], [0, 2, 3, false]]);
});

test("a state that is told twice in a cell stands there once, small", () => {
  const block = grid([1], [[[2, 1]]]);
  block.levels[0]!.small[0] = [2];
  assert.deepEqual(standing(block, 0, 0), [{ state: 1, small: false }, { state: 2, small: true }]);
});

test("marks lie within their cell and never on each other", () => {
  const layout = layoutGrid(crowd);
  for (const mark of layout.marks) {
    const column = layout.columns[mark.column]!;
    const level = layout.levels[mark.level]!;
    assert.ok(mark.x - MARK / 2 >= column.x && mark.x + MARK / 2 <= column.x + column.width, `${mark.state} beside its turn`);
    assert.ok(mark.y - MARK / 2 >= level.y && mark.y + MARK / 2 <= level.y + level.height, `${mark.state} beside its level`);
    for (const other of layout.marks) {
      if (other === mark) continue;
      const apart = Math.max(Math.abs(mark.x - other.x), Math.abs(mark.y - other.y));
      assert.ok(apart >= MARK, `${mark.state} and ${other.state} lie on each other`);
    }
  }
});

test("turns and levels follow each other without a gap, and all of it is in the drawing", () => {
  const layout = layoutGrid(crowd);
  layout.columns.reduce((end, column) => (assert.equal(column.x, end), end + column.width), 0);
  layout.levels.reduce((end, level) => (assert.equal(level.y, end), end + level.height), 0);
  assert.deepEqual(layout.columns.map(({ turn }) => turn), [1, 2, 5]);
  const last = layout.columns[2]!;
  assert.equal(layout.width, last.x + last.width);
  assert.ok(layout.height > layout.levels[2]!.y + layout.levels[2]!.height);
});

test("a crowd is drawn as a block, not as a pole", () => {
  assert.deepEqual([0, 1, 2, 3, 6, 7, 12].map((count) => marksAcross(count)), [1, 1, 1, 2, 2, 3, 3]);
});

test("labels have room, within bounds", () => {
  const block = grid([1], [[[0]]]);
  block.levels[0]!.label = "x".repeat(200);
  const long = layoutGrid(block).axis;
  block.levels[0]!.label = "";
  assert.ok(layoutGrid(block).axis >= 40 && long <= 140 && long > 100);
});

test("an empty grid is an empty drawing", () => {
  const layout = layoutGrid({ kind: "grid", turns: [], levels: [] });
  assert.equal(layout.width, 0);
  assert.deepEqual(layout.marks, []);
});

test("columns that a level lacks are empty", () => {
  const layout = layoutGrid({ kind: "grid", turns: [1, 2], levels: [{ label: "a", states: [[0]], small: [] }] });
  assert.equal(layout.marks.length, 1);
});

test("the way of a state goes from turn to turn", () => {
  const way = wayOf(layoutGrid(crowd), 3);
  assert.deepEqual(way.map(({ column, level }) => [column, level]), [[0, 1], [1, 0], [2, 0]]);
});
