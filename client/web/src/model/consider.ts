// What may come of orders, asked once for each set of orders and topics: screens may ask as often as they draw.

import { create, toBinary } from "@bufbuild/protobuf";
import { ConsiderSchema, type Considered } from "../gen/spiral/v1/aids_pb.js";
import { OrdersSchema, type Orders } from "../gen/spiral/v1/orders_pb.js";
import { hex } from "../wire/ids.js";
import type { Topic } from "./api.js";
import type { Questions } from "./questions.js";
import { senseless } from "./refusals.js";

const KEPT_MAX = 24;

export class Consideration {
  private readonly kept = new Map<string, Promise<Considered>>();

  constructor(private readonly questions: Questions) {}

  /** Rejects with a Refusal; what was refused is asked again next time. `about`: what else the answer rests on. */
  ask(world: Uint8Array, turn: number, about: string, orders: Orders, topics: readonly Topic[]): Promise<Considered> {
    const wanted = [...new Set(topics)].sort();
    const key = [hex(world), turn, about, hex(toBinary(OrdersSchema, orders)), ...wanted].join(" ");
    const known = this.kept.get(key);
    if (known) return known;
    const question = create(ConsiderSchema, { world, turn, orders });
    for (const topic of wanted) question[topic] = true;
    const answer = this.questions.ask({ case: "consider", value: question }).then((told) => {
      if (told.case !== "considered") throw senseless();
      return told.value;
    });
    this.keep(key, answer);
    answer.catch(() => this.kept.delete(key));
    return answer;
  }

  clear(): void {
    this.kept.clear();
  }

  private keep(key: string, answer: Promise<Considered>): void {
    this.kept.set(key, answer);
    const oldest = this.kept.keys().next();
    if (this.kept.size > KEPT_MAX && !oldest.done) this.kept.delete(oldest.value);
  }
}
