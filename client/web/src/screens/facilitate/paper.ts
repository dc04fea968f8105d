// A paper order form on its way into a message. What is left empty is not ordered. Pure.

import { create } from "@bufbuild/protobuf";
import { Declaration, OrdersSchema, PactMoveKind, Project, type Orders } from "../../gen/spiral/v1/orders_pb.js";

export const LINES = ["civil", "fortify", "strike", "dual", "intel"] as const;
export type Line = (typeof LINES)[number];

export interface Paper {
  budget: Record<Line, number>;
  attack: number; // state; -1: nobody
  mobilise: boolean;
  project: Project;
  declare: Declaration;
  declareTo: number; // -1: nobody in particular
  pacts: { move: PactMoveKind; secret: boolean }[]; // by state
}

export function emptyPaper(states: number): Paper {
  return {
    budget: { civil: 0, fortify: 0, strike: 0, dual: 0, intel: 0 },
    attack: -1,
    mobilise: false,
    project: Project.UNSPECIFIED,
    declare: Declaration.UNSPECIFIED,
    declareTo: -1,
    pacts: Array.from({ length: states }, () => ({ move: PactMoveKind.PACT_MOVE_UNSPECIFIED, secret: false })),
  };
}

export function sumOf(paper: Paper): number {
  return LINES.reduce((sum, line) => sum + paper.budget[line], 0);
}

export function ordersOf(paper: Paper): Orders {
  const named = paper.declare === Declaration.WARN || paper.declare === Declaration.DEMAND;
  return create(OrdersSchema, {
    budget: { ...paper.budget },
    ...(paper.attack >= 0 ? { attack: { state: paper.attack } } : {}),
    mobilise: paper.mobilise,
    project: paper.project,
    declare: paper.declare,
    ...(named && paper.declareTo >= 0 ? { declareTo: { state: paper.declareTo } } : {}),
    pacts: paper.pacts.flatMap(({ move, secret }, state) =>
      move === PactMoveKind.PACT_MOVE_UNSPECIFIED ? [] : [{ state, move, secret: secret && move !== PactMoveKind.PACT_MOVE_CANCEL }],
    ),
  });
}
