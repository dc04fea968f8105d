// The sentences of the catalogues, as the page itself gets them: tests look for what people read.

import { readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";

import { tree } from "./place.mjs";

export function get(url, headers = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, ALPNProtocols: ["http/1.1"], rejectUnauthorized: false }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

export async function loadWords(origin) {
  const page = (await get(`${origin}/`)).body.toString();
  const languages = {};
  for (const language of ["en", "es"]) {
    const tables = [];
    for (const name of [`words-${language}`, `words-${language}-facilitate`]) {
      const path = new RegExp(`name="${name}" content="([^"]+)"`).exec(page)?.[1];
      if (!path) throw new Error("the page names no words: was spirald built with -DSPIRAL_WEB=OFF?");
      tables.push(JSON.parse((await get(origin + path)).body.toString()));
    }
    languages[language] = new Words(Object.assign({}, ...tables));
  }
  return languages;
}

/** Short sentences of a catalogue that the server itself writes, so that the page has no words for them; in all languages. */
export function sentencesOf(catalogue, keys) {
  const text = readFileSync(join(tree, `config/locale/es/${catalogue}.po`), "utf8");
  return keys.flatMap((key) => {
    const found = new RegExp(`msgctxt "${key}"\nmsgid "(.+)"\nmsgstr "(.+)"\n`, "u").exec(text);
    if (!found) throw new Error(`no sentence ${key} in ${catalogue}`);
    return [found[1], found[2]];
  });
}

export class Words {
  constructor(table) {
    this.table = table;
  }

  has(key) {
    return key in this.table;
  }

  /** The sentence; a key that is not there is a mistake of the test. */
  say(key, slots = {}) {
    if (!this.has(key)) throw new Error(`no sentence ${key}`);
    return this.table[key].replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (whole, name, one, many) => {
      if (!(name in slots)) return whole;
      if (one === undefined) return String(slots[name]);
      return Number(slots[name]) === 1 ? one : many;
    });
  }

  /** The sentence, whatever stands in the places that `slots` leaves open. */
  pattern(key, slots = {}) {
    const parts = this.say(key, slots).split(/\{[^}]*\}/);
    return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+")).join(".*?"), "su");
  }
}
