// What a wall shows at each part of a step. Pure: the wall draws them, and whoever turns them counts them.

import type { DebriefStep } from "../../gen/spiral/v1/exercise_pb.js";
import type { Block, Card, Language } from "../../model/api.js";
import { COMPARES } from "./step_rules.js";
import { blockOf, chunks, longestBlocks } from "./wall_blocks.js";
import { heightOf, HEIGHT, WIDTH } from "./wall_measures.js";
import { beginOf, wallPieces, type WallPiece } from "./wall_pieces.js";

export type WallPart =
  | { kind: "blocks"; piece: WallPiece }
  | { kind: "outcomes"; from: number; to: number } // worlds
  | { kind: "feelings"; from: number; to: number }; // worlds that gave any

export const FEELINGS_ACROSS = 3;
const OUTCOME = 2.9; // height of a world's row
const OUTCOME_HEADS = 6; // and of what stands above all

/** Of things in rows, so many a row: the runs that fit a wall. */
function runs(heights: readonly number[], across: number): { from: number; to: number }[] {
  const made: { from: number; to: number }[] = [];
  let left = 0;
  for (let from = 0; from < heights.length; from += across) {
    const height = Math.max(...heights.slice(from, from + across));
    const to = Math.min(heights.length, from + across);
    const last = made[made.length - 1];
    if (last && height <= left) last.to = to;
    else {
      made.push({ from, to });
      left = HEIGHT;
    }
    left -= height;
  }
  return made;
}

function feelingsParts(step: DebriefStep): WallPart[] {
  const given = step.feelings.filter(({ words }) => words.length > 0);
  const across = Math.min(FEELINGS_ACROSS, Math.max(1, given.length));
  const heights = given.map(({ words }) => heightOf([{ kind: "section", text: "" }, { kind: "text", text: words.join("    ") }], WIDTH / across));
  return runs(heights, across).map((run) => ({ kind: "feelings", ...run }));
}

function outcomesParts({ outcomes }: DebriefStep): WallPart[] {
  if (outcomes.length < 2) return [];
  const worlds = chunks(outcomes.length, Math.floor((HEIGHT - OUTCOME_HEADS) / OUTCOME));
  return worlds.map((some) => ({ kind: "outcomes", from: some[0]!, to: some[some.length - 1]! + 1 }));
}

/** Of every card but the reveal, whose parts the server gives. `other`: the same card in the other language. */
export function wallParts(step: DebriefStep, card: Card, other: Card | null): WallPart[] {
  const number = step.card?.state ?? 0;
  if (number === 0) return feelingsParts(step);
  const pieces = wallPieces(longestBlocks(card, other)).map((piece): WallPart => ({ kind: "blocks", piece }));
  return number === COMPARES ? [...outcomesParts(step), ...pieces] : pieces;
}

/** Parts beyond the last show the last. */
export function partAt<T>(parts: readonly T[], part: number): number {
  return Math.max(0, Math.min(part, parts.length - 1));
}

/** Which states of the reveal stand on the wall at a part: as many as fit, two beside each other, up to the newest. */
export function revealedOnWall(card: Card, part: number): { from: number; to: number } {
  const heights = card.parts.map((blocks) => heightOf(blocks, WIDTH / 2 - 2) + 1);
  const last = partAt(heights, part);
  const run = runs(heights, 2).find(({ to }) => last < to);
  return { from: run?.from ?? 0, to: last + 1 };
}

/** What a part is about, for who chooses one: the first heading in it. */
export function partTitle(card: Card, part: WallPart): string {
  if (part.kind !== "blocks") return "";
  const all = card.parts.flat();
  const blocks = part.piece.flat(2).map((ref): Block => blockOf(all, ref));
  const head = blocks.find(({ kind }) => kind === "section") ?? blocks.find((block) => "text" in block);
  return head && "text" in head ? head.text : "";
}

/** A run of blocks, and the parts of the wall in which it stands: the first, and the one behind the last. */
export interface Passage {
  blocks: Block[];
  from: number;
  to: number;
}

/** A whole card, cut where the wall's parts begin. */
export function passagesOf(step: DebriefStep, card: Card): Passage[] {
  const parts = wallParts(step, card, null);
  const all = card.parts.flat();
  const begins = parts.map((part) => (part.kind === "blocks" ? beginOf(part.piece) : 0));
  const places = [...new Set(begins)];
  return places.map((begin, index) => ({
    blocks: all.slice(begin, places[index + 1] ?? all.length),
    from: begins.indexOf(begin),
    to: begins.lastIndexOf(begin) + 1,
  }));
}

/** Pieces have room for the words of both, so that they are the same in both. */
export function otherLanguage(language: Language): Language {
  return language === "en" ? "es" : "en";
}
