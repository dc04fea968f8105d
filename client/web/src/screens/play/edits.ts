// Changes of the orders in hand, each a function on a draft of them. Civil is not touched here: it takes what the
// other lines leave.

import { create } from "@bufbuild/protobuf";
import {
  BudgetSchema,
  PactMoveSchema,
  StandingAnswerSchema,
  TargetSchema,
  type Answer,
  type Declaration,
  type Orders,
  type PactMove,
  type PactMoveKind,
  type Project,
} from "../../gen/spiral/v1/orders_pb.js";
import type { Line } from "./facts.js";

export type Edit = (orders: Orders) => void;

export function setLine(line: Exclude<Line, "civil">, points: number): Edit {
  return (orders) => {
    orders.budget ??= create(BudgetSchema);
    const before = orders.budget[line];
    orders.budget[line] = points;
    orders.budget.civil = Math.max(0, orders.budget.civil + before - points);
  };
}

export function setAttack(state: number | null): Edit {
  return (orders) => {
    if (state === null) delete orders.attack;
    else orders.attack = create(TargetSchema, { state });
  };
}

export function setFocus(state: number | null): Edit {
  return (orders) => {
    if (state === null) delete orders.focus;
    else orders.focus = create(TargetSchema, { state });
  };
}

export function setMobilise(mobilise: boolean): Edit {
  return (orders) => {
    orders.mobilise = mobilise;
  };
}

export function setProject(project: Project): Edit {
  return (orders) => {
    orders.project = project;
  };
}

export function setScrap(units: number): Edit {
  return (orders) => {
    orders.scrap = units;
  };
}

export function setOpenBooks(state: number, open: boolean): Edit {
  return (orders) => {
    const others = orders.openBooks.filter((to) => to !== state);
    orders.openBooks = open ? [...others, state].sort((a, b) => a - b) : others;
  };
}

export function setDeclaration(declare: Declaration, to: number | null): Edit {
  return (orders) => {
    orders.declare = declare;
    if (to === null) delete orders.declareTo;
    else orders.declareTo = create(TargetSchema, { state: to });
  };
}

/** One step in diplomacy with a state; null takes it back. */
export function setPactMove(state: number, move: PactMoveKind | null, secret: boolean): Edit {
  return (orders) => {
    const others = orders.pacts.filter((pact) => pact.state !== state);
    orders.pacts = move === null ? others : [...others, create(PactMoveSchema, { state, move, secret })];
  };
}

/** How a call of an ally is answered; null: the default, which is to honour it. */
export function setAnswer(state: number, answer: Answer | null): Edit {
  return (orders) => {
    const others = orders.answers.filter((standing) => standing.state !== state);
    orders.answers = answer === null ? others : [...others, create(StandingAnswerSchema, { state, answer })];
  };
}

export function pactMoveOf(orders: Orders, state: number): PactMove | null {
  return orders.pacts.find((pact) => pact.state === state) ?? null;
}

export function beliefOf(orders: Orders, state: number): number | null {
  return orders.greedy.find((belief) => belief.state === state)?.permille ?? null;
}

