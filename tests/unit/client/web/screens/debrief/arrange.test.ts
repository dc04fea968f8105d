import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block } from "../../../../../../client/web/src/model/api.js";
import { areFigures, arrange, markOf, type Of } from "../../../../../../client/web/src/screens/debrief/arrange.js";
import { leaning } from "../../../../../../client/web/src/screens/debrief/leaning.js";

const table: Of<"table"> = { kind: "table", head: ["turn", "1", "2"], rows: [["A saw B", "20", "55M"], ["B saw A", "-", "4,5\u00a0%"]] };

test("items that follow each other are one list; inner ones belong to the one before", () => {
  const inner = { kind: "item", text: "c", inner: true } as Block;
  const pieces = arrange([{ kind: "item", text: "a" }, { kind: "item", text: "b", label: "3" }, inner, { kind: "text", text: "t" }, { kind: "item", text: "d" }], "Card");
  assert.deepEqual(pieces, [
    { kind: "list", items: [{ text: "a", label: "", inner: [] }, { text: "b", label: "3", inner: [{ text: "c", label: "", inner: [] }] }] },
    { kind: "text", text: "t" },
    { kind: "list", items: [{ text: "d", label: "", inner: [] }] },
  ]);
});

test("an inner item without one before it stands alone", () => {
  const pieces = arrange([{ kind: "item", text: "c", inner: true } as Block], "Card");
  assert.deepEqual(pieces, [{ kind: "list", items: [{ text: "c", label: "", inner: [] }] }]);
});

test("a table is called by the heading above it, or by the card", () => {
  const titles = arrange([table, { kind: "section", text: "Second" }, table], "Card").flatMap((piece) => (piece.kind === "table" ? [piece.title] : []));
  assert.deepEqual(titles, ["Card", "Second"]);
});

test("a kind of a later version is left out", () => {
  assert.deepEqual(arrange([{ kind: "hologram" } as unknown as Block, { kind: "text", text: "t" }], "Card"), [{ kind: "text", text: "t" }]);
});

test("every block keeps its words", () => {
  const blocks: Block[] = [{ kind: "section", text: "one" }, { kind: "text", text: "two" }, { kind: "item", text: "three", label: "four" }, table];
  const said = JSON.stringify(arrange(blocks, "Card"));
  for (const word of ["one", "two", "three", "four", "A saw B", "55M"]) assert.ok(said.includes(word), word);
});

test("figures stand at the right, words do not", () => {
  assert.deepEqual([0, 1, 2].map((column) => areFigures(table, column)), [false, true, true]);
});

test("a marked figure has its letter once", () => {
  assert.deepEqual([markOf("55", true), markOf("55M", true), markOf("55", false)], ["M", "", ""]);
});

test("a belief leans by the motive: greed and limited aims want land", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map((motive) => leaning(800, motive)), ["wrong", "right", "right", "wrong", "wrong"]);
  assert.deepEqual([0, 1].map((motive) => leaning(200, motive)), ["right", "wrong"]);
  assert.equal(leaning(500, 1), "even");
});
