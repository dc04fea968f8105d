// Keeps a phone's screen on while a turn is open and somebody looks. A browser takes the lock when the page is hidden,
// so it is given back then and asked for again on return. Not having it is no failure.

import type { Env, WakeLock } from "../wire/env.js";

export class Awake {
  private wanted = false;
  private asking = false;
  private lock: WakeLock | null = null;
  private readonly stopListening: () => void;

  constructor(private readonly env: Env) {
    this.stopListening = env.onVisible(() => void this.settle());
  }

  want(wanted: boolean): void {
    this.wanted = wanted;
    void this.settle();
  }

  stop(): void {
    this.stopListening();
    this.want(false);
  }

  private async settle(): Promise<void> {
    const due = this.wanted && this.env.visible();
    if (!this.env.wakeLock || this.asking || due === (this.lock !== null)) return;
    this.asking = true;
    try {
      if (due) this.lock = await this.env.wakeLock();
      else await this.lock?.release();
      if (!due) this.lock = null;
    } catch {
      this.lock = null;
      this.asking = false;
      return; // refused, as with a low battery: the next return asks again
    }
    this.asking = false;
    void this.settle();
  }
}
