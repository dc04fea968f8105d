import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { DebriefStepSchema } from "../../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import type { Block, Card } from "../../../../../../client/web/src/model/api.js";
import { blockOf } from "../../../../../../client/web/src/screens/debrief/wall_blocks.js";
import { heightOf, HEIGHT, tableWidth, WIDTH } from "../../../../../../client/web/src/screens/debrief/wall_measures.js";
import { passagesOf, partTitle, revealedOnWall, wallParts, type WallPart } from "../../../../../../client/web/src/screens/debrief/wall_parts.js";

const SQUEEZED = 1.27;

function card(name: string, ...blocks: Block[]): Card {
  return { name, title: "T", question: "Q", parts: [blocks] };
}

function step(number: number, more: object = {}) {
  return create(DebriefStepSchema, { card: { state: number }, ...more });
}

const section = (text: string): Block => ({ kind: "section", text });
const item = (text: string): Block => ({ kind: "item", text });
const text = (words: string): Block => ({ kind: "text", text: words });

function table(rows: number, turns: number, label = "it saw Borea as greedy"): Extract<Block, { kind: "table" }> {
  const all = Array.from({ length: turns }, (_, turn) => `${turn + 1}`);
  return { kind: "table", head: ["turn", ...all], rows: Array.from({ length: rows }, (_, row) => [`${label} ${row}`, ...all.map(() => "20M")]), marks: Array.from({ length: rows }, () => [false, ...all.map(() => true)]) };
}

function grid(states: number, turns: number): Extract<Block, { kind: "grid" }> {
  const everybody = Array.from({ length: states }, (_, state) => state);
  const levels = ["90-100 %", "50-59 %", "20-29 %"].map((label, level) => ({ label, states: Array.from({ length: turns }, () => (level === 2 ? everybody : [])), small: Array.from({ length: turns }, () => []) }));
  return { kind: "grid", turns: Array.from({ length: turns }, (_, turn) => turn + 1), levels };
}

/** The blocks of each part, as they are drawn. */
function drawn(one: Card, parts: readonly WallPart[]): Block[][][][] {
  const all = one.parts.flat();
  return parts.flatMap((part) => (part.kind === "blocks" ? [part.piece.map((row) => row.map((side) => side.map((ref) => blockOf(all, ref))))] : []));
}

function heights(one: Card, parts: readonly WallPart[]): number[] {
  return drawn(one, parts).map((rows) => rows.reduce((sum, row) => sum + Math.max(...row.map((side) => heightOf(side, WIDTH / row.length))), 0));
}

function words(one: Card, parts: readonly WallPart[]): string[] {
  return drawn(one, parts).map((rows) => rows.flat(2).map((block) => ("text" in block ? block.text : block.kind)).join("|"));
}

test("short sections stand together, and a long one goes on under its heading", () => {
  const long = Array.from({ length: 20 }, (_, at) => item(`${at} ${"word ".repeat(18)}`));
  const one = card("D6", text("Verdict."), section("First"), item("a"), section("Second"), item("b"), section("Long"), ...long);
  const parts = wallParts(step(6), one, null);
  const said = words(one, parts);
  assert.match(said[0]!, /^Verdict\.\|First\|a\|Second\|b/);
  assert.ok(parts.length >= 2);
  assert.ok(said.slice(1).every((part) => part.startsWith("Long|")));
  for (const height of heights(one, parts)) assert.ok(height <= HEIGHT * SQUEEZED, String(height));
  const all = said.join("|");
  for (let at = 0; at < long.length; at++) assert.equal(all.split(`|${at} word`).length, 2, "each once");
});

test("a list goes with the sentence that leads to it", () => {
  const war = (number: number): Block[] => [text(`War ${number}`), text("Evidence:"), ...Array.from({ length: 6 }, () => item("It armed."))];
  const one = card("D6", section("Wars"), ...[1, 2, 3, 4].flatMap(war));
  for (const part of words(one, wallParts(step(6), one, null))) assert.match(part, /^Wars(\|War \d\|Evidence:(\|It armed\.){6})+$/);
});

