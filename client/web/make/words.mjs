// Which sentences of the catalogues the browser needs: those whose keys stand in its sources, whole or as the
// head of a template literal (`event.${kind}` takes all of `event.`), and those of the prefixes in words.json,
// for keys that are put together in other ways.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./tools.mjs";

const LITERAL = /"([a-z_]+(?:\.[a-z0-9_]+)+)"|'([a-z_]+(?:\.[a-z0-9_]+)+)'|`([a-z_]+(?:\.[a-z0-9_]+)+)`/g;
const HEAD = /`([a-z_]+\.[a-z0-9_.]*)\$\{/g;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/[^\n]*/g;

/** Literals that look like keys, and heads of templates that do, of one source. */
export function keysIn(text) {
  const code = text.replace(COMMENT, "");
  return {
    keys: [...code.matchAll(LITERAL)].map((match) => match[1] ?? match[2] ?? match[3]),
    heads: [...code.matchAll(HEAD)].map((match) => match[1]),
  };
}

export function sourcesOf(web) {
  return filesBelow(join(web, "src")).filter((path) => /\.tsx?$/.test(path) && !path.startsWith("gen/"));
}

/** What the sources of `web` ask for: { keys: Map(key -> file), heads: Map(head -> file) }. */
export function wordsWanted(web) {
  const keys = new Map(), heads = new Map();
  for (const path of sourcesOf(web)) {
    const found = keysIn(readFileSync(join(web, "src", path), "utf8"));
    found.keys.forEach((key) => keys.set(key, path));
    found.heads.forEach((head) => heads.set(head, path));
  }
  const declared = JSON.parse(readFileSync(join(web, "words.json"), "utf8"));
  declared.prefixes.forEach((prefix) => heads.set(prefix, "words.json"));
  for (const [, key] of readFileSync(join(web, "index.html"), "utf8").matchAll(/\{\{(?:en|es):([a-z0-9_.]+)\}\}/g))
    keys.set(key, "index.html");
  return { keys, heads };
}

/** The part of a catalogue that is wanted, in its order. */
export function wordsKept(catalogue, { keys, heads }) {
  const prefixes = [...heads.keys()];
  return Object.fromEntries(
    Object.entries(catalogue).filter(([key]) => keys.has(key) || prefixes.some((prefix) => key.startsWith(prefix))),
  );
}

/** Families of pages that few people open: their words travel with the page and not with everybody's first one. By the name of the
 * part, the head of its families. */
export const PARTS = { facilitate: "webfac" };

/** A kept catalogue as the files it is served in: `first`, and each part. */
export function wordsApart(kept) {
  const partOf = (key) => Object.keys(PARTS).find((part) => key.startsWith(PARTS[part])) ?? "first";
  const apart = Object.fromEntries(["first", ...Object.keys(PARTS)].map((part) => [part, {}]));
  for (const [key, words] of Object.entries(kept)) apart[partOf(key)][key] = words;
  return apart;
}

/** What is wanted and not there, in words. A literal counts as a key when its family is one of the catalogue's or
 * of the browser's own. */
export function wordsMissing(catalogue, { keys, heads }, language) {
  const all = Object.keys(catalogue);
  const families = new Set(all.map((key) => key.split(".")[0]));
  const isKey = ([key]) => families.has(key.split(".")[0]) || key.startsWith("web");
  const missing = [...keys]
    .filter(isKey)
    .filter(([key]) => !(key in catalogue))
    .map(([key, path]) => `${path}: "${key}" has no sentence (${language})`);
  const empty = [...heads]
    .filter(isKey)
    .filter(([head]) => !all.some((key) => key.startsWith(head)))
    .map(([head, path]) => `${path}: no key begins with "${head}" (${language})`);
  return [...missing, ...empty];
}

/** Sentences that only the browser would say, whose families begin with "web", and that it does not. */
export function wordsUnsaid(catalogue, wanted, language) {
  const kept = wordsKept(catalogue, wanted);
  return Object.keys(catalogue)
    .filter((key) => key.startsWith("web") && !(key in kept))
    .map((key) => `nobody says "${key}" (${language})`);
}
