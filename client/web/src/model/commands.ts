// Commands on their way: one of a kind at a time, kept with its id until it is answered, and sent again with the same
// id after a lost link, so that nothing counts twice and nothing is lost (proto/README.md, "Commands").

import { RefusalCode, type Accepted, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Body } from "../wire/envelope.js";
import type { Env } from "../wire/env.js";
import type { Conversation, Told } from "./conversation.js";
import { givenUp, senseless, tooMany, unreadable } from "./refusals.js";

const TEXTS_MAX = 8; // messages or questions that wait to be sent

const KINDS = ["saveOrders", "stateBeliefs", "setReady", "sendPress", "askControl", "stateFeelings", "leave"] as const;
type Kind = (typeof KINDS)[number];
export type Command = Extract<Body, { case: Kind }>;

export interface Outcome {
  accepted(accepted: Accepted): void;
  refused(refusal: Refusal): void;
}

interface Row extends Outcome {
  command: Command;
  sent: boolean;
}

export interface CommandOwner {
  openTurn(): number; // 0: none
  revision(): number; // that orders rest on
  situationSeen(): boolean; // since we came in
}

function turnOf(command: Command): number {
  return "turn" in command.value ? command.value.turn : 0;
}

/** What somebody wrote: each is sent, none replaces another. */
function isText(kind: Kind): boolean {
  return kind === "sendPress" || kind === "askControl";
}

export class Commands {
  private readonly going = new Map<Kind, Row>();
  private readonly next = new Map<Kind, Row[]>();
  private stopHold: (() => void) | null = null;

  constructor(private readonly env: Env, private readonly conversation: () => Conversation, private readonly owner: CommandOwner) {}

  /** Of all kinds but texts only the newest waits: each replaces what was said before. */
  put(command: Command, outcome: Outcome): void {
    const queue = this.next.get(command.case) ?? [];
    const row = { ...outcome, command, sent: false };
    if (!isText(command.case)) queue.length = 0;
    else if (queue.length >= TEXTS_MAX) return outcome.refused(tooMany());
    queue.push(row);
    this.next.set(command.case, queue);
    this.pump();
  }

  isIdle(kind: Kind): boolean {
    return !this.going.has(kind) && !this.next.get(kind)?.length;
  }

  /** What waits of a kind is not sent any more; what is under way is. */
  withdraw(kind: Kind): void {
    this.next.delete(kind);
  }

  pump(): void {
    if (!this.conversation().inside || this.stopHold) return;
    for (const kind of KINDS) {
      if (!this.mayGo(kind)) continue;
      const row = this.going.get(kind) ?? this.promote(kind);
      if (row && !row.sent) this.send(kind, row);
    }
  }

  unsend(): void {
    for (const row of this.going.values()) row.sent = false;
  }

  /** Turns that are closed take no orders any more. */
  dropStale(): void {
    for (const kind of KINDS) {
      const row = this.going.get(kind);
      if (row && !row.sent && this.isStale(row.command)) this.going.delete(kind);
      this.next.set(kind, (this.next.get(kind) ?? []).filter((waiting) => !this.isStale(waiting.command)));
    }
  }

  stop(): void {
    this.stopHold?.();
    this.stopHold = null;
    const rows = [...this.going.values(), ...[...this.next.values()].flat()];
    this.going.clear();
    this.next.clear();
    for (const row of rows) row.refused(givenUp());
  }

  private isStale(command: Command): boolean {
    const turn = turnOf(command);
    return turn !== 0 && turn !== this.owner.openTurn();
  }

  /** "Ready" may end the turn, so what it speaks of goes first and is answered. */
  private mayGo(kind: Kind): boolean {
    if (isText(kind) || kind === "stateFeelings" || kind === "leave") return true;
    if (!this.owner.situationSeen()) return false;
    return kind !== "setReady" || (this.isIdle("saveOrders") && this.isIdle("stateBeliefs"));
  }

  private promote(kind: Kind): Row | null {
    const row = this.next.get(kind)?.shift();
    if (!row || this.isStale(row.command)) return null;
    row.command.value.commandId = this.env.randomBytes(16);
    if (row.command.case === "saveOrders") row.command.value.revision = this.owner.revision();
    this.going.set(kind, row);
    return row;
  }

  private send(kind: Kind, row: Row): void {
    row.sent = true;
    if (!this.conversation().send(row.command, (told) => this.answered(kind, row, told))) this.refuse(kind, row, unreadable("values"));
  }

  private answered(kind: Kind, row: Row, told: Told): void {
    if (this.going.get(kind) !== row) return;
    if (told.case === "accepted") {
      this.going.delete(kind);
      row.accepted(told.value);
    } else if (told.case === "refusal" && told.value.code === RefusalCode.REFUSAL_BUSY) {
      row.sent = false;
      this.hold(told.value);
    } else {
      this.refuse(kind, row, told.case === "refusal" ? told.value : senseless());
    }
    this.pump();
  }

  private refuse(kind: Kind, row: Row, refusal: Refusal): void {
    this.going.delete(kind);
    if (kind === "saveOrders") this.withdraw("setReady"); // it was meant with these orders
    row.refused(refusal);
  }

  private hold(refusal: Refusal): void {
    this.stopHold ??= this.env.after(this.conversation().busyDelay(refusal), () => {
      this.stopHold = null;
      this.pump();
    });
  }
}
