// Sentences of the catalogues (config/locale) in the person's language. A placeholder `{turn}` stands for a
// value, `{turns:turn|turns}` for the first form when the value is 1 and for the second otherwise.

import type { Language } from "../model/api.js";

export type Slots = Record<string, string | number>;

export interface Words {
  readonly language: Language;
  /** The sentence of a key; English where the language lacks it, the key in brackets where both do. */
  say(key: string, slots?: Slots): string;
  has(key: string): boolean;
  /** "a, b and c" */
  list(items: readonly string[]): string;
}
