// What one point more on a line of the budget would change, in one sentence.

import type { Margins } from "../../gen/spiral/v1/aids_pb.js";
import { lineNames, percent, plainName, signed, tenthsWords, type Facts, type Line } from "./facts.js";

function armsEffects(facts: Facts, margins: Margins, line: Line): string[] {
  const { words } = facts;
  const margin = margins.lines[lineNames.indexOf(line)];
  if (!margin) return [];
  const told: string[] = [];
  if (margins.danger >= 0 && margin.takesMe !== 0)
    told.push(words.say("web.margin.fear", { state: plainName(facts.briefing, margins.danger), change: tenthsWords(words, margin.takesMe) }));
  if (margins.prey >= 0 && margin.iTake !== 0)
    told.push(words.say("web.margin.hope", { state: plainName(facts.briefing, margins.prey), change: tenthsWords(words, margin.iTake) }));
  told.push(words.say("web.margin.seen", { change: tenthsWords(words, Math.trunc(margin.seen / 10)) }));
  return told;
}

function civilEffects(facts: Facts, margins: Margins): string[] {
  const { words } = facts;
  const margin = margins.lines[0];
  if (!margin) return [];
  const told = [words.say("margins.score", { change: signed(margin.score) })];
  if (margin.income) told.push(words.say("margins.income", { change: signed(margin.income) }));
  if (margins.civilForGrowth) told.push(words.say("margins.growth", { points: margins.civilForGrowth }));
  return told;
}

function intelEffects(facts: Facts, margins: Margins): string[] {
  const margin = margins.lines[4];
  if (!margin) return [];
  const key = margin.error === margin.errorBefore ? "margins.same_error" : "margins.error";
  return [facts.words.say(key, { error: percent(margin.error), before: percent(margin.errorBefore) })];
}

export function marginWords(facts: Facts, margins: Margins, line: Line): string {
  const margin = margins.lines[lineNames.indexOf(line)];
  if (!margin?.isDefined) return facts.words.say("web.margin.none");
  const effects =
    line === "civil" ? civilEffects(facts, margins) : line === "intel" ? intelEffects(facts, margins) : armsEffects(facts, margins, line);
  const key = margin.isLast && line !== "civil" ? "web.margin.last" : "web.margin.more";
  return facts.words.say(key, { effects: effects.join("; ") });
}
