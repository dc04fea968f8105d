import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { PartVerdictSchema, RefusalCode, RefusalSchema } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import type { Language } from "../../../../../client/web/src/model/api.js";
import { senseless } from "../../../../../client/web/src/model/refusals.js";
import { harmless, harmlessLines } from "../../../../../client/web/src/words/harmless.js";
import { refusalWords, verdictWords } from "../../../../../client/web/src/words/refusal_text.js";
import { fill } from "../../../../../client/web/src/words/sentence.js";
import { CatalogueWords, languageOf, openLibrary } from "../../../../../client/web/src/words/words.js";

const NO_PAUSE = (): Promise<void> => Promise.resolve();

test("places are filled, forms chosen, and what comes in is never a place itself", () => {
  assert.equal(fill("{n} {n:unit|units} of {name}", { n: 1, name: "x" }), "1 unit of x");
  assert.equal(fill("{n} {n:unit|units}", { n: 0 }), "0 units");
  assert.equal(fill("{n:unit|units}", { n: "1" }), "units", "a text is no count");
  assert.equal(fill("{a} {b}", { a: "{b}", b: "B" }), "{b} B");
  assert.equal(fill("{a}!", { a: "x\ny\u202e" }), "x / y?!");
  assert.equal(fill("{gone} {toString}", {}), "{gone} {toString}");
  assert.equal(fill("$& {a}", { a: "$1$&" }), "$& $1$&");
});

test("somebody else's text stays text, on its line", () => {
  assert.equal(harmless("<script>alert(1)</script>"), "<script>alert(1)</script>");
  assert.equal(harmless("a\nb\tc\u202ed\u200be"), "a / b?c?d?e");
  assert.equal(harmlessLines("a\nb"), "a\nb");
  assert.equal(harmless("👩\u200d🚀"), "👩🚀");
  assert.equal([...harmless("a" + "\u0301".repeat(30))].length, 5);
  assert.equal(harmless("\ud800x"), "?x");
  assert.equal(harmless("Ñandú, 東京, Ελλάς"), "Ñandú, 東京, Ελλάς");
});

test("lists read as people say them", () => {
  const es = new CatalogueWords("es", { "list.and": "y", "list.and_before_i": "e" });
  assert.equal(es.list([]), "");
  assert.equal(es.list(["Aldan"]), "Aldan");
  assert.equal(es.list(["Aldan", "Brava", "Corvo"]), "Aldan, Brava y Corvo");
  assert.equal(es.list(["Aldan", "Iria"]), "Aldan e Iria");
});

test("the language is the first that we have of those somebody reads", () => {
  assert.equal(languageOf(["de-DE", "es-MX", "en"]), "es");
  assert.equal(languageOf(["EN-gb"]), "en");
  assert.equal(languageOf([]), "en");
  assert.equal(languageOf(["est"]), "en");
});

test("a language is fetched once, English beside it only when it is needed", async () => {
  const asked: Language[] = [];
  let changes = 0;
  const catalogues = { en: { "a.b": "one", "a.c": "two" }, es: { "a.b": "uno" } };
  const library = openLibrary(async (language) => (asked.push(language), catalogues[language]), NO_PAUSE, () => void changes++);
  const es = await library.words("es");
  await library.words("es");
  assert.equal(es.say("a.b"), "uno");
  assert.deepEqual(asked, ["es"]);
  assert.equal(es.say("a.c"), "[a.c]");
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.deepEqual([asked, changes], [["es", "en"], 1]);
  assert.equal(es.say("a.c"), "two");
  assert.equal(es.has("a.c"), false);
  assert.equal(es.say("toString"), "[toString]");
});

test("a fetch that fails is tried again, then English stands in, then the page is told", async () => {
  let tries = 0;
  const shaky = openLibrary(async () => {
    if (++tries < 3) throw new Error("network");
    return { "a.b": "uno" };
  }, NO_PAUSE);
  assert.equal((await shaky.words("es")).say("a.b"), "uno");
  const halved = openLibrary(async (language) => {
    if (language === "es") throw new Error("network");
    return { "a.b": "one" };
  }, NO_PAUSE);
  assert.equal((await halved.words("es")).language, "en");
  const spoiled = openLibrary(async () => ["no", 1], NO_PAUSE);
  await assert.rejects(spoiled.words("es"));
});

test("refusals in words: the browser's own first, then the server's key, then the code", () => {
  const words = new CatalogueWords("en", {
    "refusal.full": "All seats are taken.", "remedy.full": "spiral watch", "web_remedy.full": "Watch.",
    "refusal.spectators": "Full.", "remedy.spectators": "Later.", "refusal.none": "No reason.", "remedy.none": "Again.",
    "refusal.busy": "Busy.", "remedy.busy": "In {seconds} {seconds:second|seconds}.",
    "web_refusal.senseless": "What?", "web_remedy.senseless": "Reload.", "link.lost": "Lost.",
  });
  const say = (init: object): string => Object.values(refusalWords(words, create(RefusalSchema, init))).join(" ");
  assert.equal(say({ code: RefusalCode.REFUSAL_FULL }), "All seats are taken. Watch.");
  assert.equal(say({ code: RefusalCode.REFUSAL_FULL, sentence: "refusal.spectators", remedy: "remedy.spectators" }), "Full. Later.");
  assert.equal(say({ code: RefusalCode.REFUSAL_FULL, sentence: "refusal.unheard_of", remedy: "link.lost" }), "All seats are taken. Watch.");
  assert.equal(say({ code: 99 }), "No reason. Again.");
  assert.equal(say({ code: RefusalCode.REFUSAL_BUSY, more: { case: "busy", value: { retryAfterMs: 900 } } }), "Busy. In 1 second.");
  assert.equal(Object.values(refusalWords(words, senseless())).join(" "), "What? Reload.");
});

test("verdicts in words: of the part where there is one, and never nothing", () => {
  const words = new CatalogueWords("en", {
    "part.scrap": "scrapping", "verdict.scrap.more_than_you_have": "Only {strike}.", "verdict.taken": "Taken, {part}.", "web_link.not_allowed": "Not {part}.",
  });
  const slots = { spent: 0, points: 0, strike: 2, from: 3, need: 4 };
  const say = (part: string, verdict: string): string => verdictWords(words, create(PartVerdictSchema, { part, verdict }), slots);
  assert.equal(say("scrap", "more than you have"), "Only 2.");
  assert.equal(say("scrap", "taken"), "Taken, scrapping.");
  assert.equal(say("magic", "unheard of"), "Not magic.");
});
