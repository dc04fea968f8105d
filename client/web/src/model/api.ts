// What screens know of a game, and what they may ask for. Screens draw a `Model` and call a `Player`; neither
// knows how messages travel. The model is replaced whole by what the server tells and never computed.
//
// Everything here lives in one page, on its one thread. Messages are those of proto/spiral/v1.

import type { Considered } from "../gen/spiral/v1/aids_pb.js";
import type { Bulletin, Consent, ControlAnswer, DebriefStep, ExerciseInfo } from "../gen/spiral/v1/exercise_pb.js";
import type { Orders } from "../gen/spiral/v1/orders_pb.js";
import type { PartVerdict, Refusal } from "../gen/spiral/v1/session_pb.js";
import type { PublicClock, PublicTurn, Watching } from "../gen/spiral/v1/watch_pb.js";
import type { Briefing, Clock, Event, Press, Situation, WorldEnded } from "../gen/spiral/v1/world_pb.js";

export type Language = "en" | "es";

/** How the connection is. Times are performance.now(). */
export type LinkState =
  | { kind: "none" } // nothing to connect for yet
  | { kind: "connecting"; since: number; attempt: number }
  | { kind: "open"; way: "websocket" | "poll" }
  | { kind: "lost"; since: number; attempt: number } // trying again by itself
  | { kind: "superseded" } // another tab or device of the same person is live; `takeBack` makes this one live
  | { kind: "left" } // the person left the game
  | { kind: "removed" } // whoever runs the exercise took the person out of it
  | { kind: "refused"; refusal: Refusal } // what was asked for at the door cannot be
  | { kind: "gone"; refusal: Refusal }; // the seat that was kept here is worth nothing any more

/** One seat that this browser keeps. Secrets of it never leave the folder `model`. */
export interface Seat {
  code: string; // of the exercise
  name: string; // of the person
  seatCode: string; // shown to the person: takes the seat to another device
  exercise: string; // hex
}

export interface Report {
  turn: number;
  events: Event[];
  ordersUsed: boolean; // the person's own; false: defaults, or a bot played the seat
}

/** What the person sees while away from the server or back again; a key of the catalogues with its numbers. */
export interface News {
  key: string;
  slots: Record<string, string | number>;
  lang?: Language; // of what fills `text`, where that is known
  at: number; // performance.now()
}

export interface Model {
  link: LinkState;
  seat: Seat | null;
  seatNumber: number; // the state that is played
  fresh: string; // a seat that this page came to know just now, as a key; empty: it was known before
  briefing: Briefing | null;
  situation: Situation | null; // null in the lobby
  before: Situation | null; // of the turn before, for what changed
  report: Report | null; // of the last resolved turn
  reports: Report[]; // all that this browser was told, oldest first
  clock: Clock | null;
  clockAt: number; // performance.now() when it came
  press: Press[]; // oldest first
  pressSeen: number; // number of the newest that was read
  ended: WorldEnded | null;
  news: News | null; // the newest, for the polite live region
  stated: Stated; // this turn's beliefs besides the chance of greed
  bulletins: Bulletin[]; // news from outside, oldest first
  questions: ControlAnswer[]; // to control, with their answers, and what all were told; oldest first
  questionsSeen: number; // so many answers of them were read
  step: DebriefStep | null; // where the debrief is, when whoever runs the exercise opens it step by step
  commitment?: Uint8Array; // the first that this browser was told; what the end opens must be this one
}

export interface Stated {
  attackNext: Map<number, number>; // permille by state
  seesMe: Map<number, number>;
  balance: number | null; // percent
}

/** What of the orders in hand the server has. `sending`: a change is on its way. */
export type DraftState = "unsaved" | "changed" | "sending" | "saved" | "refused";

export interface Draft {
  turn: number; // 0: none yet
  orders: Orders; // in hand; civil takes what the other lines leave
  state: DraftState;
  savedAt: Date | null; // local time of the last acknowledgement
  parts: PartVerdict[]; // what the rules do not allow of the orders in hand
  available: number; // points that may be distributed
  canUndo: boolean;
  ready: boolean;
}

export type Topic = "choices" | "figures" | "prospects" | "margins" | "looks" | "idle" | "game";

/** A debrief as the server writes it: proto/README.md, "The debrief". */
export type Block =
  | { kind: "text"; text: string }
  | { kind: "item"; label?: string; text: string; inner?: true } // of a list; inner: of the item before
  | { kind: "section"; text: string; inner?: true } // a heading; inner: within the section before
  // The first column names the rows. `marks` is as long and wide as `rows`; a marked number carries an M, which the text explains.
  | { kind: "table"; head: string[]; rows: string[][]; marks?: boolean[][] }
  | {
      kind: "grid"; // states on levels, a column a turn: a drawing, always followed by its words
      turns: number[];
      levels: { label: string; states: number[][]; small: number[][] }[]; // highest first; by turn
    };

