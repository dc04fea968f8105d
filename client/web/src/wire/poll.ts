// A channel over long polls (POST /link), for networks that let no WebSocket through.
//
// Every request carries all messages of ours that the server has not said it received, and how many of its own
// arrived; both sides count, so a request or an answer that is lost or comes twice changes nothing. Two requests are
// under way at most: one that waits for news, and, when there is something to send, one that does not wait.

import { LINK_PATH, type Channel, type Owner } from "./channel.js";
import { TO_CLIENT_MAX } from "./envelope.js";
import type { Env, PostAnswer } from "./env.js";
import { joinFrames, splitFrames } from "./frames.js";

const SEND_MS = 10_000; // until a request that does not wait is given up
const WAIT_MS = 35_000; // and one that does: the server holds it for 25 s
const FAILURES_MAX = 4; // in a row
const PAUSE_MS = 500; // after a failure, doubled with each
const EARLY_MS = 1_000; // a request that waits and comes back sooner, with nothing and for no reason, is not repeated at once
const BODY_MAX = 96 * 1024; // bytes of messages in one request

type Kind = "open" | "send" | "wait";

/** A count in a header; null where it is none. */
function count(answer: PostAnswer, name: string): number | null {
  const text = answer.header(name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

class Poll implements Channel {
  readonly way = "poll";
  private link = "";
  private unsent: Uint8Array[] = []; // that the server has not said it received
  private taken = 0; // messages that it said it received
  private received = 0; // messages of its own that arrived
  private failures = 0;
  private sends = 0;
  private over = false;
  private readonly busy = new Map<Kind, AbortController>();
  private stopPause: (() => void) | null = null;

  constructor(private readonly env: Env, private readonly owner: Owner) {
    void this.request("open");
  }

  send(bytes: Uint8Array): void {
    if (this.over || this.link === "") return;
    this.unsent.push(bytes);
    if (this.failures === 0) this.stopPausing(); // only a failure is a reason to hold it back
    this.pump();
  }

  close(): void {
    this.over = true;
    this.stopPausing();
    for (const request of this.busy.values()) request.abort();
    this.busy.clear();
  }

  private end(reason: string): void {
    if (this.over) return;
    this.close();
    this.owner.closed(reason);
  }

  private pump(): void {
    if (this.over || this.link === "" || this.stopPause) return;
    if (this.unsent.length > 0 && !this.busy.has("send")) void this.request("send");
    if (this.unsent.length === 0 && !this.busy.has("wait")) void this.request("wait");
  }

  private headers(kind: Kind): Record<string, string> {
    if (kind === "open") return {};
    const headers: Record<string, string> = {
      "Spiral-Link": this.link,
      "Spiral-Sent": String(this.taken),
      "Spiral-Received": String(this.received),
    };
    if (kind === "send") headers["Spiral-Wait"] = "0";
    return headers;
  }

  private body(): Uint8Array {
    const messages: Uint8Array[] = [];
    let size = 0;
    for (const message of this.unsent) {
      size += message.length + 4;
      if (size > BODY_MAX && messages.length > 0) break;
      messages.push(message);
    }
    return joinFrames(messages);
  }

  private async request(kind: Kind): Promise<void> {
    const abort = new AbortController();
    const sends = kind === "send" ? ++this.sends : this.sends;
    const begun = this.env.now();
    this.busy.set(kind, abort);
    const stopTimer = this.env.after(kind === "wait" ? WAIT_MS : SEND_MS, () => abort.abort());
    let answer: PostAnswer | null = null;
    try {
      answer = await this.env.post(LINK_PATH, this.headers(kind), kind === "open" ? new Uint8Array(0) : this.body(), abort.signal);
    } catch {
      // the network: the same goes out once more, and counts keep it from counting twice
    }
    stopTimer();
    if (this.over) return;
    this.busy.delete(kind);
    if (answer === null || answer.status >= 500) this.failed(kind, answer);
    else {
      const idle = kind === "wait" && sends === this.sends && answer.bytes.length === 0 && this.env.now() - begun < EARLY_MS;
      if (idle) this.pause(EARLY_MS);
      this.answered(kind, answer);
    }
  }

  private stopPausing(): void {
    this.stopPause?.();
    this.stopPause = null;
  }

  /** Nothing is asked meanwhile. */
  private pause(ms: number): void {
    this.stopPause ??= this.env.after(ms, () => {
      this.stopPause = null;
      this.pump();
    });
  }

  private failed(kind: Kind, answer: PostAnswer | null): void {
    this.failures++;
    if (kind === "open" || this.failures > FAILURES_MAX) {
      this.end(answer ? `poll ${answer.status}` : "poll without an answer");
      return;
    }
    this.pause(PAUSE_MS * 2 ** (this.failures - 1));
  }

  private answered(kind: Kind, answer: PostAnswer): void {
    if (answer.status === 409) this.mendGap(answer);
    else if (answer.status !== 200) this.end(`poll ${answer.status}`);
    else if (kind === "open") this.begin(answer);
    else this.take(answer);
  }

  private begin(answer: PostAnswer): void {
    const link = answer.header("Spiral-Link");
    if (!link) {
      this.end("poll without a link");
      return;
    }
    this.link = link;
    this.owner.opened();
    this.take(answer);
  }

  /** The server has fewer of our messages than we took for granted: only what is kept can be sent again. */
  private mendGap(answer: PostAnswer): void {
    const received = count(answer, "Spiral-Received");
    this.failures++;
    if (received === null || received < this.taken || received > this.taken + this.unsent.length || this.failures > FAILURES_MAX) {
      this.end("poll lost messages");
      return;
    }
    this.confirm(received);
    this.pump();
  }

  private confirm(received: number): void {
    if (received <= this.taken) return;
    this.unsent.splice(0, received - this.taken);
    this.taken = received;
  }

  private take(answer: PostAnswer): void {
    const received = count(answer, "Spiral-Received") ?? 0;
    const from = count(answer, "Spiral-From") ?? this.received;
    const messages = splitFrames(answer.bytes, TO_CLIENT_MAX);
    if (messages === null || from > this.received || received > this.taken + this.unsent.length) {
      this.end("poll with a gap");
      return;
    }
    this.failures = 0;
    this.confirm(received);
    const fresh = messages.slice(this.received - from);
    this.received = Math.max(this.received, from + messages.length);
    for (const message of fresh) if (!this.over) this.owner.message(message);
    const reason = answer.header("Spiral-End");
    if (reason !== null) this.end(reason || "ended");
    else this.pump();
  }
}

export function openPoll(env: Env, owner: Owner): Channel {
  return new Poll(env, owner);
}
