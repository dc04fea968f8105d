// What a person says beside orders: beliefs, messages, questions to control, and how it felt.

import { create } from "@bufbuild/protobuf";
import { AskControlSchema, StateFeelingsSchema } from "../gen/spiral/v1/exercise_pb.js";
import { SendPressSchema } from "../gen/spiral/v1/orders_pb.js";
import { LeaveSchema, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Env } from "../wire/env.js";
import type { Model, Stated } from "./api.js";
import { beliefs, copyStated, stateBeliefs } from "./beliefs.js";
import type { Command, Commands } from "./commands.js";
import { openTurn } from "./hearing.js";
import { noSeat, unreadable } from "./refusals.js";
import type { Store } from "./store.js";

const STATE_MS = 500; // from a belief that is stated to its saving
const PRESS_BYTES_MAX = 2000;
const QUESTION_BYTES_MAX = 500;

export interface SayingsOwner {
  world(): Uint8Array;
  refused(refusal: Refusal): void; // of what nobody waits for
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

export class Sayings {
  private stopStating: (() => void) | null = null;

  constructor(
    private readonly env: Env,
    private readonly commands: Commands,
    private readonly store: Store<Model>,
    private readonly owner: SayingsOwner,
  ) {}

  /** Is something stated that was not sent yet? */
  get waits(): boolean {
    return this.stopStating !== null;
  }

  stop(): void {
    this.stopStating?.();
    this.stopStating = null;
  }

  state(edit: (stated: Stated) => void): void {
    if (openTurn(this.store.value) === 0) return;
    const stated = copyStated(this.store.value.stated);
    edit(stated);
    this.store.set({ stated });
    this.stop();
    this.stopStating = this.env.after(STATE_MS, () => this.stateNow());
  }

  /** What was stated and waits for its half second, now. */
  stateNow(): void {
    const turn = openTurn(this.store.value);
    if (!this.waits) return;
    this.stop();
    if (turn === 0) return;
    const value = stateBeliefs(this.store.value.stated, this.owner.world(), turn);
    this.commands.put({ case: "stateBeliefs", value }, {
      accepted: () => undefined,
      refused: (refusal) => this.owner.refused(refusal),
    });
  }

  say(everyone: boolean, to: number[], text: string): Promise<void> {
    const bytes = bytesOf(text);
    if (!this.store.value.situation) return Promise.reject(noSeat());
    if (bytes === 0 || bytes > PRESS_BYTES_MAX) return Promise.reject(unreadable("text"));
    if (everyone !== (to.length === 0)) return Promise.reject(unreadable("to"));
    const value = create(SendPressSchema, { world: this.owner.world(), everyone, to: [...to].sort((a, b) => a - b), text });
    return this.command({ case: "sendPress", value });
  }

  askControl(text: string): Promise<void> {
    const bytes = bytesOf(text);
    if (!this.store.value.seat) return Promise.reject(noSeat());
    if (bytes === 0 || bytes > QUESTION_BYTES_MAX) return Promise.reject(unreadable("text"));
    return this.command({ case: "askControl", value: create(AskControlSchema, { text }) });
  }

  feel(feelings: readonly string[], greedy: ReadonlyMap<number, number>): Promise<void> {
    const value = create(StateFeelingsSchema, { words: [...feelings], greedy: beliefs(greedy) });
    return this.command({ case: "stateFeelings", value });
  }

  leave(): Promise<void> {
    return this.command({ case: "leave", value: create(LeaveSchema) });
  }

  private command(command: Command): Promise<void> {
    return new Promise((resolve, reject) => {
      this.commands.put(command, { accepted: () => resolve(), refused: reject });
    });
  }
}
