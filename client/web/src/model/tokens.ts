// The seats that this browser keeps, by exercise code: who one is, and the secret that proves it. They stand in
// localStorage, which belongs to this server's address alone, and never in a URL.

import { fromHex, hex } from "../wire/ids.js";
import type { Seat } from "./api.js";
import type { Keep } from "./keep.js";

const SEATS = "spiral.seats";
const JOINING = "spiral.joining";
const GUEST = "spiral.guest";
const SEATS_MAX = 16;

export interface Token {
  code: string;
  name: string;
  person: string; // this and the following in hex
  token: string;
  exercise: string;
  world: string;
  commitment: string; // the first that was told; empty: none yet
  seatCode: string;
  left: boolean; // the person gave the seat to a bot
  pressSeen: number;
}

/** Kept from the press on "join" until the answer: the same secret again gives the same seat. */
interface Joining {
  code: string;
  name: string;
  secret: string;
}

/** Case does not matter, and what people put between letters does not either. */
export function plainCode(code: string): string {
  return code.replace(/[\s-]/g, "").toUpperCase();
}

export function sameName(a: string, b: string): boolean {
  return a.trim().normalize("NFC").toLowerCase() === b.trim().normalize("NFC").toLowerCase();
}

/** What screens see of it. */
export function seatOf({ code, name, seatCode, exercise }: Token): Seat {
  return { code, name, seatCode, exercise };
}

const TEXTS = ["code", "name", "person", "token", "exercise", "world", "commitment", "seatCode"] as const;

function isToken(value: unknown): value is Token {
  if (typeof value !== "object" || value === null) return false;
  const row = value as Record<string, unknown>;
  return TEXTS.every((name) => typeof row[name] === "string") && typeof row["left"] === "boolean" &&
    typeof row["pressSeen"] === "number" && fromHex(row["person"] as string).length === 16 && fromHex(row["token"] as string).length === 16;
}

export class Tokens {
  constructor(private readonly keep: Keep) {}

  /** Newest first. */
  all(): Token[] {
    const rows = this.keep.read(SEATS);
    return Array.isArray(rows) ? rows.filter(isToken).slice(0, SEATS_MAX) : [];
  }

  find(code?: string): Token | null {
    const wanted = code === undefined ? null : plainCode(code);
    return this.all().find((row) => (wanted === null ? !row.left : row.code === wanted)) ?? null;
  }

  save(token: Token): void {
    const others = this.all().filter((row) => row.code !== token.code);
    this.keep.write(SEATS, [token, ...others].slice(0, SEATS_MAX));
  }

  forget(code: string): void {
    this.keep.write(SEATS, this.all().filter((row) => row.code !== code));
  }

  secret(code: string, name: string, fresh: () => Uint8Array): Uint8Array {
    const kept = this.keep.read(JOINING) as Partial<Joining> | null;
    if (kept?.code === code && sameName(kept.name ?? "", name)) {
      const secret = fromHex(kept.secret ?? "");
      if (secret.length === 16) return secret;
    }
    const secret = fresh();
    this.keep.write(JOINING, { code, name, secret: hex(secret) } satisfies Joining);
    return secret;
  }

  forgetSecret(): void {
    this.keep.write(JOINING, null);
  }
}

/** The secret of a personal link, in this tab until it has brought its person in: a reload of the door must not lose it. */
export class Guests {
  constructor(private readonly tab: Keep) {}

  put(code: string, secret: string): void {
    this.tab.write(GUEST, { code: plainCode(code), secret });
  }

  /** Empty: there is none. */
  find(code: string): string {
    const kept = this.tab.read(GUEST) as { code?: unknown; secret?: unknown } | null;
    return kept?.code === plainCode(code) && typeof kept.secret === "string" ? kept.secret : "";
  }

  forget(): void {
    this.tab.write(GUEST, null);
  }
}
