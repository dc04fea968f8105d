// Where orders are written: every change is kept in this tab at once, and goes to the server half a second later.

import { create, fromJson, toJson, type JsonValue } from "@bufbuild/protobuf";
import { OrdersSchema, SaveOrdersSchema, SetReadySchema, type Orders } from "../gen/spiral/v1/orders_pb.js";
import { RefusalCode, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Briefing, Situation } from "../gen/spiral/v1/world_pb.js";
import type { Env } from "../wire/env.js";
import { hex } from "../wire/ids.js";
import type { Draft } from "./api.js";
import { Believed, setGreedy } from "./beliefs.js";
import type { Commands } from "./commands.js";
import { Drafting, type KeptDraft } from "./draft.js";
import type { Keep } from "./keep.js";
import { refusalNews, type Line } from "./news.js";

const SAVE_MS = 500;
const KEY = "spiral.draft";

export interface DeskOwner {
  changed(): void;
  tell(line: Line): void;
  /** The server has something new of ours. */
  saved(change: { orders?: Orders; revision?: number; ready: boolean }): void;
}

/** What did not change is not drawn again. */
export function withOldParts(shown: Draft, next: Draft): Draft {
  const { parts } = shown;
  const same = parts.length === next.parts.length && parts.every((row, x) => row.part === next.parts[x]?.part && row.verdict === next.parts[x]?.verdict);
  return same ? { ...next, parts } : next;
}

interface Kept {
  seat: string;
  turn: number; // that `believed` is about
  believed: unknown;
  draft: { turn: number; revision: number; hand: JsonValue; sent: JsonValue | null } | null;
}

export class Desk {
  readonly drafting = new Drafting();
  private readonly believed = new Believed();
  private world: Uint8Array = new Uint8Array(0);
  private seat = ""; // whose draft is kept: world and state
  private believedTurn = 0;
  private me = 0;
  private situation: Situation | null = null;
  private stopTimer: (() => void) | null = null;

  constructor(
    private readonly env: Env,
    private readonly commands: Commands,
    private readonly keep: Keep,
    private readonly owner: DeskOwner,
  ) {}

  view(ready: boolean): Draft {
    return this.drafting.view(ready);
  }

  /** True: a turn begins. */
  open(briefing: Briefing, situation: Situation): boolean {
    const isNew = situation.turn + 1 !== this.drafting.turn;
    this.world = briefing.world;
    this.me = briefing.seat;
    this.situation = situation;
    const seat = `${hex(briefing.world)}.${briefing.seat}`;
    const kept = this.seat === seat ? null : this.restore(seat);
    this.seat = seat;
    if (isNew) this.stopSaving();
    const elsewhere = this.drafting.open(briefing, situation, kept);
    if (this.believedTurn !== this.drafting.turn) this.believed.nextTurn();
    this.believedTurn = this.drafting.turn;
    if (this.drafting.saved) this.believed.learn(this.drafting.saved);
    if (elsewhere) {
      this.stopSaving();
      this.commands.withdraw("saveOrders");
      this.owner.tell({ key: "web_link.saved_elsewhere", slots: {} });
    } else if (this.drafting.isDirty && kept) {
      this.saveSoon();
    }
    this.remember();
    return isNew;
  }

  /** Nothing can be ordered any more. */
  close(): void {
    this.stopSaving();
    this.drafting.close();
    this.remember();
  }

  /** The open turn, or one before it, opens anew. */
  rollBack(): void {
    this.close();
    this.keep.write(KEY, null);
  }

  /** Another world. */
  forget(): void {
    this.close();
    this.believed.clear();
    this.seat = "";
  }

  /** The same, and nothing of it stays in this tab. */
  erase(): void {
    this.forget();
    this.keep.write(KEY, null);
  }

  change(edit: (orders: Orders) => void): void {
    if (this.drafting.change(edit)) this.touched();
  }

  undo(): void {
    if (this.drafting.undo()) this.touched();
  }

  clear(): void {
    if (this.drafting.clear()) this.touched();
  }

