// Which way to try next. A WebSocket where it opens; long poll where it failed three times or hangs; and what
// worked is remembered while the page's session lasts, so that a reload behind a strict firewall does not wait again.

import type { Channel, Owner, Way } from "./channel.js";
import type { Env } from "./env.js";
import { openPoll } from "./poll.js";
import { openWebSocket } from "./websocket.js";

const KEY = "spiral.way";
const TRIES = 3;

export class Choice {
  private failures = 0; // of WebSockets, one after the other
  private socketWorked = false;

  constructor(private readonly env: Env) {}

  get way(): Way {
    return this.remembered() || this.failures >= TRIES ? "poll" : "websocket";
  }

  open(owner: Owner): Channel {
    return this.way === "poll" ? openPoll(this.env, owner) : openWebSocket(this.env, owner);
  }

  worked(way: Way): void {
    this.failures = 0;
    if (way === "websocket") this.socketWorked = true;
    else if (!this.socketWorked) this.remember();
  }

  /** It never opened. `hung`: it was neither taken nor refused, as behind a proxy that does not know WebSockets. */
  failed(way: Way, hung: boolean): void {
    if (way === "websocket") this.failures = hung ? TRIES : this.failures + 1;
    else this.failures = TRIES - 1; // neither way: it is the network or the server, so both are tried in turn
    if (way === "poll") this.forget();
  }

  private remembered(): boolean {
    try {
      return this.env.session()?.getItem(KEY) === "poll";
    } catch {
      return false;
    }
  }

  private remember(): void {
    try {
      this.env.session()?.setItem(KEY, "poll");
    } catch {
      this.failures = TRIES; // then this page remembers
    }
  }

  private forget(): void {
    try {
      this.env.session()?.removeItem(KEY);
    } catch {
      // nothing was kept
    }
  }
}
