// The time that is left, from what the server said and when it said it: no clocks need to agree.

import { ClockState, type Clock } from "../gen/spiral/v1/world_pb.js";
import type { Env } from "../wire/env.js";

const WARNINGS = [60, 30, 10]; // seconds before the end

/** What a clock for players and one for everybody have in common. */
type AnyClock = Pick<Clock, "state" | "remaining">;

/** Seconds that are left; null without limit. A pause keeps them. */
export function secondsLeft(clock: AnyClock | null, clockAt: number, now: number): number | null {
  if (!clock?.remaining) return null;
  if (clock.state !== ClockState.CLOCK_OPEN && clock.state !== ClockState.CLOCK_PAUSED) return null;
  const passed = clock.state === ClockState.CLOCK_OPEN ? now - clockAt : 0;
  return Math.max(0, Math.ceil((clock.remaining.ms - passed) / 1000));
}

/** Says that a turn is about to close, at most once a clock and a warning. */
export class Warnings {
  private stop: (() => void) | null = null;

  constructor(private readonly env: Env, private readonly warn: (seconds: number) => void) {}

  follow(clock: Clock, clockAt: number): void {
    this.cancel();
    if (clock.state !== ClockState.CLOCK_OPEN || !clock.remaining) return;
    const ends = clockAt + clock.remaining.ms;
    const next = WARNINGS.find((seconds) => ends - 1000 * seconds > this.env.now());
    if (next === undefined) return;
    this.stop = this.env.after(ends - 1000 * next - this.env.now(), () => {
      const left = Math.ceil((ends - this.env.now()) / 1000);
      this.follow(clock, clockAt);
      // a page that slept says how late it is, not how late it should have been
      if (left > 0) this.warn(Math.min(next, left));
    });
  }

  cancel(): void {
    this.stop?.();
    this.stop = null;
  }
}