test("two narrow tables stand side by side, and one of twelve states is cut where it is too long or too wide", () => {
  const narrow = card("D5", section("Arms"), table(6, 4, "as A saw it"), section("Strike"), table(6, 4, "as A saw it"));
  const [first, ...more] = drawn(narrow, wallParts(step(5), narrow, null));
  assert.deepEqual([first!.length, first![0]!.length, more.length], [1, 2, 0]);
  const large = card("D4", section("Aldan"), table(22, 30));
  const pieces = drawn(large, wallParts(step(4), large, null));
  const tables = pieces.map((rows) => rows[0]![0]![1] as Extract<Block, { kind: "table" }>);
  assert.equal(tables.reduce((sum, one) => sum + one.rows.length * (one.head.length - 1), 0), 22 * 30, "nothing is left out");
  for (const one of tables) {
    assert.ok(tableWidth(one) <= WIDTH);
    assert.equal(one.head[0], "turn");
    assert.equal(one.marks!.length, one.rows.length);
    assert.equal(one.marks![0]!.length, one.head.length);
  }
  for (const height of heights(large, wallParts(step(4), large, null))) assert.ok(height <= HEIGHT, String(height));
});

test("a drawing has its words beside it, and one of many turns is drawn in parts", () => {
  const one = card("D2", section("What Aldan thought"), grid(5, 8), ...Array.from({ length: 5 }, () => item("Borea: 20 % at first, 27 % at the end; never 50 %.")));
  assert.equal(wallParts(step(2), one, null).length, 1);
  const long = card("D1", grid(12, 60), text("States."));
  const grids = drawn(long, wallParts(step(1), long, null)).flat(3).filter((block) => block.kind === "grid");
  assert.ok(grids.length > 1);
  assert.deepEqual(grids.flatMap((block) => (block.kind === "grid" ? block.turns : [])), grid(12, 60).turns);
  for (const height of heights(long, wallParts(step(1), long, null))) assert.ok(height <= HEIGHT * SQUEEZED, String(height));
});

test("parts are the same in every language, with room for the longer words", () => {
  const say = (sentence: string): Card => card("D8", ...Array.from({ length: 9 }, (_, at) => [section(`${at}`), text(sentence)]).flat());
  const [short, long] = [say("short"), say("larga ".repeat(40))];
  const places = (one: Card, other: Card): unknown => wallParts(step(8), one, other);
  assert.deepEqual(places(short, long), places(long, short));
  assert.ok(wallParts(step(8), short, long).length > wallParts(step(8), short, null).length);
});

test("worlds side by side come first, so many at a time; feelings too", () => {
  const outcomes = Array.from({ length: 12 }, (_, at) => ({ world: "ABCDEFGHIJKL"[at]! }));
  const one = card("D7", section("Conditions"), item("a"));
  const parts = wallParts(step(7, { outcomes }), one, null);
  const ranges = parts.flatMap((part) => (part.kind === "outcomes" ? [[part.from, part.to]] : []));
  assert.ok(ranges.length > 1);
  assert.deepEqual([ranges[0]![0], ranges[ranges.length - 1]![1]], [0, 12]);
  assert.equal(parts[parts.length - 1]!.kind, "blocks");
  const feelings = Array.from({ length: 30 }, (_, at) => ({ world: `${at}`, words: Array.from({ length: 18 }, () => "desconfianza") }));
  const felt = wallParts(step(0, { feelings }), card("D0"), null);
  assert.ok(felt.length > 1);
  assert.deepEqual(wallParts(step(0, { feelings: [{ world: "A", words: [] }] }), card("D0"), null), []);
});

test("of the reveal the wall shows the newest state, and as many before it as there is room for", () => {
  const states = Array.from({ length: 12 }, (_, at): Block[] => [text(`${at}: wanted only to be safe`), item("word ".repeat(30))]);
  const one: Card = { name: "D3", title: "", question: "", parts: states };
  for (let part = 0; part < 12; part++) {
    const { from, to } = revealedOnWall(one, part);
    assert.equal(to, part + 1);
    assert.ok(from <= part);
  }
  assert.ok(revealedOnWall(one, 11).from > 0);
});

test("one's own page has the whole card, cut where the wall's parts begin", () => {
  const one = card("D4", text("Intro."), section("Aldan"), table(12, 6), section("Brava"), table(12, 6), section("Corvo"), table(22, 30));
  const parts = wallParts(step(4), one, null);
  const passages = passagesOf(step(4), one);
  assert.deepEqual(passages.flatMap(({ blocks }) => blocks), one.parts.flat());
  assert.deepEqual(passages.map(({ from }) => from)[0], 0);
  assert.equal(passages[passages.length - 1]!.to, parts.length);
  assert.deepEqual([partTitle(one, parts[0]!), partTitle(one, parts[1]!)], ["Aldan", "Brava"]);
});
