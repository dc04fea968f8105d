// Questions that change nothing: asked again after a lost link and when the server was busy, until there is an answer.

import { RefusalCode } from "../gen/spiral/v1/session_pb.js";
import type { Body } from "../wire/envelope.js";
import type { Env } from "../wire/env.js";
import type { Conversation, Told } from "./conversation.js";
import { givenUp, tooMany, unreadable } from "./refusals.js";

const OPEN_MAX = 16;

interface Question {
  body: Body;
  sent: boolean;
  resolve(told: Told): void;
  reject(refusal: unknown): void;
}

export class Questions {
  private open: Question[] = [];
  private readonly stops = new Set<() => void>();

  constructor(private readonly env: Env, private readonly conversation: () => Conversation) {}

  /** Rejects with a Refusal. */
  ask(body: Body): Promise<Told> {
    return new Promise((resolve, reject) => {
      if (this.open.length >= OPEN_MAX) return reject(tooMany());
      this.open.push({ body, sent: false, resolve, reject });
      this.pump();
    });
  }

  /** Inside again, or the first time. */
  pump(): void {
    for (const question of [...this.open]) {
      if (question.sent || !this.conversation().inside) continue;
      question.sent = true;
      const sent = this.conversation().send(question.body, (told) => this.answered(question, told));
      if (!sent) this.close(question, () => question.reject(unreadable("values")));
    }
  }

  /** What was under way is asked again. */
  unsend(): void {
    for (const question of this.open) question.sent = false;
  }

  stop(): void {
    this.stops.forEach((stop) => stop());
    this.stops.clear();
    for (const question of this.open.splice(0)) question.reject(givenUp());
  }

  private close(question: Question, then: () => void): void {
    this.open = this.open.filter((other) => other !== question);
    then();
  }

  private answered(question: Question, told: Told): void {
    if (told.case !== "refusal") return this.close(question, () => question.resolve(told));
    const refusal = told.value;
    if (refusal.code !== RefusalCode.REFUSAL_BUSY) return this.close(question, () => question.reject(refusal));
    const stop = this.env.after(this.conversation().busyDelay(refusal), () => {
      this.stops.delete(stop);
      question.sent = false;
      this.pump();
    });
    this.stops.add(stop);
  }
}
