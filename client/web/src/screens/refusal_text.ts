// Whatever a promise of the player's was rejected with, in words: what is the matter, and what can be done.

import type { Refusal } from "../gen/spiral/v1/session_pb.js";
import { isRefusal } from "../model/refusals.js";
import type { Words } from "../words/api.js";
import { refusalWords, type WhyNot } from "../words/refusal_text.js";

export function refusalOf(cause: unknown): Refusal | null {
  return isRefusal(cause) ? cause : null;
}

export function whyNotWords(words: Words, cause: unknown): WhyNot {
  const refusal = refusalOf(cause);
  if (refusal) return refusalWords(words, refusal);
  return { sentence: words.say("web.failed.sentence"), remedy: words.say("web.failed.remedy") };
}

export function refusalText(words: Words, cause: unknown): string {
  const { sentence, remedy } = whyNotWords(words, cause);
  return `${sentence} ${remedy}`;
}
