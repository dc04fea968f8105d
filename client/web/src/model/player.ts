// One person's game in one page: the link, the door, what the server tells, and what the person does.

import { create } from "@bufbuild/protobuf";
import type { Considered } from "../gen/spiral/v1/aids_pb.js";
import { SendPressSchema, type Orders } from "../gen/spiral/v1/orders_pb.js";
import { LeaveSchema, RefusalCode, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Env } from "../wire/env.js";
import { fromHex } from "../wire/ids.js";
import type { Condition } from "../wire/reconnect.js";
import type { Debrief, Draft, Language, LinkState, Model, Player, Seat, Stated, Topic } from "./api.js";
import { copyStated, setGreedy, stateBeliefs } from "./beliefs.js";
import { secondsLeft } from "./clock.js";
import { Commands } from "./commands.js";
import { Consideration } from "./consider.js";
import { Conversation, type Told } from "./conversation.js";
import { Desk } from "./desk.js";
import { Door } from "./door.js";
import { Hearing, openTurn } from "./hearing.js";
import { emptyModel, emptyWorld } from "./inbox.js";
import { Keep } from "./keep.js";
import { forgetReports } from "./log.js";
import { refusalNews, type Line } from "./news.js";
import { fetchDebrief, fetchRecord } from "./pieces.js";
import { Questions } from "./questions.js";
import { noSeat, unreadable } from "./refusals.js";
import { Store } from "./store.js";
import { Tokens, type Token } from "./tokens.js";

const STATE_MS = 500; // from a belief that is stated to its saving
const PRESS_BYTES_MAX = 2000;

class WebPlayer implements Player {
  private readonly store = new Store<Model>(emptyModel());
  private shown: Draft;
  private readonly local: Keep;
  private readonly tab: Keep;
  private readonly tokens: Tokens;
  private readonly door: Door;
  private readonly conversation: Conversation;
  private readonly commands: Commands;
  private readonly questions: Questions;
  private readonly consideration: Consideration;
  private readonly desk: Desk;
  private readonly hearing: Hearing;
  private shownWorld = ""; // that the model is about
  private wasInside = false; // since the person asked to come in
  private condition: Condition = { kind: "idle" };
  private stopStating: (() => void) | null = null;

  constructor(private readonly env: Env, private readonly language: () => Language) {
    const notKept = (): void => this.tell({ key: "web_link.not_kept", slots: {} });
    this.local = new Keep(() => env.local(), notKept);
    this.tab = new Keep(() => env.session(), () => undefined); // the server has all but the last half second of it
    this.tokens = new Tokens(this.local);
    this.door = new Door(env, this.tokens);
    this.conversation = new Conversation(env, language, {
      condition: (condition) => this.onCondition(condition),
      entry: () => this.door.body(),
      entered: (told) => this.onEntered(told),
      refused: (refusal) => this.onTurnedAway(refusal),
      told: (told) => this.onTold(told),
      lost: () => this.onLost(),
    });
    const conversation = (): Conversation => this.conversation;
    this.commands = new Commands(env, conversation, {
      openTurn: () => openTurn(this.model),
      revision: () => this.desk.drafting.baseRevision,
      situationSeen: () => this.hearing.situationSeen,
    });
    this.questions = new Questions(env, conversation);
    this.consideration = new Consideration(this.questions);
    this.desk = new Desk(env, this.commands, this.tab, {
      changed: () => this.drawDraft(),
      tell: (line) => this.tell(line),
      saved: (change) => this.hearing.onSaved(change),
    });
    this.hearing = new Hearing(env, { store: this.store, door: this.door, desk: this.desk, commands: this.commands, tab: this.tab }, {
      tell: (line) => this.tell(line),
      drawDraft: () => this.drawDraft(),
      turnBegins: (turn) => this.askUsual(turn),
      superseded: () => this.supersede(),
      distrust: () => this.conversation.restart(),
      statedWaits: () => this.stopStating !== null,
    });
    this.shown = this.desk.view(false);
  }

  get model(): Model {
    return this.store.value;
  }

  get draft(): Draft {
    return this.shown;
  }

  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  // ---- the door

