// What of a card's blocks stands at one place of a wall: a whole block, or some rows, columns or turns of one that is too large. Named
// by its place in the card, which is the same in every language. Pure.

import type { Block, Card } from "../../model/api.js";
import type { GridBlock } from "../../drawings/grid_layout.js";
import type { Of } from "./arrange.js";
import { columnWidths, drawingOf, isTooLarge, rowsThatFit, tableWidth, WIDTH } from "./wall_measures.js";

export interface Ref {
  at: number; // of the block, among all of the card
  rows?: number[];
  columns?: number[]; // of a table without its first, which names the rows; of a drawing its turns
}

function pick<T>(list: readonly T[], places: readonly number[] | undefined): T[] {
  return places ? places.flatMap((place) => list.slice(place, place + 1)) : [...list];
}

function tableOf(table: Of<"table">, { rows, columns }: Ref): Of<"table"> {
  const places = columns && [0, ...columns];
  const some = pick(table.rows, rows).map((row) => pick(row, places));
  const marks = table.marks && pick(table.marks, rows).map((row) => pick(row, places));
  return { ...table, head: pick(table.head, places), rows: some, ...(marks ? { marks } : {}) };
}

function gridOf(grid: GridBlock, { columns }: Ref): GridBlock {
  const levels = grid.levels.map((level) => ({ ...level, states: pick(level.states, columns), small: pick(level.small, columns) }));
  return { ...grid, turns: pick(grid.turns, columns), levels };
}

export function blockOf(blocks: readonly Block[], ref: Ref): Block {
  const block = blocks[ref.at] ?? { kind: "text", text: "" };
  if (block.kind === "table" && (ref.rows || ref.columns)) return tableOf(block, ref);
  return block.kind === "grid" && ref.columns ? gridOf(block, ref) : block;
}

/** Even parts: rather two halves than a whole and a scrap. */
export function chunks(count: number, most: number): number[][] {
  const parts = Math.max(1, Math.ceil(count / Math.max(1, most)));
  const size = Math.ceil(count / parts);
  const all = Array.from({ length: count }, (_, place) => place);
  return Array.from({ length: parts }, (_, part) => all.slice(part * size, (part + 1) * size));
}

function tableParts(table: Of<"table">, at: number, height: number): Ref[] {
  const [names = 0, ...others] = columnWidths(table);
  const across = tableWidth(table) <= WIDTH ? [undefined] : chunks(others.length, Math.floor((WIDTH - names) / Math.max(...others)));
  const most = rowsThatFit(height);
  const down = table.rows.length <= most ? [undefined] : chunks(table.rows.length, most);
  return across.flatMap((columns) => down.map((rows) => ({ at, ...(columns ? { columns: columns.map((column) => column + 1) } : {}), ...(rows ? { rows } : {}) })));
}

/** Turns side by side, as many as one drawing has room for. */
function gridParts(grid: GridBlock, at: number): Ref[] {
  const turns = grid.turns.length;
  for (let most = turns; most > 1; most = Math.ceil(most / 2)) {
    const parts = chunks(turns, most).map((columns): Ref => ({ at, columns }));
    if (!parts.some((part) => isTooLarge(drawingOf(gridOf(grid, part))))) return most === turns ? [{ at }] : parts;
  }
  return [{ at }];
}

/** The parts of a block that is too large for a piece; most are one. */
export function partsOfBlock(block: Block, at: number, height: number): Ref[] {
  if (block.kind === "table") return tableParts(block, at, height);
  return block.kind === "grid" ? gridParts(block, at) : [{ at }];
}

function longer(one: string, other: string | undefined): string {
  return other !== undefined && other.length > one.length ? other : one;
}

function longerBlock(one: Block, other: Block | undefined): Block {
  if (other?.kind !== one.kind) return one;
  if (one.kind === "table" && other.kind === "table") {
    const row = (cells: string[], others: string[] | undefined): string[] => cells.map((cell, column) => longer(cell, others?.[column]));
    return { ...one, head: row(one.head, other.head), rows: one.rows.map((cells, index) => row(cells, other.rows[index])) };
  }
  if (one.kind === "grid" && other.kind === "grid") {
    return { ...one, levels: one.levels.map((level, index) => ({ ...level, label: longer(level.label, other.levels[index]?.label) })) };
  }
  return "text" in one && "text" in other ? { ...one, text: longer(one.text, other.text) } : one;
}

/** All blocks of a card, each with the longer words of two languages: what has room so has it in both. */
export function longestBlocks(card: Card, other: Card | null): Block[] {
  const others = other?.parts.flat() ?? [];
  return card.parts.flat().map((block, at) => longerBlock(block, others[at]));
}
