// Words that say their key and what fills it: tests see which sentence was meant.

import type { Language } from "../../../../client/web/src/model/api.js";
import type { Words } from "../../../../client/web/src/words/api.js";

/** `known`: the keys that `has` knows of; without, all. */
export function fakeWords(language: Language = "en", known?: readonly string[]): Words {
  return {
    language,
    say: (key, slots) => (slots ? `${key} ${JSON.stringify(slots)}` : key),
    has: (key) => known === undefined || known.includes(key),
    list: (items) => items.join("+"),
  };
}
