// One authenticated conversation over a link: greets, comes in, numbers requests and finds the answer to each. A
// request that was under way when the link was lost is forgotten here; who asked sends it again after coming in.

import { create } from "@bufbuild/protobuf";
import type { ToClient } from "../gen/spiral/v1/envelope_pb.js";
import { HelloSchema, PingSchema, RefusalCode, type Refusal } from "../gen/spiral/v1/session_pb.js";
import { decode, encode, type Body } from "../wire/envelope.js";
import type { Env } from "../wire/env.js";
import { Link, type Condition } from "../wire/reconnect.js";
import { unreadable } from "./refusals.js";
import type { Language } from "./api.js";

const VERSION = 1;
const ENTRY_MS = 15_000; // from an open link to the seat, as the server counts
const BUSY_MIN_MS = 250;
const BUSY_MAX_MS = 60_000;

export type Told = Exclude<ToClient["body"], { case: undefined }>;

export interface ConversationOwner {
  condition(condition: Condition): void;
  /** What to come in with; null: nothing to come in for any more. */
  entry(): Body | null;
  entered(told: Told): void;
  refused(refusal: Refusal): void;
  /** What came unasked, once inside. */
  told(told: Told): void;
  lost(): void;
}

export class Conversation {
  inside = false;
  private readonly link: Link;
  private request = 0;
  private waiting = new Map<number, (told: Told) => void>();
  private stopEntry: (() => void) | null = null;

  constructor(private readonly env: Env, private readonly language: () => Language, private readonly owner: ConversationOwner) {
    this.link = new Link(env, {
      changed: (condition) => owner.condition(condition),
      opened: () => this.greet(),
      message: (bytes) => this.heard(bytes),
      lost: () => this.onLost(),
      ping: () => this.send({ case: "ping", value: create(PingSchema) }, () => undefined),
    });
  }

  start(): void {
    this.link.start();
  }

  /** Comes in anew, with what `entry` says now. */
  again(): void {
    this.stop();
    this.start();
  }

  stop(): void {
    this.leave();
    this.link.stop();
  }

  /** The server asked to come back later, or does not speak sense. */
  restart(delayMs?: number): void {
    this.link.restart(delayMs);
  }

  /** Not all that were told the same time come back at once. */
  busyDelay(refusal: Refusal): number {
    const asked = refusal.more.case === "busy" ? refusal.more.value.retryAfterMs : 0;
    const delay = Math.min(Math.max(asked, BUSY_MIN_MS), BUSY_MAX_MS);
    return delay * (1 + this.env.random() / 4);
  }

  /** False: too long for the wire, and nothing was sent. */
  send(body: Body, answered: (told: Told) => void): boolean {
    const bytes = encode(this.request + 1, body);
    if (!bytes) return false;
    this.waiting.set(++this.request, answered);
    this.link.send(bytes);
    return true;
  }

  private greet(): void {
    this.request = 0;
    this.stopEntry?.();
    this.stopEntry = this.env.after(ENTRY_MS, () => this.link.restart());
    const hello = create(HelloSchema, { version: VERSION, client: "spiral-web 1", language: this.language() });
    this.send({ case: "hello", value: hello }, (told) => this.greeted(told));
  }

  private greeted(told: Told): void {
    if (told.case === "refusal") this.turnedAway(told.value);
    else this.comeIn();
  }

  private comeIn(): void {
    const entry = this.owner.entry();
    if (!entry) return this.stop();
    const sent = this.send(entry, (told) => {
      if (told.case === "refusal") return this.turnedAway(told.value);
      this.stopEntry?.();
      this.inside = true;
      this.owner.entered(told);
    });
    if (!sent) this.turnedAway(unreadable("values"));
  }

  private turnedAway(refusal: Refusal): void {
    this.stopEntry?.();
    if (refusal.code === RefusalCode.REFUSAL_NOT_NOW) this.link.restart();
    else this.owner.refused(refusal);
  }

  private leave(): void {
    this.inside = false;
    this.waiting.clear();
    this.stopEntry?.();
  }

  private onLost(): void {
    this.leave();
    this.owner.lost();
  }

  private heard(bytes: Uint8Array): void {
    const envelope = decode(bytes);
    if (!envelope) return this.link.restart();
    const told = envelope.body;
    if (told.case === undefined) return; // of a later version
    const request = Number(envelope.request);
    if (request === 0) {
      if (this.inside || told.case === "notice") this.owner.told(told);
      else if (told.case === "refusal") this.turnedAway(told.value);
      return;
    }
    const answered = this.waiting.get(request);
    this.waiting.delete(request); // an answer that comes twice is heard once
    answered?.(told);
  }
}
