// Orders as values: copied, put in order, compared, filled up, and checked as far as a page can.

import { clone, create, toBinary } from "@bufbuild/protobuf";
import type { Choices, StateChoices } from "../gen/spiral/v1/world_pb.js";
import { BudgetSchema, Declaration, OrdersSchema, PactMoveKind, Project, type Orders } from "../gen/spiral/v1/orders_pb.js";
import { PartVerdictSchema, type PartVerdict } from "../gen/spiral/v1/session_pb.js";
import type { Briefing, Situation } from "../gen/spiral/v1/world_pb.js";
import { sameBytes } from "../wire/ids.js";

const AMOUNT_MAX = 1_000_000;
const PERMILLE_MAX = 1000;

function amount(value: number): number {
  return Number.isFinite(value) ? Math.min(AMOUNT_MAX, Math.max(0, Math.floor(value))) : 0;
}

function byState<T extends { state: number }>(list: readonly T[]): T[] {
  const last = new Map(list.map((row) => [row.state, row])); // at most one a state: the later one counts
  return [...last.values()].sort((a, b) => a.state - b.state);
}

/** One form for what means the same, as the server gives it back. */
export function tidy(orders: Orders): Orders {
  const copy = clone(OrdersSchema, orders);
  const { civil = 0, fortify = 0, strike = 0, dual = 0, intel = 0 } = copy.budget ?? {};
  copy.budget = create(BudgetSchema, {
    civil: amount(civil), fortify: amount(fortify), strike: amount(strike), dual: amount(dual), intel: amount(intel),
  });
  copy.scrap = amount(copy.scrap);
  copy.openBooks = [...new Set(copy.openBooks)].sort((a, b) => a - b);
  copy.pacts = byState(copy.pacts);
  for (const move of copy.pacts) if (move.move === PactMoveKind.PACT_MOVE_CANCEL) move.secret = false;
  copy.answers = byState(copy.answers);
  copy.greedy = byState(copy.greedy);
  for (const belief of copy.greedy) belief.permille = Math.min(PERMILLE_MAX, amount(belief.permille));
  if (copy.declare !== Declaration.WARN && copy.declare !== Declaration.DEMAND) delete copy.declareTo;
  return copy;
}

/** Both are tidy. */
export function sameOrders(a: Orders | null, b: Orders | null): boolean {
  return a === b || (a !== null && b !== null && sameBytes(toBinary(OrdersSchema, a), toBinary(OrdersSchema, b)));
}

export function parameter(briefing: Briefing | null, name: string): number {
  return briefing?.scenario?.parameters.find((row) => row.name === name)?.value ?? 0;
}

/** Points that the orders may distribute: the charges for mobilisation and research come first. */
export function pointsOf(orders: Orders, briefing: Briefing | null, situation: Situation | null): number {
  if (!situation) return 0;
  const done = situation.states[briefing?.seat ?? 0]?.tech ?? 0;
  const researches = parameter(briefing, "technology") > 0 && done === 0 &&
    ((situation.own?.project ?? 0) > 0 || orders.project !== Project.UNSPECIFIED);
  const mobilises = parameter(briefing, "mobilisation") > 0 && orders.mobilise;
  const charges = (mobilises ? parameter(briefing, "mobilise_cost") : 0) + (researches ? parameter(briefing, "research_cost") : 0);
  return Math.max(0, situation.income - charges);
}

function spent(orders: Orders): number {
  const budget = orders.budget;
  return budget ? budget.fortify + budget.strike + budget.dual + budget.intel : 0;
}

/** Civil takes what the other lines leave. */
export function fillCivil(orders: Orders, points: number): void {
  orders.budget ??= create(BudgetSchema);
  orders.budget.civil = Math.max(0, points - spent(orders));
}

/** How a turn begins: as usual, by last turn's split and standing answers. */
export function firstOrders(situation: Situation): Orders {
  return tidy(situation.choices?.usual ?? create(OrdersSchema, { budget: {} })); // without: nothing is open, and nothing is sent
}

function offerVerdict(row: StateChoices, move: PactMoveKind, secret: boolean): string {
  switch (move) {
    case PactMoveKind.PACT_MOVE_CANCEL:
      return row.cancel;
    case PactMoveKind.PACT_MOVE_OFFER_NON_AGGRESSION:
      return secret ? row.offerNonAggressionSecret : row.offerNonAggression;
    case PactMoveKind.PACT_MOVE_OFFER_DEFENSIVE:
      return secret ? row.offerDefensiveSecret : row.offerDefensive;
    case PactMoveKind.PACT_MOVE_OFFER_UNCONDITIONAL:
      return secret ? row.offerUnconditionalSecret : row.offerUnconditional;
    default:
      return "bad value";
  }
}

function projectVerdict(choices: Choices, project: Project): string {
  const verdicts = ["", choices.projectIntel, choices.projectFortress, choices.projectStrike, choices.projectSpecialise];
  return verdicts[project] ?? "bad value";
}

function declareVerdict(orders: Orders, choices: Choices): string {
  const row = orders.declareTo ? choices.states[orders.declareTo.state] : undefined;
  switch (orders.declare) {
    case Declaration.PEACEFUL:
      return choices.declarePeaceful;
    case Declaration.WARN:
      return row ? row.declareWarn : "bad value";
    case Declaration.DEMAND:
      return row ? row.declareDemand : "bad value";
    default:
      return "";
  }
}

/** What is known not to be allowed, by part, at most one verdict each. The server has the last word. */
export function illegalParts(orders: Orders, choices: Choices | null, points: number): PartVerdict[] {
  const parts: PartVerdict[] = [];
  const note = (part: string, verdict: string | undefined): void => {
    if (verdict && !parts.some((row) => row.part === part)) parts.push(create(PartVerdictSchema, { part, verdict }));
  };
  if (choices) {
    const row = (state: number): StateChoices | undefined => choices.states[state];
    if (orders.attack) note("attack", row(orders.attack.state)?.attack ?? "bad target");
    if (orders.mobilise) note("mobilise", choices.mobilise);
    note("project", projectVerdict(choices, orders.project));
    if (orders.scrap > choices.scrapMax) note("scrap", "more than you have");
    for (const state of orders.openBooks) note("open_books", row(state)?.openBooks);
    note("declare", declareVerdict(orders, choices));
    if (orders.focus) note("focus", row(orders.focus.state)?.focus);
    for (const move of orders.pacts) {
      const states = row(move.state);
      note("pact", states ? offerVerdict(states, move.move, move.secret) : "bad target");
    }
    for (const belief of orders.greedy) note("belief", row(belief.state)?.belief);
  }
  if (spent(orders) > points) note("budget", "wrong sum");
  return parts;
}
