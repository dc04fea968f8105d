// Which of the turns that are shown is looked at. Pure.

export interface Looking {
  at: number; // index of the turn; 0 is the start
  follows: boolean; // goes on to each new turn
}

export const beginLooking: Looking = { at: 0, follows: true };

/** The index that is drawn, of `count` turns that were told; -1: none yet. */
export function shownTurn(looking: Looking, count: number): number {
  return looking.follows ? count - 1 : Math.min(looking.at, count - 1);
}

/** One turn on or back. Whoever goes back stays there; whoever comes to the newest again follows it. */
export function turnBy(looking: Looking, count: number, step: number): Looking {
  const at = Math.max(0, Math.min(count - 1, shownTurn(looking, count) + step));
  return { at, follows: count > 0 && at === count - 1 && (looking.follows || step > 0) };
}

export function goToTurn(at: number, count: number): Looking {
  return { at, follows: at === count - 1 };
}

export function setFollows(looking: Looking, count: number, follows: boolean): Looking {
  return { at: shownTurn(looking, count), follows };
}

/** Left and Right are for the turns, where nobody types, chooses or moves a table sideways with them. */
export function stepOfKey(key: string, changed: boolean, inControl: boolean): number {
  if (changed || inControl) return 0;
  return key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
}
