// What is said of pacts: what holds with a state, what it offers, what was offered to it, and what stands in the orders.

import { PactMoveKind, type PactMove } from "../../gen/spiral/v1/orders_pb.js";
import { pactNames, plainName, stateName, type Facts } from "./facts.js";

export const KINDS = [1, 2, 3] as const;
export type Kind = (typeof KINDS)[number];

export const offerOf: Record<Kind, PactMoveKind> = {
  1: PactMoveKind.PACT_MOVE_OFFER_NON_AGGRESSION,
  2: PactMoveKind.PACT_MOVE_OFFER_DEFENSIVE,
  3: PactMoveKind.PACT_MOVE_OFFER_UNCONDITIONAL,
};

function kindOf(move: PactMoveKind): Kind {
  return KINDS.find((kind) => offerOf[kind] === move) ?? 1;
}

export function pactWords(facts: Facts, kind: number): string {
  return facts.words.say(`pact.${pactNames[kind] ?? "none"}`);
}

export function secrecyWords(facts: Facts, secret: boolean): string {
  return facts.words.say(secret ? "secrecy.secret" : "secrecy.public");
}

export function standsSentence(facts: Facts, state: number): string {
  const { words, situation, me } = facts;
  const seen = situation.states[state];
  const kind = situation.states[me]?.pact[state] ?? 0;
  const key = !kind ? "web.pact.none" : seen?.ending ? "web.pact.ending" : seen?.mySecret ? "web.pact.secret" : "web.pact.public";
  return words.say(key, { pact: pactWords(facts, kind) });
}

/** null: it offers nothing. */
export function offerInSentence(facts: Facts, state: number): string | null {
  const seen = facts.situation.states[state];
  if (!seen?.offerIn) return null;
  return facts.words.say("web.offer.in", {
    state: plainName(facts.briefing, state),
    pact: pactWords(facts, seen.offerIn),
    secrecy: secrecyWords(facts, Boolean(seen.offerInSecret)),
  });
}

/** null: nothing was offered to it. */
export function offerOutSentence(facts: Facts, state: number): string | null {
  const seen = facts.situation.states[state];
  if (!seen?.offerOut) return null;
  return facts.words.say("pact.offer_out", {
    state: plainName(facts.briefing, state),
    pact: pactWords(facts, seen.offerOut),
    secrecy: secrecyWords(facts, Boolean(seen.offerOutSecret)),
  });
}

/** What stands in the orders about a state. */
export function moveSentence(facts: Facts, move: PactMove): string {
  const { words, situation } = facts;
  const state = stateName(facts, move.state);
  if (move.move === PactMoveKind.PACT_MOVE_CANCEL) return words.say("orders.cancel", { state });
  const kind = kindOf(move.move);
  const seen = situation.states[move.state];
  const accepts = seen?.offerIn === kind && Boolean(seen.offerInSecret) === move.secret;
  return words.say(accepts ? "orders.accept" : "orders.offer", {
    state,
    pact: pactWords(facts, kind),
    secrecy: secrecyWords(facts, move.secret),
  });
}
