// The sentences of the catalogues, as the page itself gets them: tests look for what people read.

import { request } from "node:https";

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
    const path = new RegExp(`name="words-${language}" content="([^"]+)"`).exec(page)?.[1];
    if (!path) throw new Error("the page names no words: was spirald built with -DSPIRAL_WEB=OFF?");
    languages[language] = new Words(JSON.parse((await get(origin + path)).body.toString()));
  }
  return languages;
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
