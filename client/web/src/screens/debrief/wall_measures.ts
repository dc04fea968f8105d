// How much room the blocks of a card take on a wall, in heights of its letters (em): from words and figures alone, so that whoever
// turns the pieces elsewhere counts as many as the wall has. The wall looks again, and takes its letters a little smaller
// where a font is wide. Pure.

import type { Block } from "../../model/api.js";
import { layoutGrid, type GridBlock } from "../../drawings/grid_layout.js";
import type { Of } from "./arrange.js";

export const WIDTH = 50;
/** Of a piece, on the lowest of the usual walls: 1280 x 720. */
export const HEIGHT = 21.5;

const LETTER = 0.51; // width, on average
const LINE = 1.3;
const ROW = 1.42;
const AFTER_TEXT = 0.35;
const AFTER_ITEM = 0.15;
const HEADING = 1.85;
const INNER_HEADING = 1.6;
const LABEL = 2; // of a list: the width of its column
const CELL = 0.8; // around what stands in one
const LEGEND = 1.6;
const LEGEND_STATE = 5.5; // width
const BESIDE_MIN = 14; // width that words need beside a drawing
const BESIDE_GOOD = 21;
const DRAWING_MAX = HEIGHT - HEADING - LEGEND - 0.5;
const UNITS_LEAST = 14; // of a drawing in one em
const UNITS_MOST = 21;

function lines(text: string, width: number): number {
  return Math.max(1, Math.ceil((text.length * LETTER) / width));
}

export function columnWidths(table: Of<"table">): number[] {
  return table.head.map((head, column) => {
    const lengths = table.rows.map((row, index) => (row[column] ?? "").replace(/M$/, "").length + (table.marks?.[index]?.[column] ? 1 : 0));
    return Math.max(head.length, ...lengths) * LETTER + CELL;
  });
}

export function tableWidth(table: Of<"table">): number {
  return columnWidths(table).reduce((sum, width) => sum + width, 0);
}

/** So many rows under one heading. */
export function rowsThatFit(height: number): number {
  return Math.max(1, Math.floor(height / ROW) - 1);
}

export interface Drawing {
  across: number; // marks side by side, at most
  em: number; // of one unit
  width: number;
  height: number;
}

const ACROSS = [6, 5, 4, 3, 2]; // marks side by side in one place of a drawing

/** Marks stand side by side where that leaves room for words, so that levels stay low; and as large as a piece has room. */
export function drawingOf(grid: GridBlock): Drawing {
  const made = ACROSS.map((across): Drawing => {
    const layout = layoutGrid(grid, across);
    const em = 1 / Math.min(UNITS_MOST, Math.max(UNITS_LEAST, layout.height / DRAWING_MAX));
    return { across, em, width: (layout.axis + layout.width) * em, height: layout.height * em };
  });
  const fits = (width: number) => (drawing: Drawing): boolean => drawing.width <= width && drawing.height <= HEIGHT - HEADING - LEGEND;
  return made.find(fits(WIDTH - BESIDE_GOOD - 2)) ?? made.find(fits(WIDTH - BESIDE_MIN - 2)) ?? made.find(fits(WIDTH)) ?? made[made.length - 1]!;
}

/** Too wide or too high for a piece. */
export function isTooLarge({ width, height }: Drawing): boolean {
  return width > WIDTH || height > HEIGHT - HEADING - LEGEND;
}

function statesIn({ levels }: GridBlock): number {
  return new Set(levels.flatMap(({ states, small }) => [...states.flat(), ...small.flat()])).size;
}

/** null: words go below it. */
export function besideDrawing(grid: GridBlock, width = WIDTH): number | null {
  const beside = width - drawingOf(grid).width - 2;
  return beside >= BESIDE_MIN ? beside : null;
}

function gridHeight(grid: GridBlock, width: number): number {
  return drawingOf(grid).height + Math.ceil((statesIn(grid) * LEGEND_STATE) / width) * LEGEND;
}

function blockHeight(block: Block, width: number): number {
  switch (block.kind) {
    case "text":
      return lines(block.text, width) * LINE + AFTER_TEXT;
    case "item":
      return lines(block.text, width - (block.label ? LABEL : 1)) * LINE + AFTER_ITEM;
    case "section":
      return block.inner ? INNER_HEADING : HEADING;
    case "table":
      return (block.rows.length + 1) * ROW;
    case "grid":
      return gridHeight(block, width);
  }
}

/** Of blocks below each other; a list that follows a drawing stands beside it where there is room. */
export function heightOf(blocks: readonly Block[], width = WIDTH): number {
  let height = 0;
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!;
    const beside = block.kind === "grid" ? besideDrawing(block, width) : null;
    let end = at + 1;
    while (beside !== null && blocks[end]?.kind === "item") end++;
    if (beside !== null && end > at + 1) height += Math.max(gridHeight(block as GridBlock, WIDTH - beside), heightOf(blocks.slice(at + 1, end), beside));
    else height += blockHeight(block, width);
    at = end - 1;
  }
  return height;
}
