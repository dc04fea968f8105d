// The orders in hand and what the server has of them. No time and no wire: who owns a draft says when to send.

import { clone, create, equals } from "@bufbuild/protobuf";
import type { Choices } from "../gen/spiral/v1/world_pb.js";
import { OrdersSchema, type Orders } from "../gen/spiral/v1/orders_pb.js";
import type { PartVerdict } from "../gen/spiral/v1/session_pb.js";
import type { Briefing, Situation } from "../gen/spiral/v1/world_pb.js";
import type { Draft, DraftState } from "./api.js";
import { fillCivil, firstOrders, illegalParts, pointsOf, sameOrders, tidy } from "./orders.js";

const UNDO_MAX = 32;

/** What outlives a reload. */
export interface KeptDraft {
  turn: number;
  revision: number;
  hand: Orders;
  sent: Orders | null;
}

export class Drafting {
  turn = 0; // 0: none yet
  hand: Orders = create(OrdersSchema, { budget: {} });
  sent: Orders | null = null; // on its way
  saved: Orders | null = null;
  savedAt: Date | null = null;
  private start: Orders = this.hand;
  private revision = 0; // of `saved`
  private newest = 0; // told in a refusal, before the orders came
  private history: Orders[] = [];
  private ours: Orders[] = []; // sent and not answered, oldest first: of several, the situation tells the first before the last
  private refusedHand: Orders | null = null;
  private refusedParts: PartVerdict[] = [];
  private choices: Choices | null = null;
  private briefing: Briefing | null = null;
  private situation: Situation | null = null;

  /** The one that newly saved orders rest on. */
  get baseRevision(): number {
    return Math.max(this.revision, this.newest);
  }

  get parts(): PartVerdict[] {
    if (this.turn === 0) return [];
    const own = illegalParts(this.hand, this.choices, this.points);
    return own.length > 0 || !sameOrders(this.hand, this.refusedHand) ? own : this.refusedParts;
  }

  get points(): number {
    return pointsOf(this.hand, this.briefing, this.situation);
  }

  get state(): DraftState {
    if (this.sent && sameOrders(this.hand, this.sent)) return "sending";
    if (!this.sent && this.saved && sameOrders(this.hand, this.saved)) return "saved"; // else what is on its way takes its place
    if (this.parts.length > 0) return "refused";
    return this.saved ? "changed" : "unsaved";
  }

  /** Is there anything in hand that the server neither has nor gets? */
  get isDirty(): boolean {
    return !sameOrders(this.hand, this.sent ?? this.saved ?? this.start);
  }

  view(ready: boolean): Draft {
    return {
      turn: this.turn,
      orders: this.hand,
      state: this.state,
      savedAt: this.savedAt,
      parts: this.parts,
      available: this.points,
      canUndo: this.history.length > 0,
      ready,
    };
  }

  keep(): KeptDraft {
    return { turn: this.turn, revision: this.revision, hand: this.hand, sent: this.sent };
  }

  /** All that the server told. True: somebody else's orders took the place of what was in hand here. */
  open(briefing: Briefing | null, situation: Situation, kept: KeptDraft | null): boolean {
    this.briefing = briefing;
    this.situation = situation;
    this.choices = situation.choices ?? null;
    const turn = situation.turn + 1;
    if (turn === this.turn) return this.learn(situation);
    this.turn = turn;
    this.start = firstOrders(situation);
    this.sent = this.saved = this.savedAt = this.refusedHand = null;
    this.history = [];
    this.ours = [];
    this.revision = this.newest = 0;
    this.hand = this.start;
    if (kept?.turn !== turn) return this.learn(situation);
    this.revision = kept.revision;
    this.hand = tidy(kept.hand);
    this.ours = kept.sent ? [tidy(kept.sent)] : [];
    this.sent = this.ours[0] ?? null;
    const elsewhere = this.learn(situation, true);
    this.ours = [];
    this.sent = null; // the command went with the page; what it brought stands in the situation
    return elsewhere;
  }

  private learn(situation: Situation, reloaded = false): boolean {
    const told = situation.saved;
    if (!told?.orders || (told.revision === this.revision && this.saved)) return false;
    const orders = tidy(told.orders);
    const isOwn = told.revision === this.revision || sameOrders(orders, this.hand) || this.ours.some((sent) => sameOrders(orders, sent));
    const hadOwn = reloaded || this.isDirty || this.sent !== null;
    const untouched = this.saved === null && !hadOwn;
    this.revision = told.revision;
    this.saved = orders;
    this.savedAt = null;
    if (isOwn) return false;
    if (hadOwn) this.remember();
    this.sent = null;
    this.hand = orders;
    return !untouched;
  }

  private remember(): void {
    this.history.push(this.hand);
    if (this.history.length > UNDO_MAX) this.history.shift();
  }

  /** False: it is as it was. */
  change(edit: (orders: Orders) => void): boolean {
    if (this.turn === 0) return false;
    const next = clone(OrdersSchema, this.hand);
    edit(next);
    const tidied = tidy(next);
    fillCivil(tidied, pointsOf(tidied, this.briefing, this.situation));
    return this.put(tidied);
  }

  private put(next: Orders): boolean {
    if (equals(OrdersSchema, next, this.hand)) return false;
    this.remember();
    this.hand = next;
    return true;
  }

  undo(): boolean {
    const before = this.history.pop();
    if (before) this.hand = before;
    return before !== undefined;
  }

  clear(): boolean {
    return this.put(this.start);
  }

  send(): Orders {
    this.sent = this.hand;
    this.ours.push(this.sent);
    if (this.ours.length > UNDO_MAX) this.ours.shift();
    return this.sent;
  }

  /** Answers come in the order of what was sent. */
  private answered(orders: Orders): void {
    this.ours.splice(0, this.ours.findIndex((sent) => sameOrders(sent, orders)) + 1);
    if (this.sent && sameOrders(this.sent, orders)) this.sent = null;
  }

  accept(orders: Orders, revision: number, at: Date): void {
    this.answered(orders);
    if (revision < this.revision) return; // an answer that was given before what we know by now
    this.revision = revision;
    this.saved = orders;
    this.savedAt = at;
  }

  /** The server does not take them; the orders saved before still count. */
  refuse(orders: Orders, parts: PartVerdict[], currentRevision: number): void {
    this.answered(orders);
    this.newest = Math.max(this.newest, currentRevision);
    this.refusedHand = parts.length > 0 ? orders : null;
    this.refusedParts = parts;
  }

  close(): void {
    this.turn = 0;
    this.sent = this.saved = this.savedAt = null;
    this.history = [];
  }
}
