// Where a debrief comes from: the person's own game, or one that was looked on at. The screens below know no difference
// but whether there is a seat.

import type { Debrief, Player, WatchedWorld, Watcher } from "../../model/api.js";
import type { ScenarioText, WorldEnded } from "../../gen/spiral/v1/world_pb.js";

export interface Source {
  debrief(own: boolean): Promise<Debrief>;
  record(): Promise<string>;
}

/** What is known of the world without asking. */
export interface Facts {
  ended: WorldEnded;
  reason: string; // why it was closed; may be empty
  seat: number | null; // null: nobody's
  commitment: Uint8Array; // the first that was told
  texts: ScenarioText[];
  said: Map<number, number>; // the chances of greed that the person stated last, permille by state
}

/** A player's own world, or one of those that are looked on at. */
export type One = { kind: "player"; player: Player } | { kind: "watched"; watcher: Watcher; index: number };

export function watchedIn({ model }: Watcher, index: number): WatchedWorld | undefined {
  return model.worlds.find((world) => world.index === index);
}

export function sourceOf(one: One): Source {
  if (one.kind === "player") return { debrief: (own) => one.player.debrief(own), record: () => one.player.record() };
  const { watcher, index } = one;
  const world = (): Uint8Array => watchedIn(watcher, index)?.watching.world ?? new Uint8Array(0);
  return { debrief: () => watcher.debrief(world()), record: () => watcher.record(world()) };
}

/** null: the world has not ended, or nothing was told of it yet. */
export function factsOf(one: One): Facts | null {
  return one.kind === "player" ? factsOfPlayer(one.player) : factsOfWatched(watchedIn(one.watcher, one.index));
}

function factsOfPlayer({ model, draft }: Player): Facts | null {
  const { ended, briefing } = model;
  if (!ended || !briefing) return null;
  return {
    ended,
    reason: model.clock?.reason ?? "",
    seat: briefing.seat,
    commitment: model.commitment ?? briefing.commitment,
    texts: briefing.scenario?.texts ?? [],
    said: new Map(draft.orders.greedy.map(({ state, permille }) => [state, permille])),
  };
}

function factsOfWatched(world: WatchedWorld | undefined): Facts | null {
  if (!world?.ended) return null;
  const { ended, watching, clock } = world;
  return { ended, reason: clock?.reason ?? "", seat: null, commitment: watching.commitment, texts: watching.texts, said: new Map() };
}
