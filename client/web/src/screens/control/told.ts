// What came from whoever runs the exercise, to count and to read. Pure.

import type { Bulletin, ControlAnswer } from "../../gen/spiral/v1/exercise_pb.js";
import { harmless } from "../../words/harmless.js";
import type { Words } from "../../words/api.js";

export function toldOf(questions: readonly ControlAnswer[]): number {
  return questions.filter(({ answer }) => answer !== "").length;
}

/** News from outside, as a sentence that says so and from whom it seems to come. */
export function bulletinWords(words: Words, { source, textEn, textEs }: Bulletin): string {
  const text = words.language === "es" && textEs !== "" ? textEs : textEn;
  return source === "" ? words.say("web_step.bulletin", { text }) : words.say("web_step.bulletin_from", { source: harmless(source), text });
}
