// What the server tells unasked, and what follows from it on this page: the draft of a new turn, warnings of its end,
// a screen that stays on, and the lines for the live region.

import { clone, create } from "@bufbuild/protobuf";
import type { Bulletin, ControlAnswer } from "../gen/spiral/v1/exercise_pb.js";
import { OrdersSchema, type Orders } from "../gen/spiral/v1/orders_pb.js";
import { NoticeKind, type Notice } from "../gen/spiral/v1/session_pb.js";
import { BotReason, ClockState, SavedOrdersSchema, SituationSchema, type Briefing, type Clock, type Situation, type TurnReport } from "../gen/spiral/v1/world_pb.js";
import type { Env } from "../wire/env.js";
import { fromHex, hex } from "../wire/ids.js";
import type { Language, Model } from "./api.js";
import { Warnings } from "./clock.js";
import type { Commands } from "./commands.js";
import type { Told } from "./conversation.js";
import type { Desk } from "./desk.js";
import type { Door } from "./door.js";
import * as inbox from "./inbox.js";
import type { Keep } from "./keep.js";
import { keepReports, keptReports } from "./log.js";
import { answerNews, backNews, botNews, bulletinNews, clockNews, noticeNews, teamNews, type Line } from "./news.js";
import type { Store } from "./store.js";
import { Awake } from "./wakelock.js";

export interface HearingParts {
  store: Store<Model>;
  door: Door;
  desk: Desk;
  commands: Commands;
  tab: Keep;
}

export interface HearingOwner {
  tell(line: Line): void;
  language(): Language;
  drawDraft(): void;
  turnBegins(): void;
  superseded(): void;
  /** The person has another seat now. */
  moved(): void;
  removed(): void;
  /** Is something stated that was not sent yet? */
  statedWaits(): boolean;
  /** What the server says makes no sense. */
  distrust(): void;
}

export function openTurn(model: Model): number {
  const { situation, ended } = model;
  return situation && situation.end === 0 && !ended ? situation.turn + 1 : 0; // 0: none
}

const UNKNOWN = -1;

/** After these everything comes anew: a page that still shows the old turn would put the news away with it. */
const ANEW = [NoticeKind.NOTICE_ROLLED_BACK, NoticeKind.NOTICE_PRACTICE_OVER, NoticeKind.NOTICE_MOVED];

export class Hearing {
  situationSeen = false; // since we came in
  private anew = true; // what comes next may be of an earlier turn than what is known
  private reported = new Set<number>(); // turns whose reports came since we came in
  private branch = UNKNOWN; // of the world, that the reports are of
  private held: Line | null = null; // is told with the situation that it is about
  private lostTurn = 0; // that was open when the link was lost; 0: it was not
  private readonly warnings: Warnings;
  private readonly awake: Awake;

  constructor(private readonly env: Env, private readonly parts: HearingParts, private readonly owner: HearingOwner) {
    this.warnings = new Warnings(env, (seconds) => owner.tell({ key: "warning.seconds", slots: { seconds } }));
    this.awake = new Awake(env);
  }

  /** Another world than before begins with nothing but what this tab was told of it. */
  beginAnew(world: string): void {
    const { reports, branch } = keptReports(this.parts.tab, world);
    this.branch = reports.length > 0 ? branch : UNKNOWN;
    this.lostTurn = 0;
    this.parts.store.set({ ...inbox.emptyWorld(), reports });
  }

  /** Inside, and everything is about to be told. */
  entered(): void {
    this.anew = true;
    this.reported.clear();
  }

  lost(): void {
    if (this.situationSeen) this.lostTurn = openTurn(this.model);
    this.situationSeen = false;
  }

  rest(): void {
    this.situationSeen = false;
    this.warnings.cancel();
    this.awake.want(false);
  }

  stop(): void {
    this.rest();
    this.awake.stop();
  }

  private get model(): Model {
    return this.parts.store.value;
  }

  heard(told: Told): void {
    if (told.case === "notice") return this.onNotice(told.value);
    const world = fromHex(this.parts.door.token?.world ?? "");
    switch (told.case) {
      case "briefing":
        if (inbox.isOf(world, told.value)) this.onBriefing(told.value);
        break;
      case "situation":
        if (inbox.isOf(world, told.value)) this.onSituation(told.value);
        break;
      case "turnReport":
        if (inbox.isOf(world, told.value)) this.onReport(told.value);
        break;
      case "clock":
        if (inbox.isOf(world, told.value)) this.onClock(told.value);
        break;
      case "press":
        if (inbox.isOf(world, told.value)) this.onChange(inbox.onPress(this.model, told.value));
        break;
      case "bulletin":
        if (inbox.isOf(world, told.value)) this.onBulletin(told.value);
        break;
      case "controlAnswer":
        this.onAnswer(told.value);
        break;
      case "debriefStep":
        this.onChange({ step: told.value });
        break;
      case "worldEnded":
        if (inbox.isOf(world, told.value)) this.onEnded(inbox.onEnded(told.value));
        break;
      default:
        break;
    }
  }

  private onChange(change: inbox.Change): void {
    this.parts.store.set(change);
  }

  /** The first commitment told counts: a server that publishes another one later has changed its mind. */
  private onBriefing(told: Briefing): void {
    const { commitment } = told;
    const line = teamNews(this.model.briefing, told);
    let change = inbox.onBriefing(told);
    if (line) this.owner.tell(line);
    if (this.parts.door.token?.commitment === "") {
      this.parts.door.update({ commitment: hex(commitment) });
      change = { ...change, commitment };
    }
    this.onChange(change);
  }

