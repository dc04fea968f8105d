// As much of a server as a client's tests need: it greets, seats, takes orders as proto/README.md says, and can be
// told to keep silent, to answer twice, or to have been given orders by somebody else.

import { clone, create, fromBinary, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { ConsideredSchema } from "../../../../client/web/src/gen/spiral/v1/aids_pb.js";
import { ToClientSchema, ToServerSchema, type ToClient, type ToServer } from "../../../../client/web/src/gen/spiral/v1/envelope_pb.js";
import { ExerciseInfoSchema } from "../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { OrdersSchema, type Orders } from "../../../../client/web/src/gen/spiral/v1/orders_pb.js";
import { AcceptedSchema, JoinedSchema, NoticeKind, NoticeSchema, RefusalCode, RefusalSchema, WelcomeSchema, type Accepted, type Refusal } from "../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { BriefingSchema, ClockSchema, ClockState, SituationSchema, TurnReportSchema, type Clock, type Situation } from "../../../../client/web/src/gen/spiral/v1/world_pb.js";
import { hex } from "../../../../client/web/src/wire/ids.js";
import type { FakeEnv, FakeSocket } from "./fake_env.js";

export type Said = Exclude<ToServer["body"], { case: undefined }>;
type ValueOf<K> = Extract<Said, { case: K }> extends { value: infer V } ? V : never;
type Tells = Exclude<ToClient["body"], { case: undefined }>;

export const WORLD = new Uint8Array(16).fill(7);
const PARAMETERS = { technology: 1, mobilisation: 1, mobilise_cost: 2, research_cost: 2, dual_value: 70, fungibility: 50 };
const NAMES = ["Aldan", "Brava", "Corvo"];

function id(fill: number): Uint8Array {
  return new Uint8Array(16).fill(fill);
}

export class FakeServer {
  said: Said[] = [];
  refusals = new Map<Said["case"], Refusal>(); // of what is refused whenever it is said
  silent = new Set<Said["case"]>(); // heard and stored, and never answered
  deaf = false; // nothing arrives
  twice = false; // every answer comes twice
  seat = 0;
  turn = 0; // finished
  revision = 0;
  saved: Orders | null = null;
  ready = false;
  branch = 0; // so often the world was rolled back
  world: Uint8Array = WORLD;
  info: MessageInitShape<typeof ExerciseInfoSchema> = {};
  persons = 0; // that joined
  ordersUsed = true; // in the last turn
  remaining: number | null = 90_000;
  socket: FakeSocket | null = null;
  private readonly secrets = new Map<string, number>();
  private readonly answered = new Map<string, Accepted>(); // by command id

  constructor(env: FakeEnv) {
    this.serve(env);
  }

  serve(env: FakeEnv): void {
    env.onSocket = (socket) => {
      this.socket = socket;
      socket.hear = (bytes) => this.hear(socket, bytes);
      void Promise.resolve().then(() => socket.open());
    };
  }

  count(kind: Said["case"]): number {
    return this.said.filter((said) => said.case === kind).length;
  }

  last<K extends Said["case"]>(kind: K): ValueOf<K> {
    const found = [...this.said].reverse().find((said): boolean => said.case === kind);
    if (!found) throw new Error(`nobody said ${kind}`);
    return found.value as unknown as ValueOf<K>;
  }

  tell(body: Tells, request = 0n): void {
    const bytes = toBinary(ToClientSchema, create(ToClientSchema, { request, body }));
    this.socket?.tell(bytes);
    if (this.twice && request !== 0n) this.socket?.tell(bytes);
  }

  situation(): Situation {
    return create(SituationSchema, {
      world: this.world, turn: this.turn, income: 10, balance: 100, own: { budget: { civil: 6, fortify: 4 } },
      states: NAMES.map(() => ({ alive: 1, territory: 10, start: 10 })),
      ready: this.ready, choices: this.choices(),
      ...(this.saved ? { saved: { revision: this.revision, orders: clone(OrdersSchema, this.saved) } } : {}),
    });
  }

  clock(state = ClockState.CLOCK_OPEN, reason = ""): Clock {
    const remaining = this.remaining === null ? {} : { remaining: { ms: this.remaining } };
    return create(ClockSchema, { world: this.world, turn: this.turn + 1, state, seats: 3, reason, branch: this.branch, ...remaining });
  }

  /** Somebody else who holds the seat has saved. */
  saveElsewhere(fortify: number): void {
    this.saved = create(OrdersSchema, { budget: { civil: 10 - fortify, fortify } });
    this.revision++;
    this.tell({ case: "situation", value: this.situation() });
  }

  nextTurn(ordersUsed = true): void {
    this.turn++;
    this.ordersUsed = ordersUsed;
    this.saved = null;
    this.revision = 0;
    this.ready = false;
    this.tell({ case: "turnReport", value: create(TurnReportSchema, { world: this.world, turn: this.turn, yourOrdersUsed: ordersUsed }) });
    this.tell({ case: "situation", value: this.situation() });
    this.tell({ case: "clock", value: this.clock() });
  }

  /** The world goes on from the start of turn `to`, as it was then. */
  rollBack(to: number, kind = NoticeKind.NOTICE_ROLLED_BACK): void {
    this.branch++;
    this.turn = to - 1;
    this.saved = null;
    this.revision = 0;
    this.ready = false;
    this.tell({ case: "notice", value: create(NoticeSchema, { kind }) });
    if (this.turn > 0) this.tell({ case: "turnReport", value: create(TurnReportSchema, { world: this.world, turn: this.turn, yourOrdersUsed: true }) });
    this.tell({ case: "situation", value: this.situation() });
    this.tell({ case: "clock", value: this.clock() });
  }

  private hear(socket: FakeSocket, bytes: Uint8Array): void {
    if (this.deaf) return;
    const envelope = fromBinary(ToServerSchema, bytes);
    const said = envelope.body as Said;
    this.said.push(said);
    const isRepeated = "commandId" in said.value && this.answered.has(hex(said.value.commandId));
    const answer = this.answer(said);
    if (this.silent.has(said.case) || socket !== this.socket) return;
    // never from inside a call of the client's, as on a wire
    void Promise.resolve().then(() => {
      if (socket === this.socket && !socket.closed) this.reply(envelope.request, said, answer, isRepeated);
    });
  }

  private reply(request: bigint, said: Said, answer: Tells, isRepeated: boolean): void {
    this.tell(answer, request);
    if (answer.case === "joined") this.brief();
    if (said.case === "saveOrders" && answer.case === "accepted" && !isRepeated) this.tell({ case: "situation", value: this.situation() });
  }

  private brief(): void {
    this.tell({
      case: "briefing",
      value: create(BriefingSchema, {
        world: this.world, seat: this.seat, commitment: new Uint8Array(32).fill(9), turnSeconds: 90,
        scenario: {
          parameters: Object.entries(PARAMETERS).map(([name, value]) => ({ name, value })),
          states: NAMES.map((name) => ({ name, territory: 10, motive: -1 })),
        },
      }),
    });
    if (this.turn > 0) this.tell({ case: "turnReport", value: create(TurnReportSchema, { world: this.world, turn: this.turn, yourOrdersUsed: this.ordersUsed }) });
    this.tell({ case: "situation", value: this.situation() });
    this.tell({ case: "clock", value: this.clock() });
  }

  private answer(said: Said): Tells {
    const refusal = this.refusals.get(said.case);
    if (refusal) return { case: "refusal", value: refusal };
    switch (said.case) {
      case "hello":
        return { case: "welcome", value: create(WelcomeSchema, { version: 1 }) };
      case "join":
        return this.joined(said.value.secret);
      case "resume":
        return { case: "joined", value: create(JoinedSchema, { person: said.value.person, exercise: id(3), world: this.world, seat: this.seat, name: "Ana" }) };
      case "move":
        return { case: "joined", value: create(JoinedSchema, { person: id(1), token: id(6), exercise: id(3), world: this.world, seat: this.seat, name: "Ana" }) };
      case "saveOrders":
      case "setReady":
      case "stateBeliefs":
      case "sendPress":
      case "askControl":
      case "stateFeelings":
      case "leave":
        return this.command(said);
      case "askExercise":
        return { case: "exerciseInfo", value: create(ExerciseInfoSchema, { ...this.info, code: said.value.code }) };
      case "consider":
        return { case: "considered", value: create(ConsideredSchema, { world: this.world, turn: said.value.turn }) };
      default:
        return { case: "pong", value: { $typeName: "spiral.v1.Pong" } };
    }
  }

  private choices(): object {
    const open = { focus: "", attack: this.turn === 0 ? "grace" : "" };
    return { income: 10, scrapMax: 2, states: [{ attack: "bad target" }, open, open], usual: { budget: { civil: 6, fortify: 4 }, answers: [{ state: 2, answer: 2 }] } };
  }

  private joined(secret: Uint8Array): Tells {
    const known = this.secrets.get(hex(secret));
    const person = known ?? ++this.persons;
    this.secrets.set(hex(secret), person);
    const first = known === undefined ? { seatCode: "ABCDE-FGHJK" } : {};
    return { case: "joined", value: create(JoinedSchema, { person: id(person), token: id(20 + person), exercise: id(3), world: this.world, name: "Ana", ...first }) };
  }

  private command(said: Extract<Said, { value: { commandId: Uint8Array } }>): Tells {
    const key = hex(said.value.commandId);
    const before = this.answered.get(key);
    if (before) return { case: "accepted", value: before };
    if ("turn" in said.value && said.value.turn !== this.turn + 1) return refused(RefusalCode.REFUSAL_STALE_TURN, { currentTurn: this.turn + 1 });
    if (said.case === "saveOrders") {
      if (said.value.revision !== this.revision) return refused(RefusalCode.REFUSAL_STALE_REVISION, { currentRevision: this.revision });
      this.saved = said.value.orders ?? null;
      this.revision++;
    }
    if (said.case === "setReady") this.ready = said.value.ready;
    const accepted = create(AcceptedSchema, { commandId: said.value.commandId, turn: this.turn + 1, revision: this.revision, ready: this.ready });
    this.answered.set(key, accepted);
    return { case: "accepted", value: accepted };
  }
}

export function refusal(code: RefusalCode, more: object = {}): Refusal {
  return create(RefusalSchema, { code, ...more });
}

function refused(code: RefusalCode, more: object): Tells {
  return { case: "refusal", value: refusal(code, more) };
}
