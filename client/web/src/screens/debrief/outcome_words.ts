// What worlds are compared by, in words. Names that this page has no words for are said as they are. Pure.

import type { WorldOutcome } from "../../gen/spiral/v1/exercise_pb.js";
import { harmless } from "../../words/harmless.js";
import type { Words } from "../../words/api.js";

/** Of all worlds, in the order in which they come. */
export function numberNames(outcomes: readonly WorldOutcome[]): string[] {
  return [...new Set(outcomes.flatMap(({ numbers }) => numbers.map(({ name }) => name)))];
}

export function numberWords(words: Words, name: string): string {
  return words.has(`web_number.${name}`) ? words.say(`web_number.${name}`) : harmless(name).replaceAll("_", " ");
}

/** "balance=80 noise=0": what differs from the scenario. */
export function conditionWords(words: Words, conditions: string): string {
  if (conditions.trim() === "") return words.say("web_step.outcomes.as_is");
  const parts = conditions.trim().split(/\s+/).map((part) => {
    const [name = "", value = ""] = part.split("=");
    const called = words.has(`web_condition.${name}`) ? words.say(`web_condition.${name}`) : harmless(name).replaceAll("_", " ");
    return value === "" ? called : words.say("web_step.outcomes.condition", { name: called, value });
  });
  return parts.join(", ");
}
