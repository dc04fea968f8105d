// An exercise as a facilitator is told of it, and a facilitator whose acts go to the test.

import { create } from "@bufbuild/protobuf";
import {
  ActKind, ExerciseStateSchema, FacilitatingSchema, Rights, type ExerciseState,
} from "../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { ClockState } from "../../../../client/web/src/gen/spiral/v1/world_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Act, Done, Facilitator, FacilitatorModel } from "../../../../client/web/src/model/facilitator_api.js";
import { SeatSeen } from "../../../../client/web/src/model/seat_seen.js";
import { Store } from "../../../../client/web/src/model/store.js";

export const EXERCISE = new Uint8Array(16).fill(3);
const STATES = ["Aldan", "Brava", "Corvo"];

export function worldId(name: string): Uint8Array {
  return new Uint8Array(16).fill(name.charCodeAt(0));
}

function world(name: string, turn: number, more: object = {}): object {
  return {
    name,
    world: worldId(name),
    clock: { turn, state: ClockState.CLOCK_OPEN, remaining: { ms: 90_000 }, seats: 3 },
    seats: STATES.map((state, number) => ({
      state, alive: true, percent: 100, asked: true,
      persons: [{ name: `${name.toLowerCase()}-${number}`, here: true, person: new Uint8Array(16).fill(number + 1) }],
    })),
    ...more,
  };
}

/** Two worlds, the second of Prof S; Dr R (1) leads, Prof S (2) runs, Lee (3) assists, Ole (4) observes. */
export function exercise(more: MessageInitShape<typeof ExerciseStateSchema> = {}): ExerciseState {
  return create(ExerciseStateSchema, {
    code: "K7QX2M", exercise: EXERCISE, scenario: "seminar", started: true, places: 6, persons: 6, debriefInStep: true,
    worlds: [world("A", 5), world("B", 6, { owner: { state: 2 } })] as never,
    facilitators: [
      { number: 1, name: "Dr R", rights: Rights.LEAD, here: 1 }, { number: 2, name: "Prof S", rights: Rights.RUN, here: 1 },
      { number: 3, name: "Lee", rights: Rights.ASSIST }, { number: 4, name: "Ole", rights: Rights.OBSERVE },
    ],
    ...more,
  } as never);
}

export class FakeFacilitator implements Facilitator {
  acts: Act[] = [];
  answer: (act: Act) => Promise<Done> = () => Promise.resolve({ already: false, newKey: "" });
  forgotten = 0;
  time = 1000;
  kept = ""; // code of the exercise that the tab keeps a key for
  looks: string[] = []; // world and seat
  readonly seen = new SeatSeen(() => this.time);
  private readonly store: Store<FacilitatorModel>;

  constructor(state: ExerciseState | null, number = 1) {
    const row = state?.facilitators.find((one) => one.number === number);
    const me = row ? create(FacilitatingSchema, { exercise: EXERCISE, facilitator: number, name: row.name, rights: row.rights }) : null;
    this.store = new Store<FacilitatorModel>({
      link: me ? { kind: "open", way: "websocket" } : { kind: "none" }, code: state?.code ?? "", me, exercise: state, exerciseAt: this.time, news: null, look: null,
    });
  }

  get model(): FacilitatorModel {
    return this.store.value;
  }

  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  change(change: Partial<FacilitatorModel>): void {
    this.store.set(change);
  }

  enter(): Promise<void> {
    return new Promise(() => undefined); // the test says what comes of it, by `change`
  }

  resume(): boolean {
    return this.model.me !== null;
  }

  forget(): void {
    this.forgotten++;
  }

  act(act: Act): Promise<Done> {
    this.acts.push(act);
    return this.answer(act);
  }

  /** The test says what comes of it, by `seen` and `change`. */
  lookAt(world: number, seat: number): void {
    this.looks.push(`${world}.${seat}`);
    this.seen.expect(this.model.exercise!.worlds[world]!.world, seat);
    this.change({ look: { world, seat, asking: true, seenAt: null, refusal: null } });
  }

  lookAgain(): void {
    const { look } = this.model;
    if (look) this.looks.push(`${look.world}.${look.seat} again`);
  }

  lookAway(): void {
    this.looks.push("away");
    this.change({ look: null });
  }

  now(): number {
    return this.time;
  }

  stop(): void {
    return;
  }
}

export { ActKind };
