// How one comes to a seat: joining by code, moving a seat here, coming back to one that is kept. Nothing here takes a
// new seat but `join`, which a person pressed.

import { create } from "@bufbuild/protobuf";
import { Consent } from "../gen/spiral/v1/exercise_pb.js";
import { JoinSchema, MoveSchema, RefusalCode, ResumeSchema, type Join, type Joined, type Move, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Body } from "../wire/envelope.js";
import type { Env } from "../wire/env.js";
import { fromHex, hex } from "../wire/ids.js";
import type { Entry } from "./api.js";
import { givenUp } from "./refusals.js";
import { plainCode, sameName, type Guests, type Token, type Tokens } from "./tokens.js";

type Way =
  | { kind: "join"; code: string; join: Join }
  | { kind: "move"; code: string; seatCode: string; move: Move }
  | { kind: "resume"; token: Token };

interface Waiting {
  resolve(): void;
  reject(refusal: Refusal): void;
}

export type TurnedAway = "retry" | "refused" | "gone";

export class Door {
  token: Token | null = null; // of the seat that we hold
  private entry: Way | null = null;
  private waiting: Waiting | null = null;

  constructor(private readonly env: Env, private readonly tokens: Tokens, private readonly guests: Guests) {}

  /** The same device, code and name come back to the same seat; a personal link says itself whose it is. */
  join(code: string, entry: Entry): void {
    const plain = plainCode(code);
    const kept = this.tokens.find(plain);
    const guest = this.guests.find(plain);
    if (kept && sameName(kept.name, entry.name) && guest === "") {
      this.entry = { kind: "resume", token: kept };
      return;
    }
    const name = entry.name.trim();
    const secret = this.tokens.secret(plain, name, () => this.env.randomBytes(16));
    const { consent = Consent.UNSPECIFIED } = entry;
    this.entry = { kind: "join", code: plain, join: create(JoinSchema, { code: plain, name, secret, guest, consent }) };
  }

  /** With the code of a printed card somebody new comes in, and says the same as who joins. */
  move(code: string, typed: string, { name, consent = Consent.UNSPECIFIED }: Entry): void {
    const [plain, seatCode] = [plainCode(code), typed.trim().toUpperCase()];
    const secret = this.tokens.secret(plain, seatCode, () => this.env.randomBytes(16));
    this.entry = { kind: "move", code: plain, seatCode, move: create(MoveSchema, { code: plain, seatCode, name: name.trim(), consent, secret }) };
  }

  resume(code?: string): boolean {
    const token = this.tokens.find(code);
    if (token) this.entry = { kind: "resume", token };
    return token !== null;
  }

  /** Of what the person asked for; a newer request ends the older one. */
  wait(): Promise<void> {
    this.settle(givenUp());
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  body(): Body | null {
    const entry = this.entry;
    switch (entry?.kind) {
      case "join":
        return { case: "join", value: entry.join };
      case "move":
        return { case: "move", value: entry.move };
      case "resume":
        return { case: "resume", value: create(ResumeSchema, { person: fromHex(entry.token.person), token: fromHex(entry.token.token) }) };
      default:
        return null;
    }
  }

  /** A place that was held before, and no new one. */
  comesBack(): boolean {
    return this.entry?.kind === "resume";
  }

  entered(joined: Joined): Token {
    const before = this.entry?.kind === "resume" ? this.entry.token : null;
    const world = hex(joined.world);
    const sameWorld = before?.world === world;
    const token: Token = {
      code: before?.code ?? (this.entry?.kind === "join" || this.entry?.kind === "move" ? this.entry.code : ""),
      name: joined.name,
      person: hex(joined.person),
      token: joined.token.length > 0 ? hex(joined.token) : (before?.token ?? ""),
      seatCode: joined.seatCode || (before?.seatCode ?? this.movedWith()),
      exercise: hex(joined.exercise),
      world,
      commitment: sameWorld ? (before?.commitment ?? "") : "",
      pressSeen: sameWorld ? (before?.pressSeen ?? 0) : 0,
      left: false,
    };
    this.tokens.save(token);
    this.tokens.forgetSecret();
    this.guests.forget();
    this.token = token;
    this.entry = { kind: "resume", token };
    this.settle(null);
    return token;
  }

  /** The code that brought a seat here is still its code. */
  private movedWith(): string {
    return this.entry?.kind === "move" ? this.entry.seatCode : "";
  }

  /** Nobody comes back to this seat any more. */
  forget(): void {
    if (this.token) this.tokens.forget(this.token.code);
    this.token = null;
  }

  update(change: Partial<Token>): void {
    if (!this.token) return;
    this.token = { ...this.token, ...change };
    this.tokens.save(this.token);
    if (this.entry?.kind === "resume") this.entry = { kind: "resume", token: this.token };
  }

  turnedAway(refusal: Refusal): TurnedAway {
    const entry = this.entry;
    const worthless = [RefusalCode.REFUSAL_UNKNOWN_PERSON, RefusalCode.REFUSAL_REMOVED].includes(refusal.code);
    const lostSeat = worthless && entry?.kind === "resume";
    if (refusal.code === RefusalCode.REFUSAL_BUSY && !this.waiting) return "retry";
    if (lostSeat) this.tokens.forget(entry.token.code);
    const asked = this.waiting !== null;
    this.entry = null;
    this.token = null;
    this.settle(refusal);
    return lostSeat && !asked ? "gone" : "refused";
  }

  /** Keeps what is kept, and comes in by nothing any more. */
  close(): void {
    this.entry = null;
    this.settle(givenUp());
  }

  private settle(refusal: Refusal | null): void {
    const waiting = this.waiting;
    this.waiting = null;
    if (refusal) waiting?.reject(refusal);
    else waiting?.resolve();
  }
}
