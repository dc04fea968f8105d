// The names of the places of a walk.

import type { Debrief } from "../../model/api.js";
import type { Words } from "../../words/api.js";
import type { Place } from "./walk.js";

const TITLES = { results: "web.results.title", own: "web.own.page_title", record: "web.record.title" };
const SHORT = { results: "web.results.short", own: "web.own.short", record: "web.record.short" };

/** "D1 What happened" */
export function placeTitle(words: Words, debrief: Debrief, place: Place): string {
  if (typeof place !== "number") return words.say(TITLES[place]);
  const card = debrief.cards[place];
  return card ? words.say("cards.line", { card: card.name, title: card.title }) : "";
}

/** "D1": for a row of keys. */
export function placeShort(words: Words, debrief: Debrief, place: Place): string {
  return typeof place === "number" ? (debrief.cards[place]?.name ?? "") : words.say(SHORT[place]);
}
