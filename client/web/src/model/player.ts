// One person's game in one page: the link, the door, what the server tells, and what the person does.

import type { Considered } from "../gen/spiral/v1/aids_pb.js";
import type { ExerciseInfo } from "../gen/spiral/v1/exercise_pb.js";
import type { Orders } from "../gen/spiral/v1/orders_pb.js";
import { RefusalCode, type Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Env } from "../wire/env.js";
import { fromHex } from "../wire/ids.js";
import type { Condition } from "../wire/reconnect.js";
import type { Debrief, Draft, Entry, Language, LinkState, Model, Player, Seat, Stated, Topic } from "./api.js";
import { setGreedy } from "./beliefs.js";
import { secondsLeft } from "./clock.js";
import { Commands } from "./commands.js";
import { Consideration } from "./consider.js";
import { Conversation, type Told } from "./conversation.js";
import { Desk, withOldParts } from "./desk.js";
import { Door } from "./door.js";
import { Hearing, openTurn } from "./hearing.js";
import { answered, emptyExercise, emptyModel, emptyWorld } from "./inbox.js";
import { Inquiry } from "./inquiry.js";
import { Keep } from "./keep.js";
import { forgetReports } from "./log.js";
import { refusalNews, type Line } from "./news.js";
import { fetchDebrief, fetchRecord } from "./pieces.js";
import { Questions } from "./questions.js";
import { isPutOut, noSeat } from "./refusals.js";
import { Sayings } from "./sayings.js";
import { Store } from "./store.js";
import { Guests, seatOf, Tokens } from "./tokens.js";

class WebPlayer implements Player {
  private readonly store = new Store<Model>(emptyModel());
  private shown: Draft;
  private readonly local: Keep;
  private readonly tab: Keep;
  private readonly tokens: Tokens;
  private readonly guests: Guests;
  private readonly door: Door;
  private readonly conversation: Conversation;
  private readonly commands: Commands;
  private readonly questions: Questions;
  private readonly consideration: Consideration;
  private readonly desk: Desk;
  private readonly hearing: Hearing;
  private readonly sayings: Sayings;
  private readonly inquiry: Inquiry;
  private shownSeat = ""; // that the model is about: world and state
  private behalf = false; // that newer orders are not one's own was said already
  private wasInside = false; // since the person asked to come in
  private condition: Condition = { kind: "idle" };

