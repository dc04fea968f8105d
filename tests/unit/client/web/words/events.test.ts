// The browser's sentences against the terminal's, event by event, in both languages. SPIRAL_EVENT_SENTENCES is the
// program of event_sentences.c; SPIRAL_WORDS is where the build has put the catalogues.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { EventSchema, type Event } from "../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Language } from "../../../../../client/web/src/model/api.js";
import { eventWords, isAbout, orderEvents } from "../../../../../client/web/src/words/events.js";
import { stateNames, type Names } from "../../../../../client/web/src/words/states.js";
import { CatalogueWords, type Catalogue } from "../../../../../client/web/src/words/words.js";

const NAMES = ["Aldan", "Br\u202ea\u0301\u0301\u0301\u0301\u0301\u0301va\n<b>", "{to} {second:x|y}"];

function catalogue(language: Language): CatalogueWords {
  const path = `${process.env["SPIRAL_WORDS"]}/${language}.json`;
  return new CatalogueWords(language, JSON.parse(readFileSync(path, "utf8")) as Catalogue);
}

const words = { en: catalogue("en"), es: catalogue("es") };
const names: Record<Language, Names> = { en: stateNames(words.en, NAMES, 0), es: stateNames(words.es, NAMES, 0) };

function event(kind: string, ...numbers: number[]): Event {
  return create(EventSchema, { kind, numbers });
}

test("every sentence is the terminal's", () => {
  const program = process.env["SPIRAL_EVENT_SENTENCES"];
  assert.ok(program, "SPIRAL_EVENT_SENTENCES names the program of event_sentences.c");
  const lines = execFileSync(program, { encoding: "utf8", maxBuffer: 1 << 26 }).trimEnd().split("\n");
  const kinds = new Set<string>();
  for (const line of lines) {
    const [language, kind, numbers, sentence] = line.split("\t") as [Language, string, string, string];
    const told = event(kind, ...numbers.split(",").map(Number));
    assert.equal(eventWords(words[language], told, names[language], true), sentence, line);
    kinds.add(kind);
  }
  assert.equal(kinds.size, 21);
  assert.ok(lines.length > 800, `${lines.length} lines`);
});

test("kinds of a later version, and kinds with another count of numbers, are passed over", () => {
  assert.equal(eventWords(words.en, event("earthquake", 1, 2), names.en, true), null);
  assert.equal(eventWords(words.en, event("attack", 0, 1), names.en, true), null);
  assert.equal(eventWords(words.en, event("constructor"), names.en, true), null);
  assert.equal(eventWords(words.en, event("odds", 0, 1, 500), names.en, true), null);
  assert.deepEqual(orderEvents([event("attack", 0, 1), event("__proto__", 1)]), []);
});

test("what matters most comes first, and each kind as it happened", () => {
  const happened = [event("budget", 0, 5, 3, 2, 0, 0), event("rejected", 0, 3), event("gain", 1, 2, 3), event("attack", 1, 2, 0), event("attack", 0, 2, 1)];
  assert.deepEqual(orderEvents(happened).map((row) => [row.kind, row.numbers[0]]), [["attack", 1], ["attack", 0], ["gain", 1], ["rejected", 0], ["budget", 0]]);
  assert.equal(orderEvents(happened, true).some((row) => row.kind === "rejected"), false);
});

test("an event is about the states that it names", () => {
  assert.equal(isAbout(event("called", 0, 1, 2, 1), 2), true);
  assert.equal(isAbout(event("declare", 0, 2, 1), 1), true);
  assert.equal(isAbout(event("declare", 0, 2, 1), 2), false, "2 is what was declared");
  assert.equal(isAbout(event("budget", 0, 1, 1, 1, 1, 1), 1), false);
});
