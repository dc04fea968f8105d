// Where everything of a grid stands: states on levels, a column a turn. Pure: numbers in, numbers out.

import type { Block } from "../model/api.js";

export type GridBlock = Extract<Block, { kind: "grid" }>;

export const MARK = 20; // side of a state's mark, in units of the drawing
const GAP = 2; // between marks, and around them
const LEVEL_MIN = 26; // height of a level where nobody stands on
const TURN_MIN = 34; // width of a turn
const FOOT = 24; // below the lowest level: the numbers of the turns
const LETTER = 7; // about the width of a letter of a label
const LABEL_MIN = 40;
const LABEL_MAX = 132;
const ON_WALL = 1.25; // labels are so much larger there

export interface Placed {
  state: number;
  small: boolean; // drawn smaller: for the ladder, a state that came because an ally called
  column: number; // index of the turn
  level: number; // index of the level, highest first
  x: number; // of the mark's middle
  y: number;
}

export interface GridLayout {
  width: number;
  height: number;
  axis: number; // width of the labels, which stand in a drawing of their own
  columns: { turn: number; x: number; width: number }[];
  levels: { label: string; y: number; height: number }[];
  marks: Placed[];
}

interface Standing {
  state: number;
  small: boolean;
}

/** Who stands on a level in a column, each once, in the order of the states. */
export function standing(block: GridBlock, level: number, column: number): Standing[] {
  const row = block.levels[level];
  const small = row?.small[column] ?? [];
  const all = new Set([...(row?.states[column] ?? []), ...small]);
  return [...all].sort((a, b) => a - b).map((state) => ({ state, small: small.includes(state) }));
}

/** Marks side by side in one cell: few stand above each other, many in a block; or, on a wall, up to `most`. */
export function marksAcross(count: number, most?: number): number {
  if (most !== undefined) return Math.max(1, Math.min(count, most));
  return count <= 2 ? 1 : count <= 6 ? 2 : 3;
}

function step(count: number): number {
  return count * (MARK + GAP) + GAP;
}

function columnsOf(block: GridBlock, across?: number): GridLayout["columns"] {
  let x = 0;
  return block.turns.map((turn, column) => {
    const most = Math.max(0, ...block.levels.map((_, level) => standing(block, level, column).length));
    const width = Math.max(TURN_MIN, step(marksAcross(most, across)) + 2 * GAP);
    x += width;
    return { turn, x: x - width, width };
  });
}

function rowsOf(block: GridBlock, level: number, across?: number): number {
  const rows = block.turns.map((_, column) => {
    const count = standing(block, level, column).length;
    return Math.ceil(count / marksAcross(count, across));
  });
  return Math.max(0, ...rows);
}

function levelsOf(block: GridBlock, across?: number): GridLayout["levels"] {
  let y = 0;
  return block.levels.map(({ label }, level) => {
    const height = Math.max(LEVEL_MIN, step(rowsOf(block, level, across)) + GAP);
    y += height;
    return { label, y: y - height, height };
  });
}

function placeCell(all: Standing[], column: GridLayout["columns"][number], level: GridLayout["levels"][number], most?: number) {
  const across = marksAcross(all.length, most);
  const down = Math.ceil(all.length / across);
  const left = column.x + (column.width - step(Math.min(across, all.length))) / 2;
  const top = level.y + (level.height - step(down)) / 2;
  return all.map((one, index) => ({
    ...one,
    x: left + GAP + MARK / 2 + (index % across) * (MARK + GAP),
    y: top + GAP + MARK / 2 + Math.floor(index / across) * (MARK + GAP),
  }));
}

export function layoutGrid(block: GridBlock, across?: number): GridLayout {
  const columns = columnsOf(block, across);
  const levels = levelsOf(block, across);
  const last = columns[columns.length - 1];
  const lowest = levels[levels.length - 1];
  const longest = Math.max(0, ...block.levels.map(({ label }) => label.length)) * LETTER + 8;
  const labels = across === undefined ? 1 : ON_WALL;
  const marks = levels.flatMap((row, level) =>
    columns.flatMap((place, column) =>
      placeCell(standing(block, level, column), place, row, across).map((mark) => ({ ...mark, column, level })),
    ),
  );
  return {
    width: last ? last.x + last.width : 0,
    height: (lowest ? lowest.y + lowest.height : 0) + FOOT,
    axis: labels * Math.min(LABEL_MAX, Math.max(LABEL_MIN, longest)),
    columns,
    levels,
    marks,
  };
}

/** The way of one state through the turns, for a line that follows it: its marks from left to right. */
export function wayOf(layout: GridLayout, state: number): Placed[] {
  return layout.marks.filter((mark) => mark.state === state).sort((a, b) => a.column - b.column);
}
