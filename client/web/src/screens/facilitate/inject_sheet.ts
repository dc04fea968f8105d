// News in the form on their way into a message. Pure.

import type { MessageInitShape } from "@bufbuild/protobuf";
import { Trigger, type ExerciseState, type InjectSchema } from "../../gen/spiral/v1/exercise_pb.js";

export interface Sheet {
  textEn: string;
  textEs: string;
  source: string;
  world: number | null; // null: each
  seats: number; // bit mask; 0: all
  misleading: boolean;
  trigger: Trigger;
  turn: number;
  tension: number;
}

/** The first turn that is open nowhere yet. */
export function nextTurn(state: ExerciseState): number {
  return 1 + Math.max(0, ...state.worlds.map((world) => world.clock?.turn ?? 0));
}

/** Written in one language alone, it is told in that one to everybody; Spanish stands in both places then, which says that it is no English. */
export function newsOf(sheet: Sheet): MessageInitShape<typeof InjectSchema> {
  const [en, es] = [sheet.textEn.trim(), sheet.textEs.trim()];
  const timed = sheet.trigger !== Trigger.UNSPECIFIED;
  return {
    textEn: en || es,
    textEs: es,
    source: sheet.source.trim(),
    ...(sheet.world === null ? {} : { world: { state: sheet.world } }),
    seats: sheet.seats,
    misleading: sheet.misleading,
    trigger: sheet.trigger,
    turn: timed ? sheet.turn : 0,
    tension: sheet.trigger === Trigger.TENSION ? sheet.tension : 0,
  };
}