  join(code: string, name: string): Promise<void> {
    this.door.join(code, name);
    return this.comeIn();
  }

  move(code: string, seatCode: string): Promise<void> {
    this.door.move(code, seatCode);
    return this.comeIn();
  }

  resume(code?: string): boolean {
    if (!this.door.resume(code)) return false;
    this.begin();
    return true;
  }

  takeBack(): void {
    if (this.door.resume(this.door.token?.code)) this.begin();
  }

  kept(): Seat[] {
    return this.tokens.all().map(seatOf);
  }

  leave(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.door.token) return reject(noSeat());
      this.commands.put({ case: "leave", value: create(LeaveSchema) }, {
        accepted: () => {
          this.door.update({ left: true });
          this.close({ kind: "left" });
          resolve();
        },
        refused: reject,
      });
    });
  }

  forget(): void {
    const code = this.door.token?.code;
    if (code !== undefined) this.tokens.forget(code);
    this.door.token = null;
    this.close({ kind: "none" });
    this.desk.erase();
    forgetReports(this.tab);
    this.store.set({ ...emptyWorld(), seat: null });
    this.drawDraft();
  }

  stop(): void {
    this.close({ kind: "none" });
    this.desk.stop();
    this.hearing.stop();
  }

  private comeIn(): Promise<void> {
    const entered = this.door.wait();
    this.begin();
    return entered;
  }

  private begin(): void {
    this.wasInside = false;
    this.conversation.again();
  }

  private close(link: LinkState): void {
    this.door.close();
    this.conversation.stop();
    this.commands.stop();
    this.questions.stop();
    this.hearing.rest();
    this.stopStating?.();
    this.stopStating = null;
    this.store.set({ link });
  }

  // ---- orders, beliefs, messages

  change(edit: (orders: Orders) => void): void {
    this.desk.change(edit);
  }

  undo(): void {
    this.desk.undo();
  }

  clear(): void {
    this.desk.clear();
  }

  save(): void {
    this.desk.save();
  }

  setReady(ready: boolean): void {
    if (ready) this.sayStated();
    this.desk.setReady(ready);
  }

  believe(state: number, permille: number | null): void {
    this.desk.change((orders) => setGreedy(orders, state, permille));
  }

  keepBeliefs(): void {
    this.desk.keepBeliefs();
  }

  canKeepBeliefs(): boolean {
    return this.desk.canKeepBeliefs();
  }

  state(edit: (stated: Stated) => void): void {
    if (openTurn(this.model) === 0) return;
    const stated = copyStated(this.model.stated);
    edit(stated);
    this.store.set({ stated });
    this.stopStating?.();
    this.stopStating = this.env.after(STATE_MS, () => this.sayStated());
  }

  /** What was stated and waits for its half second, now. */
  private sayStated(): void {
    const turn = openTurn(this.model);
    if (!this.stopStating) return;
    this.stopStating();
    this.stopStating = null;
    if (turn === 0) return;
    const value = stateBeliefs(this.model.stated, this.world(), turn);
    this.commands.put({ case: "stateBeliefs", value }, {
      accepted: () => undefined,
      refused: (refusal) => this.tellRefusal(refusal),
    });
  }

  say(everyone: boolean, to: number[], text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const bytes = new TextEncoder().encode(text).length;
      if (!this.model.situation) return reject(noSeat());
      if (bytes === 0 || bytes > PRESS_BYTES_MAX) return reject(unreadable("text"));
      if (everyone !== (to.length === 0)) return reject(unreadable("to"));
      const value = create(SendPressSchema, { world: this.world(), everyone, to: [...to].sort((a, b) => a - b), text });
      this.commands.put({ case: "sendPress", value }, { accepted: () => resolve(), refused: reject });
    });
  }

  readPress(): void {
    const { press, pressSeen } = this.model;
    const newest = Number(press[press.length - 1]?.number ?? 0);
    if (newest <= pressSeen) return;
    this.door.update({ pressSeen: newest });
    this.store.set({ pressSeen: newest });
  }

  // ---- questions

  consider(...topics: Topic[]): Promise<Considered> {
    const turn = openTurn(this.model);
    if (turn === 0) return Promise.reject(noSeat());
    return this.consideration.ask(this.world(), turn, "", this.desk.drafting.hand, topics);
  }

  debrief(own: boolean): Promise<Debrief> {
    return fetchDebrief(this.questions, this.world(), this.language(), own);
  }

  record(): Promise<string> {
    return fetchRecord(this.questions, this.world());
  }

  secondsLeft(): number | null {
    return secondsLeft(this.model.clock, this.model.clockAt, this.env.now());
  }

  // ---- what happens

  private world(): Uint8Array {
    return fromHex(this.door.token?.world ?? "");
  }

  private tell(line: Line): void {
    this.store.set({ news: { ...line, at: this.env.now() } });
  }

  private tellRefusal(refusal: Refusal): void {
    this.tell(refusalNews(refusal));
  }

  private drawDraft(): void {
    const next = this.desk.view(this.model.situation?.ready ?? false);
    const { parts } = this.shown;
    const same = parts.length === next.parts.length && parts.every((row, x) => row.part === next.parts[x]?.part && row.verdict === next.parts[x]?.verdict);
    this.shown = same ? { ...next, parts } : next; // what did not change is not drawn again
    this.store.tell();
  }

  private onCondition(condition: Condition): void {
    this.condition = condition;
    if (condition.kind === "connecting" || condition.kind === "waiting") {
      const { since, attempt } = condition;
      this.store.set({ link: { kind: this.wasInside ? "lost" : "connecting", since, attempt } });
    }
  }

  private onEntered(told: Told): void {
    if (told.case !== "joined") return this.conversation.restart();
    const token = this.door.entered(told.value);
    const isNew = token.world !== this.shownWorld;
    this.shownWorld = token.world;
    this.wasInside = true;
    if (isNew) {
      this.commands.stop(); // what was meant for another world
      this.questions.stop();
      this.desk.forget();
      this.consideration.clear();
      this.hearing.beginAnew(token.world);
    }
    const way = this.condition.kind === "open" ? this.condition.way : "websocket";
    const commitment = token.commitment ? { commitment: fromHex(token.commitment) } : {};
    this.store.set({ link: { kind: "open", way }, seat: seatOf(token), seatNumber: told.value.seat, pressSeen: token.pressSeen, ...commitment });
    this.drawDraft();
    this.commands.pump();
    this.questions.pump();
  }

  private onTurnedAway(refusal: Refusal): void {
    const what = this.door.turnedAway(refusal);
    if (what === "retry") return this.conversation.restart(this.conversation.busyDelay(refusal));
    this.close({ kind: what, refusal });
  }

  private onLost(): void {
    if (this.hearing.situationSeen) this.tell({ key: "link.lost", slots: {} });
    this.hearing.lost();
    this.commands.unsend();
    this.questions.unsend();
  }

  private onTold(told: Told): void {
    if (told.case === "refusal") this.onUnaskedRefusal(told.value);
    else this.hearing.heard(told);
  }

  /** What a new draft begins with, and what may be ordered. */
  private askUsual(turn: number): void {
    this.consideration.clear();
    this.consider("choices").then(
      (considered) => {
        if (considered.choices) this.desk.drafting.learnChoices(turn, considered.choices);
        this.drawDraft();
      },
      () => undefined, // then the draft begins with last turn's split, and the server judges what is saved
    );
  }

  /** The newest page of a person is the live one. Commands stay: after `takeBack` they go on. */
  private supersede(): void {
    this.conversation.stop();
    this.hearing.rest();
    this.commands.unsend();
    this.questions.unsend();
    this.store.set({ link: { kind: "superseded" } });
  }

  private onUnaskedRefusal(refusal: Refusal): void {
    if (refusal.code === RefusalCode.REFUSAL_BUSY) this.conversation.restart(this.conversation.busyDelay(refusal));
    else this.tellRefusal(refusal);
  }
}

function seatOf(token: Token): Seat {
  return { code: token.code, name: token.name, seatCode: token.seatCode, exercise: token.exercise };
}

/** A player of this page; `language` is asked whenever something in words is fetched. */
export function openPlayer(env: Env, language: () => Language): Player {
  return new WebPlayer(env, language);
}
