// What is known of the exercise before one joins, and what follows from it for the door. Pure.

import { RefusalCode, type Refusal } from "../../gen/spiral/v1/session_pb.js";
import { Consent, type ExerciseInfo } from "../../gen/spiral/v1/exercise_pb.js";
import { textIn } from "../../words/texts.js";

/** What stands between a press and a seat. */
export type Next = "join" | "consent" | "wait" | "over" | "guests";

/** `info`: null where the server does not say; then the join itself tells. */
export function nextOf(info: ExerciseInfo | null, guest: boolean, consent: Consent | null): Next {
  if (!info) return "join";
  if (info.ended) return "over";
  if (info.guestsOnly && !guest) return "guests";
  if (info.full && !guest) return "wait"; // a guest's place is kept
  return info.consent && consent === null ? "consent" : "join";
}

/** A refusal of the join that is one of those after all. */
export function nextOfRefusal(refusal: Refusal | null): Next | null {
  switch (refusal?.code) {
    case RefusalCode.REFUSAL_CONSENT_NEEDED:
      return "consent";
    case RefusalCode.REFUSAL_FULL:
      return "wait";
    default:
      return null;
  }
}

/** A server that does not know the question leaves everything to the join. */
export function isNoAnswer(refusal: Refusal | null): boolean {
  return refusal?.code === RefusalCode.REFUSAL_UNSUPPORTED || refusal?.code === RefusalCode.REFUSAL_NOT_NOW;
}

export function titleOf(info: ExerciseInfo, language: string): string {
  return textIn(info.texts, language)?.title ?? "";
}
