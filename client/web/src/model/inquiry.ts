// A question at the door, over a link of its own that closes behind the answer: what an exercise asks of those who
// join. It takes no seat.

import { create } from "@bufbuild/protobuf";
import { AskExerciseSchema, type ExerciseInfo } from "../gen/spiral/v1/exercise_pb.js";
import { RefusalCode, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Env } from "../wire/env.js";
import type { Language } from "./api.js";
import { Conversation } from "./conversation.js";
import { givenUp, senseless, unreached } from "./refusals.js";
import { plainCode } from "./tokens.js";

const PATIENCE_MS = 20_000;

export class Inquiry {
  private readonly conversation: Conversation;
  private code = "";
  private waiting: { resolve(info: ExerciseInfo): void; reject(refusal: Refusal): void } | null = null;
  private stopPatience: (() => void) | null = null;

  constructor(private readonly env: Env, language: () => Language) {
    this.conversation = new Conversation(env, language, {
      condition: () => undefined,
      entry: () => (this.waiting ? { case: "askExercise", value: create(AskExerciseSchema, { code: this.code }) } : null),
      entered: (told) => {
        if (told.case === "exerciseInfo") this.settle(({ resolve }) => resolve(told.value));
        else this.reject(senseless());
      },
      refused: (refusal) => this.onRefused(refusal),
      told: () => undefined,
      lost: () => undefined, // the link tries again
    });
  }

  /** A newer question ends the older one. */
  ask(code: string): Promise<ExerciseInfo> {
    this.stop();
    this.code = plainCode(code);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.stopPatience = this.env.after(PATIENCE_MS, () => this.reject(unreached()));
      this.conversation.again();
    });
  }

  stop(): void {
    this.reject(givenUp());
  }

  private onRefused(refusal: Refusal): void {
    if (refusal.code === RefusalCode.REFUSAL_BUSY) this.conversation.restart(this.conversation.busyDelay(refusal));
    else this.reject(refusal);
  }

  private reject(refusal: Refusal): void {
    this.settle(({ reject }) => reject(refusal));
  }

  private settle(how: (waiting: NonNullable<Inquiry["waiting"]>) => void): void {
    const { waiting } = this;
    this.waiting = null;
    this.stopPatience?.();
    this.stopPatience = null;
    this.conversation.stop();
    if (waiting) how(waiting);
  }
}
