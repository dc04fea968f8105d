// Which sentences go to the browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keysIn, wordsApart, wordsKept, wordsMissing, wordsUnsaid } from "../../../../../client/web/make/words.mjs";

const catalogue = { "turn.headline": "Turn {turn}", "turn.left": "Left", "event.war.begun": "War", "event.peace": "Peace", "web.unused": "Unused", "help.join": "Help" };
const wanted = (keys, heads = []) => ({ keys: new Map(keys.map((key) => [key, "a.ts"])), heads: new Map(heads.map((head) => [head, "a.ts"])) });

test("keys are literals of every kind that look like one", () => {
  const { keys } = keysIn(`say("turn.headline"); say('turn.left', {}); const key = \`event.peace\`; from "./style/index.css"; f("Turn.x", "turn")`);
  assert.deepEqual(keys, ["turn.headline", "turn.left", "event.peace"]);
});

test("a template's head takes its family, and no other template counts", () => {
  const { heads } = keysIn("say(`event.war.${kind}`); say(`event.${kind}`); const path = `/assets/${name}`; const id = `row-${n}`;");
  assert.deepEqual(heads, ["event.war.", "event."]);
});

test("comments say nothing", () => {
  const { keys, heads } = keysIn('// "turn.left"\n/* "turn.headline" `event.${x}` */ const url = "https://host/"; say("event.peace");');
  assert.deepEqual([keys, heads], [["event.peace"], []]);
});

test("what is wanted is kept in the catalogue's order, and nothing else", () => {
  assert.deepEqual(Object.keys(wordsKept(catalogue, wanted(["turn.left"], ["event."]))), ["turn.left", "event.war.begun", "event.peace"]);
});

test("words of a page that few open are not in everybody's file", () => {
  const { first, facilitate } = wordsApart({ "turn.left": "Left", "webfac.no": "No", "webfac_refusal.over": "Over", "web.close": "Close" });
  assert.deepEqual(Object.keys(first), ["turn.left", "web.close"]);
  assert.deepEqual(Object.keys(facilitate), ["webfac.no", "webfac_refusal.over"]);
});

test("a key without a sentence and a head without a key are missing", () => {
  assert.deepEqual(wordsMissing(catalogue, wanted(["turn.left"], ["event."]), "es"), []);
  assert.match(wordsMissing(catalogue, wanted(["turn.gone"]), "es").join(), /a\.ts: "turn\.gone" has no sentence \(es\)/);
  assert.match(wordsMissing(catalogue, wanted([], ["web.none."]), "en").join(), /no key begins with "web\.none\."/);
});

test("a literal of no family of the catalogue is no key", () => {
  assert.deepEqual(wordsMissing(catalogue, wanted(["storage.local"], ["spiral.seat."]), "en"), []);
});

test("only the browser's own sentences must be said by it", () => {
  assert.deepEqual(wordsUnsaid(catalogue, wanted(["turn.left"]), "en"), ['nobody says "web.unused" (en)']);
  assert.deepEqual(wordsUnsaid(catalogue, wanted([], ["web."]), "en"), []);
});
