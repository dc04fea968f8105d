// Whether one's orders count, as one of a few sentences: the answer to "was my order counted?".

import type { Draft, LinkState, Model } from "../../model/api.js";
import type { Tone } from "../../parts/notice.js";
import type { Words } from "../../words/api.js";

export interface Standing {
  kind: string; // when this changes, it is said aloud
  tone: Tone;
  words: string;
}

function spentLastTurn(model: Model): boolean {
  const last = model.situation?.own?.budget;
  return Boolean(last && last.civil + last.fortify + last.strike + last.dual + last.intel > 0);
}

function ofDraft(words: Words, model: Model, draft: Draft): Standing {
  const has = Boolean(model.situation?.saved) || draft.savedAt !== null;
  switch (draft.state) {
    case "unsaved": {
      const key = spentLastTurn(model) ? "web.status.unsaved" : "web.status.unsaved_first";
      return { kind: "unsaved", tone: "warn", words: words.say(draft.ready ? "web.status.ready_unsaved" : key) };
    }
    case "changed":
    case "sending":
      return { kind: "sending", tone: "plain", words: words.say("web.status.saving") };
    case "refused":
      return { kind: "refused", tone: "bad", words: words.say(has ? "web.status.refused" : "web.status.refused_first") };
    case "saved":
      return ofSaved(words, draft, model);
  }
}

/** Where nobody is to know of bots, how many states are ready is not told: a none then says nothing. */
export function countsTold(clock: Model["clock"]): boolean {
  return clock === null || clock.places > 0 || clock.seatsReady > 0;
}

function ofSaved(words: Words, draft: Draft, model: Model): Standing {
  if (draft.ready) {
    const waiting = (model.clock?.seats ?? 0) - (model.clock?.seatsReady ?? 0);
    const some = countsTold(model.clock) ? "web.status.ready_waiting" : "web.status.ready_others";
    const key = waiting > 0 ? some : "web.status.ready";
    return { kind: "ready", tone: "good", words: words.say(key, { waiting }) };
  }
  if (!draft.savedAt) return { kind: "saved", tone: "good", words: words.say("web.status.saved_before") };
  const time = draft.savedAt.toLocaleTimeString(words.language, { hour12: false });
  return { kind: "saved", tone: "good", words: words.say("web.status.saved", { time }) };
}

function ofLink(words: Words, link: LinkState, now: number): Standing | null {
  if (link.kind === "open") return null;
  if (link.kind === "lost") {
    const seconds = Math.max(0, Math.floor((now - link.since) / 1000));
    return { kind: "lost", tone: "bad", words: words.say("web.status.lost", { seconds }) };
  }
  if (link.kind === "connecting") return { kind: "lost", tone: "warn", words: words.say("web.status.connecting") };
  return null;
}

/** `now` is performance.now(). */
export function standingOf(words: Words, model: Model, draft: Draft, secondsLeft: number | null, now: number): Standing {
  const cut = ofLink(words, model.link, now);
  if (cut) return cut;
  if (model.ended) return { kind: "ended", tone: "plain", words: words.say("status.ended") };
  const own = model.situation?.states[model.seatNumber];
  if (own && !own.alive) return { kind: "eliminated", tone: "plain", words: words.say("status.eliminated") };
  if (model.situation?.botHoldsSeat) return { kind: "bot", tone: "warn", words: words.say("web.status.bot") };
  if (secondsLeft === 0) return { kind: "resolving", tone: "plain", words: words.say("deadline.resolving") };
  return ofDraft(words, model, draft);
}