  canKeepBeliefs(): boolean {
    return this.believed.kept(this.situation, this.me).length > 0;
  }

  keepBeliefs(): void {
    const kept = this.believed.kept(this.situation, this.me);
    this.change((orders) => kept.forEach(([state, permille]) => setGreedy(orders, state, permille)));
  }

  /** What is in hand, now. False: it is not legal, and was not sent. */
  save(): boolean {
    this.stopSaving();
    const drafting = this.drafting;
    if (drafting.turn === 0) return false;
    if (drafting.state === "saved" || drafting.state === "sending") return true;
    if (drafting.parts.length > 0) return false;
    const orders = drafting.send();
    const value = create(SaveOrdersSchema, { world: this.world, turn: drafting.turn, orders });
    this.commands.put({ case: "saveOrders", value }, {
      accepted: (accepted) => this.accepted(orders, accepted.turn, accepted.revision, accepted.ready),
      refused: (refusal) => this.refused(orders, refusal),
    });
    this.remember();
    this.owner.changed();
    return true;
  }

  setReady(ready: boolean): void {
    if (this.drafting.turn === 0) return;
    if (ready && !this.save()) return this.owner.tell({ key: "web_link.not_ready", slots: {} });
    const value = create(SetReadySchema, { world: this.world, turn: this.drafting.turn, ready });
    this.commands.put({ case: "setReady", value }, {
      accepted: (accepted) => {
        if (accepted.turn === this.drafting.turn) this.owner.saved({ ready: accepted.ready });
      },
      refused: (refusal) => this.tellRefusal(refusal),
    });
  }

  stop(): void {
    this.stopSaving();
  }

  private touched(): void {
    this.remember();
    if (this.drafting.isDirty && this.drafting.parts.length === 0) this.saveSoon();
    else this.stopSaving();
    this.owner.changed();
  }

  private saveSoon(): void {
    this.stopSaving();
    this.stopTimer = this.env.after(SAVE_MS, () => this.save());
  }

  private stopSaving(): void {
    this.stopTimer?.();
    this.stopTimer = null;
  }

  private accepted(orders: Orders, turn: number, revision: number, ready: boolean): void {
    if (turn !== this.drafting.turn) return;
    this.drafting.accept(orders, revision, this.env.date());
    this.believed.learn(orders);
    this.remember();
    this.owner.saved({ orders, revision, ready });
  }

  private refused(orders: Orders, refusal: Refusal): void {
    this.drafting.refuse(orders, refusal.parts, refusal.currentRevision);
    this.remember();
    if (refusal.code === RefusalCode.REFUSAL_STALE_REVISION) this.owner.tell({ key: "web_link.saved_elsewhere", slots: {} });
    else this.tellRefusal(refusal);
    this.owner.changed();
  }

  private tellRefusal(refusal: Refusal): void {
    if (refusal.sentence !== "web_refusal.given_up") this.owner.tell(refusalNews(refusal));
  }

  private remember(): void {
    if (this.seat === "") return;
    const draft = this.drafting.turn > 0 && (this.drafting.isDirty || this.drafting.sent) ? this.drafting.keep() : null;
    const kept: Kept = {
      seat: this.seat,
      turn: this.believedTurn,
      believed: this.believed.save(),
      draft: draft && { ...draft, hand: toJson(OrdersSchema, draft.hand), sent: draft.sent && toJson(OrdersSchema, draft.sent) },
    };
    this.keep.write(KEY, kept);
  }

  private restore(seat: string): KeptDraft | null {
    const kept = this.keep.read(KEY) as Partial<Kept> | null;
    this.believed.clear();
    if (kept?.seat !== seat) return null;
    this.believed.restore(kept.believed);
    this.believedTurn = kept.turn ?? 0;
    const draft = kept.draft;
    if (!draft) return null;
    try {
      const sent = draft.sent === null ? null : fromJson(OrdersSchema, draft.sent);
      return { turn: draft.turn, revision: draft.revision, hand: fromJson(OrdersSchema, draft.hand), sent };
    } catch {
      return null; // of another version of this page
    }
  }
}
