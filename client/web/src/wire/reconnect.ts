// A link that stays: it opens channels one after the other, notices when one has died without a word, and is back at
// once when the person looks at the page again. Of the messages it knows only that they are bytes.

import type { Channel, Way } from "./channel.js";
import { Choice } from "./choice.js";
import type { Env } from "./env.js";

export const BEAT_MS = 45_000; // between pings; the server ends a conversation after 120 s of silence
export const PONG_MS = 10_000; // that an answer may take
export const RETURN_MS = 1_000; // the same when the page comes back: a phone's link is often dead by then, and a new one has to be there in two seconds
export const OPEN_MS = 4_000; // that a channel may take to open while somebody looks
const OPEN_HIDDEN_MS = 20_000;
const DELAY_MS = 250;
const DELAY_MAX_MS = 5_000;
const SETTLED_MS = 5_000; // a channel that held so long was no failed attempt
const FRESH_MS = 1_000; // an attempt so young is not begun anew: a page tells of its return by several events
const SLEPT_MS = 3_000; // that the wall clock is ahead of the page's: the machine slept

export type Condition =
  | { kind: "idle" }
  | { kind: "connecting"; since: number; attempt: number }
  | { kind: "open"; way: Way }
  | { kind: "waiting"; since: number; attempt: number };

export interface LinkOwner {
  changed(condition: Condition): void;
  opened(): void;
  message(bytes: Uint8Array): void;
  /** What was sent and not answered is lost; the link tries again by itself. */
  lost(): void;
  /** Sends anything that is answered at once. */
  ping(): void;
}

export class Link {
  condition: Condition = { kind: "idle" };
  private channel: Channel | null = null;
  private readonly choice: Choice;
  private readonly stops: (() => void)[] = [];
  private stopTimer: (() => void) | null = null; // of the retry, of opening, or of the next ping
  private stopPong: (() => void) | null = null;
  private pongAt = 0; // when the answer must be there
  private attempt = 0;
  private lostAt = 0;
  private openedAt = 0; // 0: not open
  private triedAt = 0;
  private ahead = 0; // of the wall clock, when the channel opened

  constructor(private readonly env: Env, private readonly owner: LinkOwner) {
    this.choice = new Choice(env);
  }

  start(): void {
    if (this.condition.kind !== "idle") return;
    this.lostAt = this.env.now();
    this.attempt = 0;
    this.stops.push(this.env.onReturn(() => this.returned()));
    this.connect();
  }

  stop(): void {
    this.stops.splice(0).forEach((stop) => stop());
    this.release();
    this.tell({ kind: "idle" });
  }

  send(bytes: Uint8Array): void {
    this.channel?.send(bytes);
  }

  /** Ends what there is and begins anew, after a while if the server asked for one. */
  restart(delayMs?: number): void {
    if (this.condition.kind === "idle") return;
    this.down(delayMs);
  }

  /** Conditions are told when they change; nobody waits for a message between them. */
  private tell(condition: Condition): void {
    this.condition = condition;
    this.owner.changed(condition);
  }

  private timer(ms: number, run: () => void): void {
    this.stopTimer?.();
    this.stopTimer = this.env.after(ms, run);
  }

  private release(): void {
    this.stopTimer?.();
    this.stopPong?.();
    this.stopTimer = this.stopPong = null;
    this.channel?.close();
    this.channel = null;
  }

  private clockAhead(): number {
    return this.env.date().getTime() - this.env.now();
  }

  private connect(): void {
    this.release();
    const way = this.choice.way;
    this.tell({ kind: "connecting", since: this.lostAt, attempt: this.attempt });
    const failed = (hung: boolean): void => {
      this.choice.failed(way, hung);
      this.down();
    };
    this.openedAt = 0;
    this.triedAt = this.env.now();
    this.timer(this.env.visible() ? OPEN_MS : OPEN_HIDDEN_MS, () => failed(this.env.visible()));
    try {
      this.channel = this.choice.open({
        opened: () => this.up(way),
        message: (bytes) => this.heard(bytes),
        closed: () => (this.openedAt === 0 ? failed(false) : this.down()),
      });
    } catch {
      failed(false); // the browser does not even try
    }
  }

  private up(way: Way): void {
    this.choice.worked(way);
    this.openedAt = this.env.now() || 1;
    this.ahead = this.clockAhead();
    this.beat();
    this.tell({ kind: "open", way });
    this.owner.opened();
  }

  private beat(): void {
    this.timer(BEAT_MS, () => {
      this.beat();
      this.expect(PONG_MS);
    });
  }

  /** Something must be heard in time, or the channel is dead, and the next is tried after `delayMs`. The nearer time counts. */
  private expect(ms: number, delayMs?: number): void {
    const at = this.env.now() + ms;
    if (this.stopPong === null || at < this.pongAt) {
      this.stopPong?.();
      this.pongAt = at;
      this.stopPong = this.env.after(ms, () => this.down(delayMs));
    }
    this.owner.ping();
  }

  private heard(bytes: Uint8Array): void {
    this.stopPong?.();
    this.stopPong = null;
    this.owner.message(bytes);
  }

  private down(delayMs?: number): void {
    const wasOpen = this.openedAt !== 0;
    if (wasOpen) this.lostAt = this.env.now();
    if (wasOpen && this.env.now() - this.openedAt >= SETTLED_MS) this.attempt = 0;
    this.openedAt = 0;
    this.release();
    const delay = delayMs ?? this.nextDelay();
    this.attempt++;
    this.timer(delay, () => this.connect());
    if (wasOpen) this.owner.lost();
    if (this.condition.kind !== "idle") this.tell({ kind: "waiting", since: this.lostAt, attempt: this.attempt });
  }

  /** Many that were lost at once do not come back at once. */
  private nextDelay(): number {
    const delay = Math.min(DELAY_MAX_MS, DELAY_MS * 2 ** Math.min(this.attempt, 10));
    return delay * (0.75 + this.env.random() / 4);
  }

  private returned(): void {
    if (this.condition.kind === "open") {
      if (this.clockAhead() - this.ahead > SLEPT_MS) this.down(0);
      else this.expect(RETURN_MS, 0); // somebody looks, and waits
    } else if (this.condition.kind !== "idle" && !(this.triedAt > this.env.now() - FRESH_MS && this.channel)) {
      this.attempt = 0;
      this.connect();
    }
  }
}
