// What the person believes: the chances of greed stand in the orders and are saved with them; the others are stated
// beside them. What was believed last stays known, so that "keep all" is one press.

import { create } from "@bufbuild/protobuf";
import { BalanceSchema, BeliefSchema, StateBeliefsSchema, type Belief, type Orders, type StateBeliefs } from "../gen/spiral/v1/orders_pb.js";
import type { Situation } from "../gen/spiral/v1/world_pb.js";
import type { Stated } from "./api.js";

const PERMILLE_MAX = 1000;

export function noStated(): Stated {
  return { attackNext: new Map(), seesMe: new Map(), balance: null };
}

function chances(list: readonly Belief[]): Map<number, number> {
  return new Map(list.map((belief) => [belief.state, belief.permille]));
}

export function statedOf(situation: Situation): Stated {
  const told = situation.stated;
  return {
    attackNext: chances(told?.attackNext ?? []),
    seesMe: chances(told?.seesMe ?? []),
    balance: told?.perceivedBalance?.percent ?? null,
  };
}

export function copyStated(stated: Stated): Stated {
  return { attackNext: new Map(stated.attackNext), seesMe: new Map(stated.seesMe), balance: stated.balance };
}

/** As they go to the server. */
export function beliefs(chance: ReadonlyMap<number, number>): Belief[] {
  const rows = [...chance].sort(([a], [b]) => a - b);
  return rows.map(([state, permille]) => create(BeliefSchema, { state, permille: Math.min(PERMILLE_MAX, Math.max(0, Math.round(permille))) }));
}

export function stateBeliefs(stated: Stated, world: Uint8Array, turn: number): StateBeliefs {
  const message = create(StateBeliefsSchema, { world, turn, attackNext: beliefs(stated.attackNext), seesMe: beliefs(stated.seesMe) });
  if (stated.balance !== null) message.perceivedBalance = create(BalanceSchema, { percent: Math.min(400, Math.max(20, Math.round(stated.balance))) });
  return message;
}

export function setGreedy(orders: Orders, state: number, permille: number | null): void {
  orders.greedy = orders.greedy.filter((belief) => belief.state !== state);
  if (permille !== null) orders.greedy.push(create(BeliefSchema, { state, permille }));
}

/** The newest chance of greed that was saved about each state, now and when the turn began. */
export class Believed {
  private now = new Map<number, number>();
  private before = new Map<number, number>();

  learn(orders: Orders): void {
    for (const belief of orders.greedy) this.now.set(belief.state, belief.permille);
  }

  nextTurn(): void {
    this.before = new Map(this.now);
  }

  /** About living rivals. */
  kept(situation: Situation | null, me: number): [number, number][] {
    return [...this.before].filter(([state]) => state !== me && situation?.states[state]?.alive === 1);
  }

  clear(): void {
    this.now.clear();
    this.before.clear();
  }

  /** As a value that a store takes, and back. */
  save(): [number, number][][] {
    return [[...this.now], [...this.before]];
  }

  restore(value: unknown): void {
    if (!Array.isArray(value)) return;
    const [now, before] = value.map((list) => new Map((Array.isArray(list) ? list : []).filter(isChance)));
    this.now = now ?? new Map();
    this.before = before ?? new Map();
  }
}

function isChance(pair: unknown): pair is [number, number] {
  return Array.isArray(pair) && pair.length === 2 && pair.every((number) => Number.isInteger(number) && number >= 0 && number <= PERMILLE_MAX);
}
