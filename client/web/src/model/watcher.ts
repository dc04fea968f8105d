// Looking on at all worlds of an exercise: turns are asked for one after the other, as the server shows them. Keeps
// nothing and needs no seat.

import { create } from "@bufbuild/protobuf";
import { AskTurnSchema, WatchSchema, type PublicClock, type PublicTurn, type Watching } from "../gen/spiral/v1/watch_pb.js";
import { RefusalCode, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Env } from "../wire/env.js";
import { sameBytes } from "../wire/ids.js";
import type { Condition } from "../wire/reconnect.js";
import type { Debrief, Fetched, Language, WatchedWorld, WatchModel, Watcher } from "./api.js";
import { secondsLeft } from "./clock.js";
import { Conversation, type Told } from "./conversation.js";
import { fetchDebrief, fetchRecord } from "./pieces.js";
import { Questions } from "./questions.js";
import { givenUp } from "./refusals.js";
import { Store } from "./store.js";
import { plainCode } from "./tokens.js";
import { Awake } from "./wakelock.js";
import { onClock, onEnded, onTurn, wantedTurn, withChange, withWorld } from "./watched.js";

function nothing(): WatchModel {
  return { link: { kind: "none" }, worlds: [], step: null };
}

class WebWatcher implements Watcher {
  private readonly store = new Store<WatchModel>(nothing());
  private readonly conversation: Conversation;
  private readonly questions: Questions;
  private code: string | null = null;
  private fetched: Fetched = "newest";
  private chosen = 0;
  private waiting: { resolve(): void; reject(refusal: Refusal): void } | null = null;
  private asking = false;
  private condition: Condition = { kind: "idle" };
  private readonly awake: Awake; // a wall that nobody touches does not go dark

  constructor(private readonly env: Env, private readonly language: () => Language) {
    this.awake = new Awake(env);
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

  watch(code: string, fetched: Fetched): Promise<void> {
    this.settle(givenUp());
    this.code = plainCode(code);
    this.fetched = fetched;
    this.awake.want(fetched === "newest");
    this.chosen = 0;
    this.store.set(nothing());
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.conversation.again();
    });
  }

  choose(index: number): void {
    this.chosen = index;
    this.pump();
  }

  secondsLeft({ clock, clockAt }: WatchedWorld): number | null {
    return secondsLeft(clock, clockAt, this.env.now());
  }

  debrief(world: Uint8Array, language = this.language()): Promise<Debrief> {
    return fetchDebrief(this.questions, world, language, false);
  }

  record(world: Uint8Array): Promise<string> {
    return fetchRecord(this.questions, world);
  }

  stop(): void {
    this.code = null;
    this.settle(givenUp());
    this.conversation.stop();
    this.questions.stop();
    this.awake.stop();
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
    this.store.set({ link: { kind: this.model.worlds.length > 0 ? "lost" : "connecting", since, attempt } });
  }

  private onEntered(told: Told): void {
    if (told.case !== "watching") return this.conversation.restart();
    const way = this.condition.kind === "open" ? this.condition.way : "websocket";
    const known = this.model.worlds[0]?.watching;
    const isOther = known !== undefined && !sameBytes(known.exercise, told.value.exercise);
    this.store.set({ ...(isOther ? nothing() : {}), link: { kind: "open", way } });
    this.onWatching(told.value);
    this.settle(null);
    this.questions.pump();
  }

  private onTurnedAway(refusal: Refusal): void {
    if (refusal.code === RefusalCode.REFUSAL_BUSY && !this.waiting) {
      return this.conversation.restart(this.conversation.busyDelay(refusal));
    }
    this.code = null;
    this.conversation.stop();
    this.questions.stop();
    const isOver = refusal.code === RefusalCode.REFUSAL_OVER; // nothing of it is to be looked at any more
    this.store.set({ ...(isOver ? nothing() : {}), link: { kind: "refused", refusal } });
    this.settle(refusal);
  }

  private onTold(told: Told): void {
    if (told.case === "watching") this.onWatching(told.value);
    else if (told.case === "debriefStep") this.store.set({ step: told.value });
    else if (told.case === "publicClock") this.onClock(told.value);
    else if (told.case === "worldEnded") this.change(told.value.world, onEnded(told.value));
    else if (told.case === "refusal" && told.value.code === RefusalCode.REFUSAL_OVER) this.onTurnedAway(told.value);
  }

  private onWatching(watching: Watching): void {
    this.store.set({ worlds: withWorld(this.model.worlds, watching) });
    this.pump();
  }

  private onClock(clock: PublicClock): void {
    const world = this.find(clock.world);
    if (!world) return;
    this.change(clock.world, onClock(world, clock, this.env.now()));
    this.pump();
  }

  private find(id: Uint8Array): WatchedWorld | undefined {
    return this.model.worlds.find(({ watching }) => sameBytes(watching.world, id));
  }

  private change(id: Uint8Array, change: Partial<WatchedWorld>): void {
    this.store.set({ worlds: withChange(this.model.worlds, id, change) });
  }

  /** One question at a time, so that no other page waits for this one. */
  private pump(): void {
    if (this.asking) return;
    const one = this.model.worlds.find(({ index }) => index === this.chosen) ?? this.model.worlds[0];
    const worlds = this.fetched === "newest" ? this.model.worlds : one ? [one] : [];
    const world = worlds.find((known) => wantedTurn(known, this.fetched) !== null);
    if (world) this.ask(world.watching.world, wantedTurn(world, this.fetched)!, world.clock?.branch ?? 0);
  }

  private ask(world: Uint8Array, turn: number, branch: number): void {
    this.asking = true;
    this.questions.ask({ case: "askTurn", value: create(AskTurnSchema, { world, turn }) }).then(
      (told) => {
        this.asking = false;
        if (told.case === "publicTurn" && told.value.turn === turn) this.onTurn(world, told.value, branch);
      },
      () => {
        this.asking = false; // the next clock asks again
      },
    );
  }

  /** What was asked of a world that is not watched any more, or before it was rolled back, is passed over. */
  private onTurn(id: Uint8Array, turn: PublicTurn, branch: number): void {
    const world = this.find(id);
    const fits = world !== undefined && sameBytes(turn.world, id) && world.clock?.branch === branch;
    const change = fits ? onTurn(world, turn, this.fetched) : null;
    if (change) this.change(id, change);
    if (change || !fits) this.pump();
  }
}

export function openWatcher(env: Env, language: () => Language): Watcher {
  return new WebWatcher(env, language);
}
