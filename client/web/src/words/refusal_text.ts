// Why not, and what to do instead: verdicts of the rules and refusals of the server, in sentences for a browser,
// where nobody types commands.

import type { PartVerdict, Refusal } from "../gen/spiral/v1/session_pb.js";
import { refusalName, refusalSlots } from "../model/news.js";
import type { Slots, Words } from "./api.js";

export interface WhyNot {
  sentence: string;
  remedy: string;
}

/** The first of the keys that the catalogue has. */
function sayFirst(words: Words, keys: readonly string[], slots: Slots): string {
  const key = keys.find((one) => words.has(one));
  return key === undefined ? words.say(keys[keys.length - 1]!, slots) : words.say(key, slots);
}

/** What the server calls a sentence, when it is one of a refusal's. */
function told(key: string, family: string): string[] {
  const plain = key.replace(/^web_/, "");
  return plain.startsWith(`${family}.`) ? [`web_${plain}`, plain] : [];
}

export function refusalWords(words: Words, refusal: Refusal): WhyNot {
  const slots = refusalSlots(refusal);
  const name = refusalName(refusal.code);
  return {
    sentence: sayFirst(words, [...told(refusal.sentence, "refusal"), `web_refusal.${name}`, `refusal.${name}`], slots),
    remedy: sayFirst(words, [...told(refusal.remedy, "remedy"), `web_remedy.${name}`, `remedy.${name}`], slots),
  };
}

/** What sentences of verdicts have places for. */
export interface VerdictSlots {
  spent: number; // points on the lines besides civil
  points: number; // that may be distributed
  strike: number; // whole strike units
  from: number; // the first turn in which anybody can attack
  need: number; // points of income that the dearest order takes
}

/** The sentence of a part's verdict: its own where there is one, else that of the verdict for any part. */
export function verdictWords(words: Words, { part, verdict }: PartVerdict, slots: VerdictSlots): string {
  const name = verdict.replace(/ /g, "_");
  const said = { ...slots, part: words.has(`part.${part}`) ? words.say(`part.${part}`) : part };
  const keys = [`web_verdict.${part}.${name}`, `web_verdict.${name}`, `verdict.${part}.${name}`, `verdict.${name}`];
  if (!keys.some((key) => words.has(key))) return words.say("web_link.not_allowed", { part: said.part });
  return sayFirst(words, keys, said);
}

/** Both as one text. */
export function refusalText(words: Words, refusal: Refusal): string {
  const { sentence, remedy } = refusalWords(words, refusal);
  return `${sentence} ${remedy}`;
}
