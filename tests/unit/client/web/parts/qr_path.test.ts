import assert from "node:assert/strict";
import { test } from "node:test";
import { qrPath } from "../../../../../client/web/src/parts/qr_path.js";

const LINK = "https://spiral.example:8443/join/K7QX2M";

/** The drawing as modules: true is dark. */
function modules({ size, path }: ReturnType<typeof qrPath>): boolean[][] {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let step = 0; step < Number(width); step++) rows[Number(y)]![Number(x) + step] = true;
  return rows;
}

test("a code has its three corners and a quiet zone of four around it", () => {
  const drawn = qrPath(LINK);
  const rows = modules(drawn);
  const inner = drawn.size - 8;
  assert.equal((inner - 17) % 4, 0, "as many modules as a code of some version has");
  const corner = (top: number, left: number): string =>
    Array.from({ length: 7 }, (_, y) => Array.from({ length: 7 }, (__, x) => (rows[4 + top + y]![4 + left + x] ? "#" : ".")).join("")).join(" ");
  const finder = "####### #.....# #.###.# #.###.# #.###.# #.....# #######";
  assert.deepEqual([corner(0, 0), corner(0, inner - 7), corner(inner - 7, 0)], [finder, finder, finder]);
  const isQuiet = (at: number): boolean => at < 4 || at >= drawn.size - 4;
  rows.forEach((row, y) => row.forEach((dark, x) => assert.ok(!dark || !(isQuiet(x) || isQuiet(y)))));
});

test("another link is another code, the same link the same", () => {
  assert.equal(qrPath(LINK).path, qrPath(LINK).path);
  assert.notEqual(qrPath(LINK).path, qrPath(`${LINK}A`).path);
});

test("the longest link that a server knows still fits", () => {
  assert.ok(qrPath(`https://${"h".repeat(253)}:65535/join/K7QX2M2`).size > 60);
});
