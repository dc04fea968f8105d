// One facilitator's page: comes in by code and key, hears how the exercise stands, and sends what is pressed.

import { create } from "@bufbuild/protobuf";
import { ExerciseActSchema, FacilitateSchema, type ExerciseState } from "../gen/spiral/v1/exercise_pb.js";
import { NoticeKind, RefusalCode, RefusalSchema, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Env } from "../wire/env.js";
import { sameBytes } from "../wire/ids.js";
import type { Condition } from "../wire/reconnect.js";
import type { Heard, Language } from "./api.js";
import { Conversation, type Told } from "./conversation.js";
import type { Act, Done, Facilitator, FacilitatorModel } from "./facilitator_api.js";
import { stateNews } from "./facilitator_news.js";
import { Keep } from "./keep.js";
import { Looking } from "./looking.js";
import { noticeNews, refusalNews, type Line } from "./news.js";
import { Questions } from "./questions.js";
import { givenUp, notConnected, senseless } from "./refusals.js";
import { Store } from "./store.js";
import { plainCode } from "./tokens.js";

const KEPT = "spiral.facilitate";

interface Pass {
  code: string;
  key: string;
}

function isPass(value: unknown): value is Pass {
  if (typeof value !== "object" || value === null) return false;
  const { code, key } = value as Partial<Pass>;
  return typeof code === "string" && code !== "" && typeof key === "string" && key !== "";
}

function nothing(): FacilitatorModel {
  return { link: { kind: "none" }, code: "", me: null, exercise: null, exerciseAt: 0, news: null, look: null };
}

/** Of those the key is worth nothing any more, so a reload must ask for another. */
const WORTHLESS = [RefusalCode.REFUSAL_UNKNOWN_PERSON, RefusalCode.REFUSAL_UNKNOWN_CODE, RefusalCode.REFUSAL_NO_RIGHT, RefusalCode.REFUSAL_REMOVED];

class WebFacilitator implements Facilitator {
  private readonly store = new Store<FacilitatorModel>(nothing());
  private readonly conversation: Conversation;
  private readonly acts: Questions; // each keeps its id until it is answered, so that it is done once
  private readonly looking: Looking;
  private readonly tab: Keep;
  private pass: Pass | null = null; // the key never leaves this object but for the server and the tab's own store
  private waiting: { resolve(): void; reject(refusal: Refusal): void } | null = null;
  private condition: Condition = { kind: "idle" };

  constructor(private readonly env: Env, language: () => Language) {
    this.tab = new Keep(() => env.session(), () => undefined);
    this.conversation = new Conversation(env, language, {
      condition: (condition) => this.onCondition(condition),
      entry: () => (this.pass === null ? null : { case: "facilitate", value: create(FacilitateSchema, this.pass) }),
      entered: (told) => this.onEntered(told),
      refused: (refusal) => this.onTurnedAway(refusal),
      told: (told) => this.onTold(told),
      lost: () => this.onLost(),
    });
    this.acts = new Questions(env, () => this.conversation);
    this.looking = new Looking({
      model: () => this.model,
      set: (look) => this.store.set({ look }),
      ask: (act) => this.send(act, new Uint8Array(0)),
      now: () => env.now(),
    });
  }

  get model(): FacilitatorModel {
    return this.store.value;
  }

  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  now(): number {
    return this.env.now();
  }

  // ---- the door

