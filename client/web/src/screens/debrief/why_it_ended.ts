// Why a world ended, in a sentence. Pure.

import type { Words } from "../../words/api.js";
import type { Facts } from "./source.js";

const ENDS = ["end.running", "end.time", "end.hegemony", "end.survivor", "end.closed"];

export function whyItEnded(words: Words, { ended, reason }: Pick<Facts, "ended" | "reason">): string {
  if (ended.end === 4 && reason !== "") return words.say("end.closed_for", { reason });
  return words.say(ENDS[ended.end] ?? "end.running");
}
