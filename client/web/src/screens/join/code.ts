// What can be said of a code or a name before the server is asked.

import { bytesOf } from "../../parts/text.js";
import { harmless } from "../../words/harmless.js";

const CODE_MIN = 4;
const CODE_MAX = 15;
const SEAT_CODE_MAX = 23;
const NAME_MAX = 63; // bytes

/** A pasted link is as good as the code in it. */
export function codeFrom(text: string): string {
  const link = /\/(?:join|watch|project)\/([^/?#\s]+)/i.exec(text);
  return (link?.[1] ?? text).replace(/[^0-9a-z]/gi, "").toUpperCase().slice(0, CODE_MAX);
}

/** The secret in a pasted personal link; null: it is none. */
export function guestFrom(text: string): string | null {
  return /#guest=([0-9A-Za-z-]{1,23})(?![0-9A-Za-z-])/.exec(text)?.[1] ?? null;
}

export function seatCodeFrom(text: string): string {
  return text.replace(/[^0-9a-z-]/gi, "").toUpperCase().slice(0, SEAT_CODE_MAX);
}

/** Key of what is wrong with it; null: nothing. */
export function codeFault(code: string): string | null {
  if (code === "") return "web.join.code_missing";
  return code.length < CODE_MIN ? "web.join.code_short" : null;
}

export function seatCodeFault(code: string): string | null {
  if (code === "") return "web.join.seat_code_missing";
  return code.length < 10 ? "web.join.seat_code_short" : null;
}

export function nameFault(name: string): string | null {
  const trimmed = name.trim();
  if (trimmed === "") return "web.join.name_missing";
  if (bytesOf(trimmed) > NAME_MAX) return "web.join.name_long";
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(trimmed)) return "web.join.name_unseen";
  const plain = trimmed.replace(/\u200d/g, ""); // joins emoji; the server leaves it out
  return harmless(plain) === plain ? null : "web.join.name_hidden";
}