  enter(code: string, key: string): Promise<void> {
    this.settle(givenUp());
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.begin({ code: plainCode(code), key: key.trim() });
    });
  }

  resume(code: string): boolean {
    const kept = this.tab.read(KEPT);
    if (!isPass(kept) || (code !== "" && kept.code !== plainCode(code))) return false;
    this.begin(kept);
    return true;
  }

  forget(): void {
    this.tab.write(KEPT, null);
    this.close(givenUp());
    this.store.set(nothing());
  }

  stop(): void {
    this.close(givenUp());
    this.store.set({ link: { kind: "none" } });
  }

  private begin(pass: Pass): void {
    this.acts.stop();
    this.looking.away();
    this.pass = pass;
    this.store.set({ ...nothing(), code: pass.code });
    this.conversation.again();
  }

  private close(refusal: Refusal): void {
    this.pass = null;
    this.looking.away();
    this.settle(refusal);
    this.conversation.stop();
    this.acts.stop();
  }

  private settle(refusal: Refusal | null): void {
    const waiting = this.waiting;
    this.waiting = null;
    if (refusal) waiting?.reject(refusal);
    else waiting?.resolve();
  }

  // ---- what is pressed

  act(act: Act): Promise<Done> {
    return this.send(act, this.env.randomBytes(16));
  }

  private async send(act: Act, commandId: Uint8Array): Promise<Done> {
    if (!this.conversation.inside) throw notConnected();
    const value = create(ExerciseActSchema, { ...act, commandId });
    const told = await this.acts.ask({ case: "exerciseAct", value });
    if (told.case !== "exerciseState") throw senseless();
    this.onState(told.value);
    return { already: told.value.already, newKey: told.value.newKey };
  }

  // ---- what a seat sees

  get seen(): Heard {
    return this.looking.seen;
  }

  lookAt(world: number, seat: number): void {
    this.looking.at(world, seat);
  }

  lookAgain(): void {
    this.looking.again();
  }

  lookAway(): void {
    this.looking.away();
  }

  // ---- what happens

  private tell(line: Line): void {
    this.store.set({ news: { ...line, at: this.env.now() } });
  }

  private onCondition(condition: Condition): void {
    this.condition = condition;
    if (condition.kind !== "connecting" && condition.kind !== "waiting") return;
    const { since, attempt } = condition;
    this.store.set({ link: { kind: this.model.me ? "lost" : "connecting", since, attempt } });
  }

  private onEntered(told: Told): void {
    if (told.case !== "facilitating") return this.conversation.restart();
    const way = this.condition.kind === "open" ? this.condition.way : "websocket";
    const isBack = this.model.me !== null;
    if (this.pass) this.tab.write(KEPT, this.pass);
    this.store.set({ link: { kind: "open", way }, me: told.value });
    if (isBack) this.tell({ key: "webfac.news.back", slots: {} });
    this.settle(null);
    this.acts.pump();
    this.looking.back();
  }

  private onTurnedAway(refusal: Refusal): void {
    if (refusal.code === RefusalCode.REFUSAL_BUSY && !this.waiting) {
      return this.conversation.restart(this.conversation.busyDelay(refusal));
    }
    if (WORTHLESS.includes(refusal.code)) this.tab.write(KEPT, null);
    const { code } = this.model;
    this.store.set({ ...nothing(), code, link: { kind: "refused", refusal } });
    this.close(refusal);
  }

  private onLost(): void {
    if (this.model.me) this.tell({ key: "webfac.news.lost", slots: {} });
    this.acts.unsend();
  }

  private onTold(told: Told): void {
    if (told.case === "exerciseState") this.onState(told.value);
    else if (told.case === "refusal") this.onUnaskedRefusal(told.value);
    else if (told.case === "notice") {
      if (told.value.kind === NoticeKind.NOTICE_REMOVED) return this.onTurnedAway(create(RefusalSchema, { code: RefusalCode.REFUSAL_REMOVED }));
      const line = noticeNews(told.value);
      if (line) this.tell(line);
    } else this.looking.heard(told);
  }

  private onState(exercise: ExerciseState): void {
    const { me, exercise: before } = this.model;
    if (!me || !sameBytes(exercise.exercise, me.exercise)) return; // of another one: nothing of it is shown here
    this.store.set({ exercise, exerciseAt: this.env.now() });
    this.looking.stands(exercise, this.env.now());
    const line = stateNews(before, exercise);
    if (line) this.tell(line);
  }

  private onUnaskedRefusal(refusal: Refusal): void {
    if (refusal.code === RefusalCode.REFUSAL_BUSY) this.conversation.restart(this.conversation.busyDelay(refusal));
    else if (WORTHLESS.includes(refusal.code)) this.onTurnedAway(refusal);
    else this.tell(refusalNews(refusal));
  }
}

/** A facilitator of this page; `language` is asked whenever something in words is fetched. */
export function openFacilitator(env: Env, language: () => Language): Facilitator {
  return new WebFacilitator(env, language);
}
