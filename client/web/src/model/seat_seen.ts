// A seat as a facilitator looks at it: it hears what that seat is told, and has no way to act. A picture comes in
// several messages, from the briefing to the clock, and is shown when it is whole; the older one stands until then.

import { create } from "@bufbuild/protobuf";
import { OrdersSchema } from "../gen/spiral/v1/orders_pb.js";
import type { Briefing, Clock, Situation } from "../gen/spiral/v1/world_pb.js";
import type { Draft, Heard, Model } from "./api.js";
import { secondsLeft } from "./clock.js";
import type { Told } from "./conversation.js";
import * as inbox from "./inbox.js";
import { pointsOf, tidy } from "./orders.js";
import { Store } from "./store.js";

const ALL_READ = Number.MAX_SAFE_INTEGER; // what a seat has read is known to its own pages alone

function blank(): Model {
  return { ...inbox.emptyModel(), link: { kind: "open", way: "websocket" }, pressSeen: ALL_READ };
}

/** What the server has of the seat's orders: nobody sees what is in hand. */
function savedDraft(briefing: Briefing | null, situation: Situation | null): Draft {
  const saved = situation?.saved?.orders;
  const orders = saved ? tidy(saved) : create(OrdersSchema, { budget: {} });
  return {
    turn: situation && situation.end === 0 ? situation.turn + 1 : 0,
    orders,
    state: saved ? "saved" : "unsaved",
    savedAt: null,
    parts: [],
    available: pointsOf(orders, briefing, situation),
    canUndo: false,
    ready: situation?.ready ?? false,
  };
}

/** What a newer picture keeps of an older one of the same seat: as the seat's own page does. */
function kept(older: Model, newer: Model, clock: Clock): Pick<Model, "before" | "reports"> {
  const turn = newer.situation?.turn ?? 0;
  const known = older.situation;
  if (!known || older.clock?.branch !== clock.branch || known.turn > turn) return { before: null, reports: newer.reports };
  const first = newer.reports[0]?.turn ?? turn;
  return {
    before: known.turn < turn ? known : older.before,
    reports: [...older.reports.filter((report) => report.turn < first), ...newer.reports],
  };
}

export class SeatSeen implements Heard {
  private readonly store = new Store<Model>(blank());
  private shown: Draft = savedDraft(null, null);
  private world: Uint8Array | null = null;
  private seat = 0;
  private coming: Model | null = null; // begun, and not whole

  constructor(private readonly now: () => number) {}

  get model(): Model {
    return this.store.value;
  }

  get draft(): Draft {
    return this.shown;
  }

  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  secondsLeft(): number | null {
    return secondsLeft(this.model.clock, this.model.clockAt, this.now());
  }

  /** Of what comes this seat alone is taken in; the picture of another one is forgotten. */
  expect(world: Uint8Array, seat: number): void {
    if (this.world !== null && inbox.isOf(this.world, { world }) && this.seat === seat) return;
    this.forget();
    this.world = world;
    this.seat = seat;
  }

  forget(): void {
    this.world = this.coming = null;
    this.show(blank());
  }

  /** True: a whole picture has come. */
  heard(told: Told): boolean {
    const { world } = this;
    if (world === null || !("world" in told.value) || !(told.value.world instanceof Uint8Array)) return false;
    if (!inbox.isOf(world, { world: told.value.world })) return false;
    switch (told.case) {
      case "briefing":
        this.coming = told.value.seat === this.seat ? { ...blank(), ...inbox.onBriefing(told.value) } : null;
        return false;
      case "clock":
        return this.onClock(told.value);
      case "worldEnded": // behind the clock, as the last that is told
        if (!this.coming && this.model.situation) this.store.set(inbox.onEnded(told.value));
        return false;
      default:
        this.coming = this.coming && this.with(this.coming, told);
        return false;
    }
  }

  /** A pause or more time: the seat's clock shows it at once, and so does this one. */
  follow(clock: Clock, at: number): void {
    const known = this.model.clock;
    if (!known || known.turn !== clock.turn || known.branch !== clock.branch) return;
    const { remaining, ...others } = known;
    const left = clock.remaining ? { remaining: clock.remaining } : {};
    this.store.set({ clock: { ...others, ...left, state: clock.state, reason: clock.reason }, clockAt: at });
  }

  private with(coming: Model, told: Told): Model | null {
    switch (told.case) {
      case "press":
        return { ...coming, ...inbox.onPress(coming, told.value) };
      case "bulletin":
        return { ...coming, ...inbox.onBulletin(coming, told.value) };
      case "turnReport":
        return { ...coming, ...inbox.onReport(coming, told.value, true) };
      case "situation": {
        const change = inbox.onSituation(coming, told.value, true);
        return change && { ...coming, ...change }; // one that fits no briefing is not drawn
      }
      default:
        return coming;
    }
  }

  private onClock(clock: Clock): boolean {
    const { coming } = this;
    this.coming = null;
    if (!coming?.situation) return false;
    this.show({ ...coming, ...inbox.onClock(clock, this.now()), ...kept(this.model, coming, clock) });
    return true;
  }

  private show(model: Model): void {
    this.shown = savedDraft(model.briefing, model.situation);
    this.store.set(model);
  }
}
