// Why something could not be fetched, and what to do: of a refusal its own words, of anything else those for a lost way.

import { isRefusal } from "../../model/refusals.js";
import type { Words } from "../../words/api.js";
import { refusalWords, type WhyNot } from "../../words/refusal_text.js";

export function failureWords(words: Words, cause: unknown): WhyNot {
  if (isRefusal(cause)) return refusalWords(words, cause);
  return { sentence: words.say("web.debrief.failed"), remedy: words.say("web.debrief.failed_remedy") };
}
