// A report in sentences, most important first.

import type { Report } from "../../model/api.js";
import { eventWords, orderEvents } from "../../words/events.js";
import { dualIsDominated, namesOf } from "../../words/states.js";
import type { Facts } from "./facts.js";

export function reportSentences(facts: Facts, report: Report): string[] {
  const names = namesOf(facts.words, facts.briefing);
  const hideDual = dualIsDominated(facts.briefing);
  return orderEvents(report.events, !report.ordersUsed).flatMap((event) => {
    const sentence = eventWords(facts.words, event, names, hideDual);
    return sentence === null ? [] : [sentence];
  });
}
