// The orders that a seat has saved, in sentences: what stands in them, and nothing of what does not. The budget is told in
// figures beside them. Pure.

import { Answer, Declaration, type Orders } from "../../gen/spiral/v1/orders_pb.js";
import { parameter, plainName, projectNames, stateName, stateNames, type Facts } from "../play/facts.js";

const ANSWERS: Partial<Record<Answer, string>> = {
  [Answer.HONOUR]: "answer.honour",
  [Answer.HONOUR_IF_VICTIM]: "answer.honour_if_victim",
  [Answer.STAND_ASIDE]: "answer.stand_aside",
};

function attackSentences(facts: Facts, orders: Orders): string[] {
  const { words, briefing, situation, me } = facts;
  const target = orders.attack?.state;
  if (target === undefined) return [words.say("webfac.look.attack_nobody")];
  const told = [words.say("orders.attack", { state: stateName(facts, target), balance: situation.balance })];
  if ((situation.states[me]?.pact[target] ?? 0) > 0)
    told.push(words.say("orders.attack_breach", { state: stateName(facts, target), cost: parameter(briefing, "breach_cost") }));
  return told;
}

function declareSentence(facts: Facts, orders: Orders): string | null {
  const { words } = facts;
  const to = stateNames(facts, orders.declareTo ? [orders.declareTo.state] : []);
  switch (orders.declare) {
    case Declaration.PEACEFUL:
      return words.say("webfac.look.peaceful");
    case Declaration.WARN:
      return words.say("webfac.look.warns", { state: to });
    case Declaration.DEMAND:
      return words.say("webfac.look.demands", { state: to });
    default:
      return null;
  }
}

/** Pacts stand with their states, and beliefs with the other beliefs. */
export function orderSentences(facts: Facts, orders: Orders): string[] {
  const { words } = facts;
  const told = attackSentences(facts, orders);
  for (const { state, answer } of orders.answers) {
    const key = ANSWERS[answer];
    if (key) told.push(words.say("webfac.look.answer", { state: plainName(facts.briefing, state), answer: words.say(key) }));
  }
  if (orders.pacts.length === 0) told.push(words.say("webfac.look.no_moves"));
  const declared = declareSentence(facts, orders);
  if (declared !== null) told.push(declared);
  if (orders.openBooks.length > 0) told.push(words.say("orders.open_books", { states: stateNames(facts, orders.openBooks) }));
  if (orders.scrap > 0) told.push(words.say("webfac.look.scrap", { units: orders.scrap }));
  if (orders.mobilise) told.push(words.say("webfac.look.mobilise"));
  if (orders.project > 0) told.push(words.say("webfac.look.project", { project: words.say(`project.${projectNames[orders.project] ?? "none"}`) }));
  if (orders.focus) told.push(words.say("webfac.look.focus", { state: stateName(facts, orders.focus.state) }));
  return told;
}
