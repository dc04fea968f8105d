// How tense a world is: the highest rung of last turn's acts. Counted from 1 and named as on card D1 of the debrief. Pure.

import type { Words } from "../../words/api.js";

const RUNGS = ["card.rung.restraint", "card.rung.quiet", "card.rung.arms", "card.rung.crisis", "card.rung.war", "card.rung.ruin"];

/** The highest there is. */
export const RUNG_MOST = RUNGS.length;

/** "war"; empty for what is no rung. */
export function rungName(words: Words, tension: number): string {
  const key = RUNGS[tension - 1];
  return key ? words.say(key) : "";
}

/** "5 war": wherever a rung stands as a number, its name stands behind it. */
export function rungWords(words: Words, tension: number): string {
  return `${tension} ${rungName(words, tension)}`.trimEnd();
}

export function tensionWords(words: Words, tension: number): string {
  const word = rungName(words, tension);
  return word ? words.say("webfac.world.tension", { tension, word }) : words.say("webfac.world.calm");
}
