// Who is here and who is waited for, and which states bots play where that is told. Pure.

import type { Briefing, Clock } from "../../gen/spiral/v1/world_pb.js";
import type { Words } from "../../words/api.js";
import { namesOf } from "../../words/states.js";

export function hereOf(clock: Clock | null): { here: number; of: number } {
  if (!clock) return { here: 0, of: 0 };
  return { here: clock.persons, of: clock.startByHand ? clock.places : clock.personsNeeded };
}

export function lobbyWords(words: Words, briefing: Briefing | null, clock: Clock | null): string {
  const { here, of } = hereOf(clock);
  if (!clock?.startByHand) return of > 0 ? words.say("status.lobby", { persons: here, needed: of }) : words.say("status.lobby_open");
  const state = briefing?.scenario?.states[briefing.seat]?.name ?? "";
  const sentences = [
    briefing?.worldName ? words.say("web_step.lobby.world", { world: briefing.worldName, state }) : words.say("web_step.lobby.in", { state }),
    of > 0 ? words.say("web_step.lobby.here", { persons: here, places: of }) : "",
    words.say("web_step.lobby.by_hand"),
  ];
  return sentences.filter(Boolean).join(" ");
}

/** Empty: nothing is told, or there is none. */
export function botWords(words: Words, briefing: Briefing | null, clock: Clock): string {
  if (clock.bots.length > 0) {
    const names = namesOf(words, briefing);
    return words.say("web_step.bots.which", { states: words.list(clock.bots.filter((state) => state < names.count).map((state) => names.name(state))) });
  }
  return clock.seatsBot > 0 ? words.say("web_step.bots.count", { bots: clock.seatsBot, states: briefing?.scenario?.states.length ?? 0 }) : "";
}
