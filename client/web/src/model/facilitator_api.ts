// What screens know of an exercise that somebody runs, and what they may ask for. Screens draw a `FacilitatorModel` and
// call a `Facilitator`. The exercise is replaced whole by what the server tells and never computed: a press changes
// nothing here until the server says that it did.
//
// Everything here lives in one page, on its one thread. Messages are those of proto/spiral/v1/exercise.proto.

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ExerciseAct, ExerciseActSchema, ExerciseState, Facilitating } from "../gen/spiral/v1/exercise_pb.js";
import type { Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Heard, LinkState, News } from "./api.js";

/** What a facilitator does; facilitator_acts.ts makes them. */
export type Act = Omit<Exclude<MessageInitShape<typeof ExerciseActSchema>, ExerciseAct>, "$typeName" | "commandId" | "code">;

export interface FacilitatorModel {
  link: LinkState; // never superseded or left: nobody is logged out by another
  code: string; // of the exercise that was asked for; empty: none
  me: Facilitating | null; // as one came in; the row in `exercise` says what one may do now
  exercise: ExerciseState | null;
  exerciseAt: number; // performance.now() when it came
  news: News | null; // the newest, for the polite live region
  look: Look | null; // at a seat; null: at none
}

/** A seat that is looked at; `Facilitator.seen` has what it sees. */
export interface Look {
  world: number;
  seat: number;
  asking: boolean;
  seenAt: number | null; // performance.now() when the picture that is shown came; null: none yet
  refusal: Refusal | null; // why the last one did not come
}

/** What became of an act. */
export interface Done {
  already: boolean; // it was so before: nothing changed
  newKey: string; // of a facilitator who was added; told this once
}

export interface Facilitator {
  readonly model: FacilitatorModel;
  /** Called after each change; returns how to stop. */
  subscribe(listener: () => void): () => void;

  /** Resolves inside, and rejects with a Refusal. The key is kept for this tab alone, and stands in no address. */
  enter(code: string, key: string): Promise<void>;
  /** By the key that this tab keeps for the exercise, or (without a code) for the last one; false: it keeps none. */
  resume(code: string): boolean;
  /** Takes the key out of this tab; nobody comes back from here without it. */
  forget(): void;

  /** Rejects with a Refusal. Under way while the link is lost it is sent again under the same id; begun without a link
   *  it is refused at once, so that nothing happens minutes after a press. */
  act(act: Act): Promise<Done>;

  /** What the seat that is looked at sees, replaced as a whole; nothing of it acts. */
  readonly seen: Heard;
  /** Looks at a seat. From then on it is asked again by itself when its world has another turn or branch. */
  lookAt(world: number, seat: number): void;
  lookAgain(): void;
  lookAway(): void;

  /** performance.now(), the clock of `exerciseAt`. */
  now(): number;
  stop(): void;
}
