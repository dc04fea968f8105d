// From the blocks of a card to what stands on a page: items that follow each other are one list, and a table or a
// drawing is called by the heading above it. Pure.

import type { Block } from "../../model/api.js";

export type Of<K extends Block["kind"]> = Extract<Block, { kind: K }>;

export interface Item {
  text: string;
  label: string;
  inner: Item[]; // what belongs to it
}

export type Piece =
  | { kind: "text"; text: string }
  | { kind: "section"; text: string; inner: boolean }
  | { kind: "list"; items: Item[] }
  | { kind: "table"; table: Of<"table">; title: string }
  | { kind: "grid"; grid: Of<"grid">; title: string };

function isInner(block: Block): boolean {
  return "inner" in block && block.inner === true;
}

function addItem(pieces: Piece[], block: Of<"item">): void {
  const last = pieces[pieces.length - 1];
  const list = last?.kind === "list" ? last : ({ kind: "list", items: [] } as Extract<Piece, { kind: "list" }>);
  if (list !== last) pieces.push(list);
  const outer = list.items[list.items.length - 1];
  const into = isInner(block) && outer ? outer.inner : list.items;
  into.push({ text: block.text, label: block.label ?? "", inner: [] });
}

/** `title`: of the card, for what stands above its first heading. */
export function arrange(blocks: readonly Block[], title: string): Piece[] {
  const pieces: Piece[] = [];
  let heading = title;
  for (const block of blocks) {
    if (block.kind === "item") addItem(pieces, block);
    else if (block.kind === "text") pieces.push({ kind: "text", text: block.text });
    else if (block.kind === "table") pieces.push({ kind: "table", table: block, title: heading });
    else if (block.kind === "grid") pieces.push({ kind: "grid", grid: block, title: heading });
    else if (block.kind === "section") {
      heading = block.text;
      pieces.push({ kind: "section", text: block.text, inner: isInner(block) });
    } // a kind of a later version is left out: the words beside it still stand
  }
  return pieces;
}

/** The letter behind a figure that is marked; nothing where the figure shows it itself. */
export function markOf(cell: string, marked: boolean): string {
  return marked && !/M$/.test(cell) ? "M" : "";
}

/** Whether cells hold figures, which stand below each other at their right ends. */
export function areFigures(table: Of<"table">, column: number): boolean {
  return table.rows.every((row) => /^[-+–]?[\d.,]*\s*%?\s*M?$/.test(row[column] ?? ""));
}
