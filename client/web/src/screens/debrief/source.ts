// Where a debrief comes from: the person's own game, or one that was looked on at. The screens below know no difference
// but whether there is a seat.

import type { Debrief, Player, Watcher } from "../../model/api.js";
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

export function sourceOf(one: Player | Watcher): Source {
  return "draft" in one
    ? { debrief: (own) => one.debrief(own), record: () => one.record() }
    : { debrief: () => one.debrief(), record: () => one.record() };
}

function isPlayer(one: Player | Watcher): one is Player {
  return "draft" in one;
}

/** null: the world has not ended, or nothing was told of it yet. */
export function factsOf(one: Player | Watcher): Facts | null {
  return isPlayer(one) ? factsOfPlayer(one) : factsOfWatcher(one);
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

function factsOfWatcher({ model }: Watcher): Facts | null {
  const { ended, watching } = model;
  if (!ended || !watching) return null;
  return { ended, reason: "", seat: null, commitment: watching.commitment, texts: watching.texts, said: new Map() };
}

export function textIn(texts: ScenarioText[], language: string): ScenarioText | undefined {
  return texts.find((text) => text.language === language) ?? texts[0];
}
