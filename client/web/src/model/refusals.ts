// Refusals as promises reject with them: those of the server, and a few of the page's own in the same form, so that
// screens have one way to say why not.

import { create } from "@bufbuild/protobuf";
import { RefusalCode, RefusalSchema, type Refusal } from "../gen/spiral/v1/session_pb.js";

/** With sentences of the page's own: `key` is a family of two, refusal.KEY and remedy.KEY. */
function own(code: RefusalCode, key: string, item = ""): Refusal {
  return create(RefusalSchema, { code, item, sentence: `web_refusal.${key}`, remedy: `web_remedy.${key}` });
}

/** What was asked for is nothing that the wire can carry. */
export function unreadable(item: string): Refusal {
  return own(RefusalCode.REFUSAL_MALFORMED, "malformed", item);
}

/** The server answered something else than was asked for. */
export function senseless(): Refusal {
  return own(RefusalCode.REFUSAL_UNSPECIFIED, "senseless");
}

/** Nobody answered for as long as one waits. */
export function unreached(): Refusal {
  return own(RefusalCode.REFUSAL_UNSPECIFIED, "unreached");
}

export function tooMany(): Refusal {
  return own(RefusalCode.REFUSAL_BUSY, "too_many");
}

/** Given up by the person: another entry, or the page closes. */
export function givenUp(): Refusal {
  return own(RefusalCode.REFUSAL_NOT_NOW, "given_up");
}

/** Pressed while there is no link: nothing was done, and nothing waits to be done later. */
export function notConnected(): Refusal {
  return own(RefusalCode.REFUSAL_NOT_NOW, "not_connected");
}

export function noSeat(): Refusal {
  return own(RefusalCode.REFUSAL_NOT_NOW, "no_seat");
}

/** Whoever runs the exercise took the person out; not that somebody else has the place that it left. */
export function isPutOut(refusal: Refusal): boolean {
  return refusal.code === RefusalCode.REFUSAL_REMOVED && refusal.item !== "place";
}

export function isRefusal(error: unknown): error is Refusal {
  return typeof error === "object" && error !== null && (error as { $typeName?: unknown }).$typeName === RefusalSchema.typeName;
}
