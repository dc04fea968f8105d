// The same as a grid, as rows of words: what is drawn can be read without seeing it.

import { standing, type GridBlock } from "./grid_layout.js";

export interface GridRow {
  state: number;
  cells: ({ label: string; small: boolean } | null)[]; // by turn; null: nowhere
}

/** A row for each state that stands anywhere. */
export function rowsOfGrid(block: GridBlock, states: number): GridRow[] {
  const rows = Array.from({ length: states }, (_, state): GridRow => ({
    state,
    cells: block.turns.map(() => null),
  }));
  block.levels.forEach(({ label }, level) => {
    block.turns.forEach((_, column) => {
      for (const { state, small } of standing(block, level, column)) {
        const row = rows[state];
        if (row) row.cells[column] = { label, small };
      }
    });
  });
  return rows.filter((row) => row.cells.some((cell) => cell !== null));
}

/** Does anybody stand small? Then the legend must say what that means. */
export function hasSmall(block: GridBlock): boolean {
  return block.levels.some((level) => level.small.some((column) => column.length > 0));
}
