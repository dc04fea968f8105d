// Values in the browser's stores as JSON. A store that is missing, full or forbidden (private windows) is an ordinary
// thing: then this page's memory holds what it can, and `failed` tells the person once.

import type { KeyStore } from "../wire/env.js";

export class Keep {
  private readonly memory = new Map<string, unknown>();
  private told = false;

  constructor(private readonly store: () => KeyStore | null, private readonly failed: () => void) {}

  read(key: string): unknown {
    if (this.memory.has(key)) return this.memory.get(key);
    try {
      const text = this.store()?.getItem(key) ?? null;
      return text === null ? null : (JSON.parse(text) as unknown);
    } catch {
      return null; // what cannot be read is not there
    }
  }

  write(key: string, value: unknown): void {
    try {
      const store = this.store();
      if (!store) throw new Error("no store");
      if (value === null) store.removeItem(key);
      else store.setItem(key, JSON.stringify(value));
      this.memory.delete(key);
    } catch {
      this.memory.set(key, value);
      if (value === null || this.told) return;
      this.told = true;
      this.failed();
    }
  }
}
