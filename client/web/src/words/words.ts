// The catalogues of a page: a language is fetched when it is first asked for, and English beside it only when a
// sentence is missing there. Where they lie stands in index.html, so that a new build is a new address:
// <meta name="words-en" content="/assets/words-en-HASH.json">.

import type { Language } from "../model/api.js";
import type { Slots, Words } from "./api.js";
import { fill } from "./sentence.js";

export type Catalogue = Readonly<Record<string, string>>;

const TRIES = 3;
const PAUSE_MS = 700;

export const LANGUAGES: readonly Language[] = ["en", "es"];

/** Of the languages that somebody reads, best first, the first that we have. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => language === tag.toLowerCase().split("-")[0]);
    if (found) return found;
  }
  return "en";
}

/** Before the sound of an i Spanish takes another vowel for "and". */
function beginsWithI(word: string): boolean {
  return /^(I|i|Hi)/.test(word);
}

/** Keys are data: "toString" is none. */
function sentenceOf(catalogue: Catalogue, key: string): string | undefined {
  return Object.prototype.hasOwnProperty.call(catalogue, key) ? catalogue[key] : undefined;
}

export class CatalogueWords implements Words {
  /** `lacking` is called for a sentence that is missing, and says the English one if it is there already. */
  constructor(
    readonly language: Language,
    private readonly catalogue: Catalogue,
    private readonly lacking: (key: string) => string | undefined = () => undefined,
  ) {}

  private find(key: string): string | undefined {
    return sentenceOf(this.catalogue, key) ?? this.lacking(key);
  }

  say(key: string, slots?: Slots): string {
    const sentence = this.find(key);
    return sentence === undefined ? `[${key}]` : fill(sentence, slots);
  }

  has(key: string): boolean {
    return sentenceOf(this.catalogue, key) !== undefined;
  }

  list(items: readonly string[]): string {
    const last = items[items.length - 1];
    if (last === undefined) return "";
    if (items.length === 1) return last;
    const and = this.say(beginsWithI(last) ? "list.and_before_i" : "list.and");
    return `${items.slice(0, -1).join(", ")} ${and} ${last}`;
  }
}

function isCatalogue(value: unknown): value is Catalogue {
  return typeof value === "object" && value !== null && Object.values(value).every((words) => typeof words === "string");
}

export interface Library {
  /** Rejects when neither the language nor English can be had. */
  words(language: Language): Promise<Words>;
}

/** `fetchJson` gets the catalogue of a language; `pause` waits; `changed`: English has come in for a missing sentence. */
export function openLibrary(
  fetchJson: (language: Language) => Promise<unknown>,
  pause: (ms: number) => Promise<void>,
  changed: () => void = () => undefined,
): Library {
  const there = new Map<Language, Catalogue>();
  const coming = new Map<Language, Promise<Catalogue>>();

  async function fetchCatalogue(language: Language): Promise<Catalogue> {
    for (let tried = 1; ; tried++) {
      try {
        const told = await fetchJson(language);
        if (!isCatalogue(told)) throw new Error(`no catalogue: ${language}`);
        there.set(language, told);
        return told;
      } catch (error) {
        if (tried === TRIES) throw error;
        await pause(PAUSE_MS * tried);
      }
    }
  }

  function get(language: Language): Promise<Catalogue> {
    const known = coming.get(language) ?? fetchCatalogue(language);
    coming.set(language, known);
    known.catch(() => coming.delete(language)); // asked again next time
    return known;
  }

  function english(key: string): string | undefined {
    const catalogue = there.get("en");
    if (!catalogue && !coming.has("en")) get("en").then(changed, () => undefined);
    return catalogue && sentenceOf(catalogue, key);
  }

  return {
    words: async (language) => {
      try {
        const catalogue = await get(language);
        return new CatalogueWords(language, catalogue, language === "en" ? undefined : english);
      } catch (error) {
        if (language === "en") throw error;
        return new CatalogueWords("en", await get("en"));
      }
    },
  };
}

/** The library of this page. `part`: its words come in a file of their own, beside those of all pages (make/words.mjs). */
export function pageLibrary(part?: "facilitate", changed?: () => void): Library {
  const fetchFile = async (name: string): Promise<object> => {
    const path = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
    if (!path) throw new Error(`no ${name} in the page`);
    const answer = await fetch(path, { credentials: "omit" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json() as Promise<object>;
  };
  const fetchJson = async (language: Language): Promise<unknown> => {
    const files = part ? [`words-${language}`, `words-${language}-${part}`] : [`words-${language}`];
    return Object.assign({}, ...(await Promise.all(files.map(fetchFile)))) as unknown;
  };
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return openLibrary(fetchJson, pause, changed);
}