  constructor(private readonly env: Env, private readonly language: () => Language) {
    const notKept = (): void => this.tell({ key: "web_link.not_kept", slots: {} });
    this.local = new Keep(() => env.local(), notKept);
    this.tab = new Keep(() => env.session(), () => undefined); // the server has all but the last half second of it
    this.tokens = new Tokens(this.local);
    this.guests = new Guests(this.tab);
    this.door = new Door(env, this.tokens, this.guests);
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
      tell: (line) => this.tellOfDesk(line),
      saved: (change) => this.hearing.onSaved(change),
    });
    this.hearing = new Hearing(env, { store: this.store, door: this.door, desk: this.desk, commands: this.commands, tab: this.tab }, {
      tell: (line) => this.tell(line),
      language,
      drawDraft: () => this.drawDraft(),
      turnBegins: () => this.consideration.clear(),
      superseded: () => this.supersede(),
      moved: () => this.onMoved(),
      removed: () => this.onRemoved(),
      distrust: () => this.conversation.restart(),
      statedWaits: () => this.sayings.waits,
    });
    const refused = (refusal: Refusal): void => this.tell(refusalNews(refusal));
    this.sayings = new Sayings(env, this.commands, this.store, { world: () => this.world(), refused });
    this.inquiry = new Inquiry(env, language);
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

  bring(code: string, guest: string): void {
    this.guests.put(code, guest);
  }

  isGuest(code: string): boolean {
    return this.guests.find(code) !== "";
  }

  look(code: string): Promise<ExerciseInfo> {
    return this.inquiry.ask(code);
  }

  join(code: string, entry: Entry): Promise<void> {
    this.door.join(code, entry);
    return this.comeIn();
  }

  move(code: string, seatCode: string, entry: Entry = { name: "" }): Promise<void> {
    this.door.move(code, seatCode, entry);
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

  async leave(): Promise<void> {
    if (!this.door.token) throw noSeat();
    await this.sayings.leave();
    this.door.update({ left: true });
    this.close({ kind: "left" });
  }

  forget(): void {
    const code = this.door.token?.code;
    if (code !== undefined) this.tokens.forget(code);
    this.door.token = null;
    this.close({ kind: "none" });
    this.desk.erase();
    forgetReports(this.tab);
    this.store.set({ ...emptyWorld(), ...emptyExercise(), seat: null });
    this.drawDraft();
  }

  stop(): void {
    this.inquiry.stop();
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
    this.sayings.stop();
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
    if (ready) this.sayings.stateNow();
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
    this.sayings.state(edit);
  }

  say(everyone: boolean, to: number[], text: string): Promise<void> {
    return this.sayings.say(everyone, to, text);
  }

  readPress(): void {
    const { press, pressSeen } = this.model;
    const newest = Number(press[press.length - 1]?.number ?? 0);
    if (newest <= pressSeen) return;
    this.door.update({ pressSeen: newest });
    this.store.set({ pressSeen: newest });
  }

  // ---- control, and what is said after the end

  askControl(text: string): Promise<void> {
    return this.sayings.askControl(text);
  }

  readAnswers(): void {
    const questionsSeen = answered(this.model);
    if (questionsSeen !== this.model.questionsSeen) this.store.set({ questionsSeen });
  }

  feel(feelings: readonly string[], greedy: ReadonlyMap<number, number>): Promise<void> {
    return this.sayings.feel(feelings, greedy);
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
    this.behalf ||= line.key === "web_step.on_behalf";
    this.store.set({ news: { ...line, at: this.env.now() } });
  }

  /** That whoever runs the exercise gave the orders is said instead of that somebody did. */
  private tellOfDesk(line: Line): void {
    const known = this.behalf && line.key === "web_link.saved_elsewhere";
    this.behalf = false;
    if (!known) this.tell(line);
  }

  private drawDraft(): void {
    this.shown = withOldParts(this.shown, this.desk.view(this.model.situation?.ready ?? false));
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
    const isFresh = this.wasInside || !this.door.comesBack(); // joined now, or moved
    const token = this.door.entered(told.value);
    const seat = `${token.world}.${told.value.seat}`;
    const isNew = seat !== this.shownSeat;
    if (this.model.seat && this.model.seat.exercise !== token.exercise) this.store.set(emptyExercise());
    this.shownSeat = seat;
    this.wasInside = true;
    this.hearing.entered();
    if (isNew) {
      this.commands.stop(); // what was meant for another world
      this.questions.stop();
      this.desk.forget();
      this.consideration.clear();
      this.hearing.beginAnew(token.world);
    }
    const way = this.condition.kind === "open" ? this.condition.way : "websocket";
    const commitment = token.commitment ? { commitment: fromHex(token.commitment) } : {};
    this.store.set({ link: { kind: "open", way }, seat: seatOf(token), seatNumber: told.value.seat, pressSeen: token.pressSeen, ...(isNew && { fresh: isFresh ? seat : "" }), ...commitment });
    this.drawDraft();
    this.commands.pump();
    this.questions.pump();
  }

  private onTurnedAway(refusal: Refusal): void {
    const what = this.door.turnedAway(refusal);
    if (what === "gone" && isPutOut(refusal)) return this.close({ kind: "removed" });
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

  /** The newest page of a person is the live one. Commands stay: after `takeBack` they go on. */
  private supersede(): void {
    this.conversation.stop();
    this.hearing.rest();
    this.commands.unsend();
    this.questions.unsend();
    this.store.set({ link: { kind: "superseded" } });
  }

  /** Everything comes anew, and coming in again tells all of it. */
  private onMoved(): void {
    this.shownSeat = "";
    this.conversation.restart();
  }

  private onRemoved(): void {
    this.door.forget();
    this.close({ kind: "removed" });
    this.desk.erase();
    forgetReports(this.tab);
  }

  private onUnaskedRefusal(refusal: Refusal): void {
    if (refusal.code === RefusalCode.REFUSAL_BUSY) this.conversation.restart(this.conversation.busyDelay(refusal));
    else this.tell(refusalNews(refusal));
  }
}

/** A player of this page; `language` is asked whenever something in words is fetched. */
export function openPlayer(env: Env, language: () => Language): Player {
  return new WebPlayer(env, language);
}