  private onReport(report: TurnReport): void {
    this.reported.add(report.turn);
    this.onChange(inbox.onReport(this.model, report, this.anew));
    this.keep();
  }

  private keep(): void {
    keepReports(this.parts.tab, this.parts.door.token?.world ?? "", this.branch === UNKNOWN ? 0 : this.branch, this.model.reports);
  }

  private onBulletin(bulletin: Bulletin): void {
    const change = inbox.onBulletin(this.model, bulletin);
    this.onChange(change);
    // what is told again after coming in is no news
    if (change.bulletins && this.situationSeen) this.owner.tell(bulletinNews(bulletin, this.owner.language()));
  }

  private onAnswer(answer: ControlAnswer): void {
    const known = this.model.questions.find(({ number }) => number === answer.number);
    this.onChange(inbox.onAnswer(this.model, answer));
    const line = known?.answer === answer.answer ? null : answerNews(answer);
    if (line && (known || this.situationSeen)) this.owner.tell(line);
  }

  private onSituation(situation: Situation): void {
    const change = inbox.onSituation(this.model, situation, this.anew);
    if (change === null) return this.owner.distrust();
    if (!change.situation) return;
    this.anew = false;
    if (this.owner.statedWaits() && situation.turn === this.model.situation?.turn) delete change.stated; // newer ones are in hand
    this.situationSeen = true;
    this.parts.store.set(change);
    if (situation.held && this.model.news?.key === "web.bot.words") this.owner.tell(botNews(situation.botReason, true, 0)); // an older server's notice did not say
    const turn = openTurn(this.model);
    if (this.lostTurn > 0 && turn > 0) this.owner.tell(backNews(this.lostTurn, turn, this.model.report?.ordersUsed ?? false));
    this.lostTurn = 0;
    if (this.held) this.owner.tell(this.held);
    this.held = null;
    this.parts.commands.dropStale();
    if (turn === 0) this.parts.desk.close();
    else if (this.parts.desk.open(this.model.briefing!, situation)) this.owner.turnBegins();
    this.owner.drawDraft();
    this.parts.commands.pump();
  }

  /** The server has something new of ours. */
  onSaved(change: { orders?: Orders; revision?: number; ready: boolean }): void {
    const known = this.model.situation;
    if (known) {
      const situation = clone(SituationSchema, known);
      situation.ready = change.ready;
      const { orders, revision } = change;
      if (orders && revision !== undefined) situation.saved = create(SavedOrdersSchema, { orders: clone(OrdersSchema, orders), revision });
      this.parts.store.set({ situation });
    }
    this.owner.drawDraft();
  }

  private onClock(clock: Clock): void {
    const line = clockNews(this.model.clock, clock);
    this.onBranch(clock.branch);
    this.onChange(inbox.onClock(clock, this.env.now()));
    this.warnings.follow(clock, this.model.clockAt);
    this.awake.want(clock.state === ClockState.CLOCK_OPEN && openTurn(this.model) > 0);
    if (line) this.owner.tell(line);
  }

  /** Rolled back while we were away: what was told of turns before we came in may stand no more. */
  private onBranch(branch: number): void {
    if (branch === this.branch) return;
    if (this.branch !== UNKNOWN) this.onChange(inbox.rolledBack(this.model, (turn) => this.reported.has(turn)));
    this.branch = branch;
    this.keep();
  }

  /** The turns before the one that opens anew stand; its situation says which it is. */
  private onRolledBack(): void {
    this.anew = true;
    this.branch = UNKNOWN;
    for (const kind of ["saveOrders", "stateBeliefs", "setReady"] as const) this.parts.commands.withdraw(kind);
    this.parts.desk.rollBack();
    this.owner.drawDraft();
  }

  private onEnded(change: inbox.Change): void {
    this.onChange(change);
    this.warnings.cancel();
    this.awake.want(false);
    this.parts.commands.dropStale();
    this.parts.desk.close();
    this.owner.drawDraft();
  }

  private onNotice(notice: Notice): void {
    const { situation } = this.model;
    const holds = notice.kind === NoticeKind.NOTICE_BOT_HOLDS_SEAT;
    switch (notice.kind) {
      case NoticeKind.NOTICE_SUPERSEDED:
        return this.owner.superseded();
      case NoticeKind.NOTICE_REMOVED:
        return this.owner.removed();
      case NoticeKind.NOTICE_MOVED:
        this.owner.moved();
        break;
      case NoticeKind.NOTICE_ROLLED_BACK:
      case NoticeKind.NOTICE_PRACTICE_OVER:
        this.onRolledBack();
        break;
      default:
        break;
    }
    if (situation && (holds || notice.kind === NoticeKind.NOTICE_SEAT_IS_YOURS)) {
      const { botReason } = notice;
      const held = botReason === BotReason.CONTROL || (holds && botReason === BotReason.UNSPECIFIED && situation.held);
      this.parts.store.set({ situation: { ...situation, botHoldsSeat: holds, botReason, held, returning: false } });
    }
    const line = noticeNews(notice, this.model.briefing?.missesAllowed);
    if (ANEW.includes(notice.kind)) this.held = line;
    else if (line) this.owner.tell(line);
  }
}
