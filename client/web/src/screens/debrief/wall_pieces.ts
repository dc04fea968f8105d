// The cards of a debrief in pieces that fit a wall, since nobody scrolls one: sections that belong together stay together,
// and what is too long for one piece goes on in the next under the same heading. Pieces name blocks by their place, so
// they are the same in every language. Pure.

import type { Block } from "../../model/api.js";
import { blockOf, partsOfBlock, type Ref } from "./wall_blocks.js";
import { heightOf, HEIGHT, tableWidth, WIDTH } from "./wall_measures.js";

/** Rows below each other, and in a row what stands side by side. */
export type WallPiece = Ref[][][];

interface Section {
  head: Ref[]; // one heading or none
  atoms: Ref[][]; // what is not torn apart
}

/** Rather smaller letters than a piece more: for what leads to the first section and would stand alone, and for the words of a drawing. */
const SQUEEZED = 1.27;
const PREFACE_MAX = 4.3;

function heightOfRefs(blocks: readonly Block[], refs: readonly Ref[]): number {
  return heightOf(refs.map((ref) => blockOf(blocks, ref)));
}

function isDrawn(blocks: readonly Block[], refs: readonly Ref[]): boolean {
  return refs.some(({ at }) => blocks[at]?.kind === "grid");
}

/** A list goes with the sentences that lead to it, and with the drawing that it tells of, as long as there is room. */
function atomsOf(blocks: readonly Block[], from: number, to: number, room: number): Ref[][] {
  const atoms: Ref[][] = [];
  for (let at = from; at < to; at++) {
    const block = blocks[at]!;
    const before = at > from ? blocks[at - 1]!.kind : null;
    const last = atoms[atoms.length - 1];
    const goesOn = block.kind === "item" ? before !== "table" : block.kind === "text" && (before === "text" || before === "section");
    const most = last && isDrawn(blocks, last) ? HEIGHT * SQUEEZED - (HEIGHT - room) : room;
    if (last && goesOn && heightOfRefs(blocks, [...last, { at }]) <= most) last.push({ at });
    else for (const part of partsOfBlock(block, at, room)) atoms.push([part]);
  }
  return atoms;
}

function isHead(block: Block | undefined): boolean {
  return block?.kind === "section" && !block.inner;
}

function sectionsOf(blocks: readonly Block[]): Section[] {
  const begins = blocks.flatMap((block, at) => (at === 0 || isHead(block) ? [at] : []));
  return begins.map((from, index) => {
    const head = isHead(blocks[from]) ? [{ at: from }] : [];
    return { head, atoms: atomsOf(blocks, from + head.length, begins[index + 1] ?? blocks.length, HEIGHT - heightOfRefs(blocks, head)) };
  });
}

/** A table alone, narrow enough to stand beside another. */
function isHalf(blocks: readonly Block[], section: Section | undefined): boolean {
  const alone = section?.atoms.length === 1 && section.atoms[0]!.length === 1 ? blockOf(blocks, section.atoms[0]![0]!) : undefined;
  return alone?.kind === "table" && tableWidth(alone) <= WIDTH / 2 + 1;
}

class Packing {
  readonly pieces: WallPiece[] = [];
  private used = 0;

  constructor(private readonly blocks: readonly Block[]) {}

  private get room(): number {
    const isPreface = this.pieces.length === 1 && this.used <= PREFACE_MAX;
    return this.pieces.length === 0 ? -1 : HEIGHT * (isPreface ? SQUEEZED : 1) - this.used;
  }

  put(row: Ref[][], height: number): void {
    if (height <= this.room) this.pieces[this.pieces.length - 1]!.push(row);
    else {
      this.pieces.push([row]);
      this.used = 0;
    }
    this.used += height;
  }

  /** The heading stands again at the top of each piece; not above words that follow a table, which close the card. */
  putLong({ head, atoms }: Section): void {
    let open: Ref[] | null = null;
    let before = "";
    for (const atom of atoms) {
      const height = heightOfRefs(this.blocks, atom);
      const kind = this.blocks[atom[0]!.at]!.kind;
      const closes = before === "table" && kind !== "table";
      before = kind;
      if (open && height <= this.room) {
        open.push(...atom);
        this.used += height;
      } else {
        open = closes ? [...atom] : [...head, ...atom];
        this.put([open], heightOfRefs(this.blocks, open));
      }
    }
  }
}

export function wallPieces(blocks: readonly Block[]): WallPiece[] {
  const packing = new Packing(blocks);
  const sections = sectionsOf(blocks);
  for (let at = 0; at < sections.length; at++) {
    const sides = [sections[at]!];
    if (isHalf(blocks, sides[0]) && isHalf(blocks, sections[at + 1])) sides.push(sections[++at]!);
    const row = sides.map(({ head, atoms }) => [...head, ...atoms.flat()]);
    const height = Math.max(...row.map((refs) => heightOfRefs(blocks, refs)));
    const most = sides[0]!.atoms.length === 1 && isDrawn(blocks, row[0]!) ? HEIGHT * SQUEEZED : HEIGHT;
    if (height <= most) packing.put(row, height);
    else sides.forEach((side) => packing.putLong(side));
  }
  return packing.pieces;
}

/** The first block that a piece shows. */
export function beginOf(piece: WallPiece): number {
  return Math.min(...piece.flat(2).map(({ at }) => at));
}
