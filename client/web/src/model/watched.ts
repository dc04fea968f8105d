// The worlds that are looked on at, as the server tells of them; pure.

import type { PublicClock, PublicTurn, Watching } from "../gen/spiral/v1/watch_pb.js";
import type { WorldEnded } from "../gen/spiral/v1/world_pb.js";
import { sameBytes } from "../wire/ids.js";
import type { Fetched, WatchedWorld } from "./api.js";

const WORLDS_MAX = 64;
const LETTERS = 26;

/** "A" is 0, "Z" 25, "AA" 26; the only world of an exercise has no name. */
export function worldIndex(name: string): number {
  let index = 0;
  for (const letter of name) index = index * LETTERS + (letter.charCodeAt(0) - 64);
  return Math.max(0, index - 1);
}

/** A world that is told of again keeps what was fetched of it. */
export function withWorld(worlds: readonly WatchedWorld[], watching: Watching): WatchedWorld[] {
  const known = worlds.find((world) => sameBytes(world.watching.world, watching.world));
  const told: WatchedWorld = known
    ? { ...known, watching }
    : { index: worldIndex(watching.worldName), watching, clock: null, clockAt: 0, turns: [], ended: null };
  const others = worlds.filter((world) => world !== known);
  return [...others, told].sort((a, b) => a.index - b.index).slice(0, WORLDS_MAX);
}

export function withChange(worlds: readonly WatchedWorld[], world: Uint8Array, change: Partial<WatchedWorld>): WatchedWorld[] {
  return worlds.map((known) => (sameBytes(known.watching.world, world) ? { ...known, ...change } : known));
}

/** A world that went back to an earlier turn shows nothing of what was: it is fetched anew. */
export function onClock(world: WatchedWorld, clock: PublicClock, now: number): Partial<WatchedWorld> {
  const isAnew = world.clock !== null && world.clock.branch !== clock.branch;
  if (isAnew) return { clock, clockAt: now, turns: [], ended: null, anew: { turn: clock.turn, practice: world.clock!.practice } };
  return { clock, clockAt: now, ...(world.anew && world.anew.turn !== clock.turn ? { anew: undefined } : {}) };
}

export function onEnded(ended: WorldEnded): Partial<WatchedWorld> {
  return { ended };
}

/** The turn of the world to ask for next; null: there is none. */
export function wantedTurn(world: WatchedWorld, fetched: Fetched): number | null {
  const shown = world.clock?.shown ?? 0;
  if (shown === 0 || fetched === "nothing") return null;
  if (fetched === "chosen") return world.turns.length < shown ? world.turns.length : null;
  return world.turns[0]?.turn === shown - 1 ? null : shown - 1;
}

/** null: it fits no turn that is wanted. */
export function onTurn(world: WatchedWorld, turn: PublicTurn, fetched: Fetched): Partial<WatchedWorld> | null {
  if (turn.states.length !== world.watching.states.length) return null;
  if (fetched === "newest") return { turns: [turn] };
  return turn.turn === world.turns.length ? { turns: [...world.turns, turn] } : null;
}
