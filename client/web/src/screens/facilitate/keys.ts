// Single keys of the facilitator's page, and what each means. Off in text fields, with modifiers and in dialogs. Pure.

export type KeyAct = "pause" | "extend" | "resolve" | "inject" | "answer" | "undo" | "bot" | "look";

const ACTS: Record<string, KeyAct> = { p: "pause", e: "extend", n: "resolve", i: "inject", a: "answer", z: "undo", b: "bot", g: "look" };

export type KeyMeaning = { kind: "act"; act: KeyAct } | { kind: "world"; world: number } | { kind: "close" };

export interface Pressed {
  key: string;
  changed: boolean; // with Ctrl, Alt or Meta
  inControl: boolean; // somebody types or chooses there
}

/** null: nothing of ours. Digits open worlds, 0 closes the open one. */
export function meaningOf({ key, changed, inControl }: Pressed, worlds: number): KeyMeaning | null {
  if (changed || inControl) return null;
  const act = ACTS[key.toLowerCase()];
  if (act) return { kind: "act", act };
  if (!/^[0-9]$/.test(key)) return null;
  const digit = Number(key);
  if (digit === 0) return { kind: "close" };
  return digit <= worlds ? { kind: "world", world: digit - 1 } : null;
}

export const KEY_LIST: readonly (readonly [string, KeyAct])[] = Object.entries(ACTS);
