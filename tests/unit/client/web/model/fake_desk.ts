// A facilitator in a fake browser before a server that takes every act and can be told to refuse, to be busy or to keep silent.

import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ToClientSchema, ToServerSchema, type ToClient } from "../../../../../client/web/src/gen/spiral/v1/envelope_pb.js";
import { FacilitatingSchema, Rights, type ExerciseAct, type ExerciseState } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { PongSchema, RefusalCode, WelcomeSchema, type Refusal } from "../../../../../client/web/src/gen/spiral/v1/session_pb.js";
import { openFacilitator } from "../../../../../client/web/src/model/facilitator.js";
import type { Facilitator } from "../../../../../client/web/src/model/facilitator_api.js";
import { hex } from "../../../../../client/web/src/wire/ids.js";
import { FakeEnv, type FakeSocket } from "../fake_env.js";
import { EXERCISE, exercise } from "../fake_exercise.js";
import { refusal } from "../fake_server.js";

export const KEY = "WXYZ-1234";

export class Stage {
  facilitator: Facilitator;
  keys: string[] = [];
  heard: ExerciseAct[] = [];
  done = new Set<string>(); // ids of commands
  silent = false; // acts are heard and done, and never answered
  refuses: Refusal | null = null;
  busyOnce = false;
  behind: (act: ExerciseAct) => ToClient["body"][] = () => []; // what is told behind the answer
  state: ExerciseState = exercise();

  constructor(readonly env = new FakeEnv()) {
    this.facilitator = openFacilitator(env, () => "en");
    env.onSocket = (socket) => {
      socket.hear = (bytes) => void Promise.resolve().then(() => this.hear(socket, bytes));
      void Promise.resolve().then(() => socket.open());
    };
  }

  async enter(key = KEY): Promise<void> {
    const entered = this.facilitator.enter("k7qx2m", key);
    await this.env.pass(0);
    await entered;
  }

  tell(body: ToClient["body"], request = 0n, socket: FakeSocket = this.env.socket): void {
    socket.tell(toBinary(ToClientSchema, create(ToClientSchema, { request, body })));
  }

  private hear(socket: FakeSocket, bytes: Uint8Array): void {
    const { request, body } = fromBinary(ToServerSchema, bytes);
    const answer = (told: ToClient["body"]): void => this.tell(told, request, socket);
    if (socket !== this.env.socket || socket.closed) return;
    if (body.case === "hello") return answer({ case: "welcome", value: create(WelcomeSchema) });
    if (body.case === "facilitate") {
      this.keys.push(body.value.key);
      if (body.value.key !== KEY) return answer({ case: "refusal", value: refusal(RefusalCode.REFUSAL_UNKNOWN_PERSON) });
      answer({ case: "facilitating", value: create(FacilitatingSchema, { exercise: EXERCISE, facilitator: 1, name: "Dr R", rights: Rights.LEAD }) });
      return this.tell({ case: "exerciseState", value: this.state });
    }
    if (body.case === "ping") return answer({ case: "pong", value: create(PongSchema) });
    if (body.case !== "exerciseAct") return;
    const act = body.value;
    this.heard.push(act);
    if (this.busyOnce) {
      this.busyOnce = false;
      return answer({ case: "refusal", value: refusal(RefusalCode.REFUSAL_BUSY, { more: { case: "busy", value: { retryAfterMs: 1000 } } }) });
    }
    if (this.refuses) return answer({ case: "refusal", value: this.refuses });
    const already = this.done.has(hex(act.commandId));
    this.done.add(hex(act.commandId));
    if (this.silent) return;
    answer({ case: "exerciseState", value: { ...this.state, already } });
    for (const body of this.behind(act)) this.tell(body, 0n, socket);
  }
}
