// The table that the server reads: what it says of the bytes is so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { embed } from "../../../../../client/web/make/embed.mjs";
import { asset, hashedAsset } from "../../../../../client/web/make/pages.mjs";

const text = "arms and fear, fear and arms; ".repeat(40);
const noise = Buffer.from(Array.from({ length: 64 }, (_, at) => (at * 89 + 41) % 251));

function placeOf(table, path, form) {
  const row = table.split("{.path = ").find((part) => part.startsWith(JSON.stringify(path)));
  const found = new RegExp(`\\.${form} = web_asset_bytes \\+ (\\d+), \\.${form}_size = (\\d+)`).exec(row);
  return found && { at: Number(found[1]), size: Number(found[2]) };
}

function bytesOf({ bytes, table }, path, form) {
  const { at, size } = placeOf(table, path, form);
  return bytes.subarray(at, at + size);
}

test("every form of a file is found where the table says, and is the file", () => {
  const style = hashedAsset("style", "css", text);
  const made = embed([asset("/", `<p>${text}`, { ending: "html", page: true }), style]);
  assert.equal(bytesOf(made, style.path, "plain").toString(), text);
  assert.equal(gunzipSync(bytesOf(made, style.path, "gzip")).toString(), text);
  assert.equal(brotliDecompressSync(bytesOf(made, style.path, "brotli")).toString(), text);
  assert.equal(bytesOf(made, "/", "plain").toString(), `<p>${text}`);
  assert.equal(made.sizes[style.path], placeOf(made.table, style.path, "brotli").size);
});

test("a form that saves nothing is left out", () => {
  const made = embed([asset("/noise.txt", noise)]);
  assert.equal(placeOf(made.table, "/noise.txt", "gzip"), null);
  assert.equal(placeOf(made.table, "/noise.txt", "brotli"), null);
  assert.equal(made.sizes["/noise.txt"], noise.length);
});

test("only a file with its hash in the name is immutable, and another content has another name", () => {
  const one = hashedAsset("words-en", "json", "{}"), other = hashedAsset("words-en", "json", "{ }");
  assert.notEqual(one.path, other.path);
  assert.match(one.path, /^\/assets\/words-en-[0-9a-f]{16}\.json$/);
  assert.deepEqual([one.immutable, asset("/assets/licences.txt", "").immutable], [true, false]);
});
