// What the polite live region is told, as keys of the catalogues with their numbers.

import { NoticeKind, RefusalCode, type Notice, type Refusal } from "../gen/spiral/v1/session_pb.js";
import { ClockState, type Clock } from "../gen/spiral/v1/world_pb.js";

export interface Line {
  key: string;
  slots: Record<string, string | number>;
}

function line(key: string, slots: Record<string, string | number> = {}): Line {
  return { key, slots };
}

/** Minutes where they are whole. */
function duration(minutesKey: string, secondsKey: string, ms: number): Line {
  const seconds = Math.ceil(ms / 1000);
  return seconds > 0 && seconds % 60 === 0 ? line(minutesKey, { minutes: seconds / 60 }) : line(secondsKey, { seconds });
}

export function noticeNews(notice: Notice): Line | null {
  switch (notice.kind) {
    case NoticeKind.NOTICE_STOPPING:
      return line("web_link.stopping");
    case NoticeKind.NOTICE_RESTARTED:
      return line("notice.restarted", { seconds: Math.ceil(notice.ms / 1000) });
    case NoticeKind.NOTICE_BOT_HOLDS_SEAT:
      return line("notice.bot_holds_seat");
    case NoticeKind.NOTICE_SEAT_IS_YOURS:
      return line("notice.seat_is_yours");
    case NoticeKind.NOTICE_EXTENDED:
      return duration("web_link.extended_minutes", "web_link.extended_seconds", notice.ms);
    case NoticeKind.NOTICE_SHORTENED:
      return duration("web_link.shortened_minutes", "web_link.shortened_seconds", notice.ms);
    case NoticeKind.NOTICE_RESOLVED:
      return line("notice.resolved");
    default:
      return null; // superseded has a state of its own; others are of a later version
  }
}

export function clockNews(before: Clock | null, clock: Clock): Line | null {
  const paused = clock.state === ClockState.CLOCK_PAUSED;
  if (paused && before?.state !== ClockState.CLOCK_PAUSED)
    return clock.reason ? line("clock.paused_for", { reason: clock.reason }) : line("clock.paused");
  if (clock.state === ClockState.CLOCK_OPEN && before?.state === ClockState.CLOCK_PAUSED) return line("clock.runs");
  return null;
}

/** After a loss: is it the same turn, and what became of the one that closed meanwhile? */
export function backNews(turnBefore: number, turn: number, ordersUsed: boolean): Line {
  if (turn === turnBefore) return line("back.same");
  return line(ordersUsed ? "back.used" : "back.defaults", { turn: turn - 1 });
}

/** The slots that sentences of refusals have. */
export function refusalSlots(refusal: Refusal): Record<string, string | number> {
  const more = refusal.more;
  return {
    item: refusal.item,
    seconds: more.case === "busy" ? Math.ceil(more.value.retryAfterMs / 1000) : 0,
    host: more.case === "moved" ? more.value.host : "",
    port: more.case === "moved" ? more.value.port : 0,
    oldest: more.case === "upgradeNeeded" ? more.value.oldest : 0,
    newest: more.case === "upgradeNeeded" ? more.value.newest : 0,
    turn: refusal.currentTurn,
    revision: refusal.currentRevision,
  };
}

/** proto/README.md, "Refusals": names by code. */
export const REFUSAL_NAMES = [
  "none", "unsupported", "upgrade_needed", "busy", "moved", "not_now", "malformed", "unknown_code", "unknown_person", "full", "over",
  "not_yours", "stale_turn", "stale_revision", "illegal_orders", "eliminated", "not_ended", "bot_holds_seat",
] as const;

export function refusalName(code: RefusalCode): string {
  return REFUSAL_NAMES[code] ?? "none";
}

export function refusalNews(refusal: Refusal): Line {
  const key = refusal.sentence || `refusal.${refusalName(refusal.code)}`;
  return line(key, refusalSlots(refusal));
}
