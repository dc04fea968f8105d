// A debrief that whoever runs the exercise opens card by card: what of it is shown. Pure.

import type { DebriefStep } from "../../gen/spiral/v1/exercise_pb.js";
import type { WorldEnded } from "../../gen/spiral/v1/world_pb.js";
import type { Card, Debrief } from "../../model/api.js";

export const LAST_CARD = 8;
/** The card that sets worlds side by side. */
export const COMPARES = 7;

/** "step": as far as it was opened; "last": the last card, and all is open to go on alone; "free": no steps. */
export type StepPlace = "step" | "last" | "free";

export function placeOfStep(inStep: boolean, ended: WorldEnded | null, step: DebriefStep | null): StepPlace {
  if (!inStep) return "free";
  const card = step?.card?.state;
  if (ended?.withheld || !ended) return "step";
  if (card === undefined) return "free"; // opened, and nobody steps through it
  return card >= LAST_CARD ? "last" : "step";
}

/** Words of how it felt are taken until something of what happened is shown. */
export function takesFeelings(step: DebriefStep | null): boolean {
  return (step?.card?.state ?? 0) === 0;
}

/** null: the debrief at hand does not go so far yet. */
export function cardOf(debrief: Debrief, card: number): Card | null {
  return debrief.cards.find(({ name }) => name === `D${card}`) ?? null;
}

/** The first part of a card is there with it. */
export function partsShown(card: Card, part: number): Card["parts"] {
  return card.parts.slice(0, part + 1);
}

/** Has the card a part for each state, so that each part is about one? Parts that are not opened yet may be missing. */
export function isByState(card: Card, debrief: Debrief): boolean {
  return card.name === "D3" && debrief.states.length > 1 && card.parts.length <= debrief.states.length;
}

const REVEAL = 3;

/** What the answer to a question for the debrief rests on: another card, or another state revealed, another answer. All other parts of a
 *  card are there with it. */
export function stepKey(world: string, language: string, step: DebriefStep | null): string {
  const card = step?.card?.state;
  return `${world} ${language} ${card ?? ""}.${card === REVEAL ? (step?.part ?? 0) : 0}`;
}
