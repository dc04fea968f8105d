import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { JSX } from "preact";
import { ScenarioTextSchema } from "../../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { Language } from "../../../../../client/web/src/model/api.js";
import type { Line } from "../../../../../client/web/src/model/news.js";
import { SettingsContext } from "../../../../../client/web/src/parts/context.js";
import { Said, Title } from "../../../../../client/web/src/parts/said.js";
import { CatalogueWords } from "../../../../../client/web/src/words/words.js";
import { draw, type FakeElement } from "../fake_dom.js";

const SENTENCES = { told: "Noticia de {source}: {text}.", lesson: "Se vio: {lesson}" };
const TEXTS = [["en", "Moles"], ["es", "Topos"]].map(([language = "", title = ""]) => create(ScenarioTextSchema, { language, title }));

function shown(what: JSX.Element, language: Language = "es"): FakeElement {
  const words = new CatalogueWords(language, SENTENCES);
  return draw(<SettingsContext.Provider value={{ words, chooseLanguage: () => undefined }}>{what}</SettingsContext.Provider>).root;
}

function marked(root: FakeElement): [string | null, string][] {
  return root.all((one) => one.get("lang") !== null).map((one) => [one.get("lang"), one.textContent]);
}

function said(line: Partial<Line>, place?: string): FakeElement {
  return shown(<Said line={{ key: "told", slots: { source: "Radio", text: "Straits\nshut" }, ...line }} {...(place ? { place } : {})} />);
}

test("words in another language than the page's carry it, and only they", () => {
  const root = said({ lang: "en" });
  assert.equal(root.textContent, "Noticia de Radio: Straits / shut.");
  assert.deepEqual(marked(root), [["en", "Straits / shut"]]);
  assert.deepEqual(marked(said({ key: "lesson", slots: { lesson: "Fear" }, lang: "en" }, "lesson")), [["en", "Fear"]]);
});

test("a name that looks like a place moves nothing", () => {
  const root = said({ slots: { source: "{text}", text: "Storm" }, lang: "en" });
  assert.equal(root.textContent, "Noticia de {text}: Storm.");
  assert.deepEqual(marked(root), [["en", "Storm"]]);
});

test("the page's own language, or none that is known, is not marked", () => {
  for (const line of [{ lang: "es" as const }, {}]) {
    assert.deepEqual(marked(said(line)), []);
    assert.equal(said(line).textContent, "Noticia de Radio: Straits / shut.");
  }
});

test("a title is the reader's where there is one, and else says its language", () => {
  const own = shown(<Title texts={TEXTS} />);
  assert.deepEqual([own.textContent, marked(own)], ["Topos", []]);
  const other = shown(<Title texts={TEXTS.slice(0, 1)} />);
  assert.deepEqual(marked(other), [["en", "Moles"]]);
  const none = shown(<Title texts={[]} name="ring-6" />);
  assert.deepEqual([none.textContent, marked(none)], ["ring-6", []]);
});