export interface Card {
  name: string; // "D0" .. "D8"; "own": the page of one seat
  title: string;
  question: string; // "": none, on the own page
  parts: Block[][]; // uncovered one after the other
}

export interface Debrief {
  headline: string;
  states: { name: string; letter: string }[];
  cards: Card[];
}

/** How one comes to a new seat. */
export interface Entry {
  name: string; // not looked at with a personal link: the list has the name
  consent?: Consent; // where the exercise asks
}

/** A seat as it is told of: enough to draw all that it sees, and nothing that acts. */
export interface Heard {
  readonly model: Model;
  readonly draft: Draft;
  /** Called after each change; returns how to stop. */
  subscribe(listener: () => void): () => void;
  /** Seconds left in the turn; null without limit. */
  secondsLeft(): number | null;
}

export interface Player extends Heard {
  /** A personal link was opened: its secret is kept in this tab until it has brought its person in. */
  bring(code: string, guest: string): void;
  isGuest(code: string): boolean;
  /** What an exercise asks of those who join. Takes no seat. Rejects with a Refusal, also when nobody answers for a while. */
  look(code: string): Promise<ExerciseInfo>;
  /** At the door. Each resolves when the seat is there, and rejects with a Refusal. */
  join(code: string, entry: Entry): Promise<void>;
  move(code: string, seatCode: string, entry?: Entry): Promise<void>; // `entry`: of who comes in by a printed card
  /** The seat that was kept in this browser for an exercise, or for the last one; false: there is none. Without a
   *  code a seat that the person gave to a bot is not taken back. */
  resume(code?: string): boolean;
  /** The seats that this browser keeps, newest first: what `resume` with their code would come back to. */
  kept(): Seat[];
  takeBack(): void;
  leave(): Promise<void>;
  /** Forgets the seat in this browser: nobody can come back to it from here. */
  forget(): void;

  /** Changes the orders in hand: kept here at once, on the server half a second later. */
  change(edit: (orders: Orders) => void): void;
  undo(): void;
  clear(): void; // back to how the turn began
  save(): void; // what is in hand, now, also if it is the usual
  setReady(ready: boolean): void;
  /** Permille; null takes it back. */
  believe(state: number, permille: number | null): void;
  state(edit: (stated: Stated) => void): void;
  keepBeliefs(): void; // all of the last turn in which anything was stated
  canKeepBeliefs(): boolean;
  say(everyone: boolean, to: number[], text: string): Promise<void>;
  readPress(): void; // all that came was seen

  /** A question to whoever runs the exercise; nobody else reads it. */
  askControl(text: string): Promise<void>;
  readAnswers(): void;
  /** Three words, and what is believed of each state at the end, permille; before the debrief begins. */
  feel(feelings: readonly string[], greedy: ReadonlyMap<number, number>): Promise<void>;

  /** What may come of the orders in hand; the last answer for them is kept. */
  consider(...topics: Topic[]): Promise<Considered>;
  debrief(own: boolean): Promise<Debrief>;
  record(): Promise<string>;
  stop(): void;
}

/** One world as spectators know it: what every seat was told, some turns late. */
export interface WatchedWorld {
  index: number; // counted from 0, as in DebriefStep
  watching: Watching;
  clock: PublicClock | null;
  clockAt: number; // performance.now() when it came
  turns: PublicTurn[]; // that were fetched, oldest first
  ended: WorldEnded | null;
  anew?: Anew | undefined; // as long as the turn is open to which it went back
}

export interface Anew {
  turn: number;
  practice: boolean; // it was the turn of practice that ended
}

/** Needs no seat and keeps nothing. */
export interface WatchModel {
  link: LinkState;
  worlds: WatchedWorld[]; // in their order
  step: DebriefStep | null;
}

/** Which turns are fetched: of each world the newest that is shown, all of the world that is chosen, or none. */
export type Fetched = "newest" | "chosen" | "nothing";

export interface Watcher {
  readonly model: WatchModel;
  subscribe(listener: () => void): () => void;
  watch(code: string, fetched: Fetched): Promise<void>;
  choose(index: number): void;
  /** Seconds left in the open turn of a world; null without limit. */
  secondsLeft(world: WatchedWorld): number | null;
  /** In the person's language, or in another. */
  debrief(world: Uint8Array, language?: Language): Promise<Debrief>;
  record(world: Uint8Array): Promise<string>;
  stop(): void;
}
