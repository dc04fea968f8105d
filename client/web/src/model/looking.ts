// Looking at a seat: asks to see it, again when its world has another turn or branch, and hears what comes of it.

import type { ExerciseState, ExerciseWorld } from "../gen/spiral/v1/exercise_pb.js";
import type { Refusal } from "../gen/spiral/v1/session_pb.js";
import type { Told } from "./conversation.js";
import * as acts from "./facilitator_acts.js";
import type { Act, FacilitatorModel, Look } from "./facilitator_api.js";
import { SeatSeen } from "./seat_seen.js";

export interface LookingOwner {
  model(): FacilitatorModel;
  set(look: Look | null): void;
  /** Rejects with a Refusal. It changes nothing, so it has no id: asked twice it is shown twice. */
  ask(act: Act): Promise<unknown>;
  now(): number;
}

/** What an older picture of a seat cannot show any more. */
function markOf(world: ExerciseWorld): string {
  return [world.clock?.turn, world.clock?.practice, world.branch, world.end].join(" ");
}

export class Looking {
  readonly seen: SeatSeen;
  private mark = ""; // of the world when it was asked last
  private asked = 0; // an answer to an older question is no answer to this one

  constructor(private readonly owner: LookingOwner) {
    this.seen = new SeatSeen(() => owner.now());
  }

  at(world: number, seat: number): void {
    this.owner.set({ world, seat, asking: false, seenAt: null, refusal: null });
    this.again();
  }

  again(): void {
    const { look, exercise } = this.owner.model();
    const world = look && exercise?.worlds[look.world];
    if (!look || !world) return;
    this.mark = markOf(world);
    const number = (this.asked += 1);
    const settle = (refusal: Refusal | null): void => {
      const current = this.owner.model().look;
      if (number === this.asked && current) this.owner.set({ ...current, asking: false, refusal });
    };
    this.seen.expect(world.world, look.seat);
    this.owner.set({ ...look, asking: true });
    this.owner.ask(acts.look(look.world, look.seat)).then(
      () => settle(null),
      (refusal: Refusal) => settle(refusal),
    );
  }

  away(): void {
    this.asked++;
    this.seen.forget();
    if (this.owner.model().look) this.owner.set(null);
  }

  heard(told: Told): void {
    if (!this.seen.heard(told)) return;
    const { look } = this.owner.model();
    if (look) this.owner.set({ ...look, seenAt: this.owner.now() });
  }

  /** How the exercise stands now. */
  stands(exercise: ExerciseState, at: number): void {
    const { look } = this.owner.model();
    if (!look) return;
    const world = exercise.worlds[look.world];
    if (!world) return this.away();
    if (world.clock) this.seen.follow(world.clock, at);
    if (markOf(world) !== this.mark) this.again();
  }

  /** Inside again: what was under way is asked again anyway. */
  back(): void {
    if (this.owner.model().look?.asking === false) this.again();
  }
}
