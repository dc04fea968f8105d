// What the polite live region is told, as keys of the catalogues with their numbers.

import type { Bulletin, ControlAnswer } from "../gen/spiral/v1/exercise_pb.js";
import { NoticeKind, RefusalCode, type Notice, type Refusal } from "../gen/spiral/v1/session_pb.js";
import { BotReason, ClockState, type Briefing, type Clock } from "../gen/spiral/v1/world_pb.js";
import { hex } from "../wire/ids.js";
import type { Language } from "./api.js";

export interface Line {
  key: string;
  slots: Record<string, string | number>;
  lang?: Language; // of what fills `text`, where that is known
}

function line(key: string, slots: Record<string, string | number> = {}): Line {
  return { key, slots };
}

/** Minutes where they are whole. */
function duration(minutesKey: string, secondsKey: string, ms: number): Line {
  const seconds = Math.ceil(ms / 1000);
  return seconds > 0 && seconds % 60 === 0 ? line(minutesKey, { minutes: seconds / 60 }) : line(secondsKey, { seconds });
}

/** `misses`: so many turns the exercise lets pass. */
export function noticeNews(notice: Notice, misses = 0): Line | null {
  switch (notice.kind) {
    case NoticeKind.NOTICE_STOPPING:
      return line("web_link.stopping");
    case NoticeKind.NOTICE_RESTARTED:
      return line("notice.restarted", { seconds: Math.ceil(notice.ms / 1000) });
    case NoticeKind.NOTICE_BOT_HOLDS_SEAT:
      return botNews(notice.botReason, notice.botReason === BotReason.CONTROL, misses);
    case NoticeKind.NOTICE_SEAT_IS_YOURS:
      return line("notice.seat_is_yours");
    case NoticeKind.NOTICE_EXTENDED:
      return duration("web_link.extended_minutes", "web_link.extended_seconds", notice.ms);
    case NoticeKind.NOTICE_SHORTENED:
      return duration("web_link.shortened_minutes", "web_link.shortened_seconds", notice.ms);
    case NoticeKind.NOTICE_RESOLVED:
      return line("notice.resolved");
    case NoticeKind.NOTICE_ROLLED_BACK:
      return line("web_step.rolled_back");
    case NoticeKind.NOTICE_PRACTICE_OVER:
      return line("web_step.practice_over");
    case NoticeKind.NOTICE_NUDGED:
      return line("web_step.nudged");
    case NoticeKind.NOTICE_MOVED:
      return line("web_step.moved");
    case NoticeKind.NOTICE_ORDERS_ON_BEHALF:
      return line("web_step.on_behalf");
    default:
      return null; // superseded and removed have states of their own; others are of a later version
  }
}

const ROLES = ["web_step.role.alone", "web_step.role.head", "web_step.role.defence", "web_step.role.foreign", "web_step.role.intel"];

/** Somebody came into one's team, or left it, and one's own part is another. */
export function teamNews(before: Briefing | null, now: Briefing): Line | null {
  const same = before !== null && before.seat === now.seat && hex(before.world) === hex(now.world);
  const key = ROLES[now.role];
  return same && before.role !== now.role && key !== undefined ? line(key) : null;
}

/** Why a bot plays one's seat, and what to do. `held`: whoever runs the exercise wants it so for now. */
export function botNews(reason: BotReason, held: boolean, misses: number, returning = false): Line {
  if (held) return line("web.bot.held");
  switch (reason) {
    case BotReason.MISSED:
      if (returning) return line("web.bot.returning");
      return misses > 0 ? line("web.bot.missed", { misses }) : line("web.bot.words");
    case BotReason.LEFT:
      return line("web.bot.left");
    case BotReason.CONTROL:
      return line("web.bot.given_back");
    case BotReason.VACANT:
      return line("web.bot.vacant");
    default:
      return line("web.bot.words"); // an older server does not say
  }
}

export function clockNews(before: Clock | null, clock: Clock): Line | null {
  const paused = clock.state === ClockState.CLOCK_PAUSED;
  if (paused && before?.state !== ClockState.CLOCK_PAUSED)
    return clock.reason ? line("clock.paused_for", { reason: clock.reason }) : line("clock.paused");
  if (clock.state === ClockState.CLOCK_OPEN && before?.state === ClockState.CLOCK_PAUSED) return line("clock.runs");
  return null;
}

/** Words in the reader's language where there are any, and the language they are in. The same words in both places were
 *  written in Spanish alone. */
export function wordsIn({ textEn, textEs }: Pick<Bulletin, "textEn" | "textEs">, language: Language): { text: string; lang: Language } {
  const spanish = textEs !== "" && (language === "es" || textEs === textEn);
  return spanish ? { text: textEs, lang: "es" } : { text: textEn, lang: "en" };
}

/** News from outside, in the reader's language where there are words in it. */
export function bulletinNews(bulletin: Bulletin, language: Language): Line {
  const { text, lang } = wordsIn(bulletin, language);
  const { source } = bulletin;
  return { ...(source === "" ? line("web_step.bulletin", { text }) : line("web_step.bulletin_from", { source, text })), lang };
}

/** null: no answer yet. */
export function answerNews({ question, answer }: ControlAnswer): Line | null {
  if (answer === "") return null;
  return question === "" ? line("web_step.announced", { answer }) : line("web_step.answered", { question, answer });
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
  "guests_only", "consent_needed", "no_right", "not_opened", "removed",
] as const;

export function refusalName(code: RefusalCode): string {
  return REFUSAL_NAMES[code] ?? "none";
}

export function refusalNews(refusal: Refusal): Line {
  const key = refusal.sentence || `refusal.${refusalName(refusal.code)}`;
  return line(key, refusalSlots(refusal));
}
