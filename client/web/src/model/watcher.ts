// Looking on: turns are asked for one after the other, as the server shows them. Keeps nothing and needs no seat.

import { create } from "@bufbuild/protobuf";
import { AskTurnSchema, WatchSchema, type PublicClock, type PublicTurn } from "../gen/spiral/v1/watch_pb.js";
import { RefusalCode, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Env } from "../wire/env.js";
import { hex, sameBytes } from "../wire/ids.js";
import type { Condition } from "../wire/reconnect.js";
import type { Debrief, Language, WatchModel, Watcher } from "./api.js";
import { Conversation, type Told } from "./conversation.js";
import { fetchDebrief, fetchRecord } from "./pieces.js";
import { Questions } from "./questions.js";
import { givenUp, noSeat } from "./refusals.js";
import { Store } from "./store.js";
import { plainCode } from "./tokens.js";

function nothing(): WatchModel {
  return { link: { kind: "none" }, watching: null, clock: null, turns: [], ended: null };
}

class WebWatcher implements Watcher {
  private readonly store = new Store<WatchModel>(nothing());
  private readonly conversation: Conversation;
  private readonly questions: Questions;
  private code: string | null = null;
  private waiting: { resolve(): void; reject(refusal: Refusal): void } | null = null;
  private asking = false;
  private condition: Condition = { kind: "idle" };

  constructor(env: Env, private readonly language: () => Language) {
    this.conversation = new Conversation(env, language, {
      condition: (condition) => this.onCondition(condition),
      entry: () => (this.code === null ? null : { case: "watch", value: create(WatchSchema, { code: this.code }) }),
      entered: (told) => this.onEntered(told),
      refused: (refusal) => this.onTurnedAway(refusal),
      told: (told) => this.onTold(told),
      lost: () => this.questions.unsend(),
    });
    this.questions = new Questions(env, () => this.conversation);
  }

  get model(): WatchModel {
    return this.store.value;
  }

  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  watch(code: string): Promise<void> {
    this.settle(givenUp());
    this.code = plainCode(code);
    this.store.set(nothing());
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.conversation.again();
    });
  }

  debrief(): Promise<Debrief> {
    const world = this.model.watching?.world;
    return world ? fetchDebrief(this.questions, world, this.language(), false) : Promise.reject(noSeat());
  }

  record(): Promise<string> {
    const world = this.model.watching?.world;
    return world ? fetchRecord(this.questions, world) : Promise.reject(noSeat());
  }

  stop(): void {
    this.code = null;
    this.settle(givenUp());
    this.conversation.stop();
    this.questions.stop();
    this.store.set({ link: { kind: "none" } });
  }

  private settle(refusal: Refusal | null): void {
    const waiting = this.waiting;
    this.waiting = null;
    if (refusal) waiting?.reject(refusal);
    else waiting?.resolve();
  }

  private onCondition(condition: Condition): void {
    this.condition = condition;
    if (condition.kind !== "connecting" && condition.kind !== "waiting") return;
    const { since, attempt } = condition;
    this.store.set({ link: { kind: this.model.watching ? "lost" : "connecting", since, attempt } });
  }

  private onEntered(told: Told): void {
    if (told.case !== "watching") return this.conversation.restart();
    const known = this.model.watching;
    const way = this.condition.kind === "open" ? this.condition.way : "websocket";
    const isNew = known !== null && hex(known.world) !== hex(told.value.world);
    this.store.set({ ...(isNew ? nothing() : {}), link: { kind: "open", way }, watching: told.value });
    this.settle(null);
    this.questions.pump();
    this.pump();
  }

  private onTurnedAway(refusal: Refusal): void {
    if (refusal.code === RefusalCode.REFUSAL_BUSY && !this.waiting) {
      return this.conversation.restart(this.conversation.busyDelay(refusal));
    }
    this.code = null;
    this.conversation.stop();
    this.questions.stop();
    this.store.set({ link: { kind: "refused", refusal } });
    this.settle(refusal);
  }

  private onTold(told: Told): void {
    const world = this.model.watching?.world;
    if (!world || (told.case !== "publicClock" && told.case !== "worldEnded")) return;
    if (!sameBytes(told.value.world, world)) return;
    if (told.case === "publicClock") this.onClock(told.value);
    else this.store.set({ ended: told.value });
  }

  private onClock(clock: PublicClock): void {
    this.store.set({ clock });
    this.pump();
  }

  private pump(): void {
    const { watching, clock, turns } = this.model;
    if (this.asking || !watching || !clock || turns.length >= clock.shown) return;
    this.asking = true;
    const turn = turns.length;
    const question = create(AskTurnSchema, { world: watching.world, turn });
    this.questions.ask({ case: "askTurn", value: question }).then(
      (told) => {
        this.asking = false;
        if (told.case === "publicTurn") this.onTurn(turn, told.value);
      },
      () => {
        this.asking = false; // the next clock asks again
      },
    );
  }

  /** What was asked for a world that is not watched any more is passed over. */
  private onTurn(asked: number, turn: PublicTurn): void {
    const { watching, turns } = this.model;
    const fits = watching && turn.turn === asked && turns.length === asked && sameBytes(turn.world, watching.world) &&
      turn.states.length === watching.states.length;
    if (!fits) return;
    this.store.set({ turns: [...turns, turn] });
    this.pump();
  }
}

export function openWatcher(env: Env, language: () => Language): Watcher {
  return new WebWatcher(env, language);
}
