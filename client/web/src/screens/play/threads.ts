// Messages by who reads them: one thread for everybody, and one for each circle that anybody has written to.

import type { Press } from "../../gen/spiral/v1/world_pb.js";

/** Everybody, or the other states of a circle in their order. */
export type Audience = "everyone" | number[];

export interface Thread {
  key: string;
  audience: Audience;
  messages: Press[];
}

export const EVERYONE = "everyone";

export function audienceKey(audience: Audience): string {
  return audience === "everyone" ? EVERYONE : audience.join("-");
}

/** The circle of a message, without oneself. */
export function audienceOf(press: Press, me: number): Audience {
  if (press.everyone) return "everyone";
  const circle = new Set([press.from, ...press.to]);
  circle.delete(me);
  return [...circle].sort((a, b) => a - b);
}

/** All threads: that for everybody first, then the one with the newest message. */
export function threadsOf(press: readonly Press[], me: number): Thread[] {
  const threads = new Map<string, Thread>([[EVERYONE, { key: EVERYONE, audience: "everyone", messages: [] }]]);
  for (const message of press) {
    const audience = audienceOf(message, me);
    const key = audienceKey(audience);
    const thread = threads.get(key) ?? { key, audience, messages: [] };
    thread.messages.push(message);
    threads.set(key, thread);
  }
  const newest = (thread: Thread): bigint => thread.messages[thread.messages.length - 1]?.number ?? 0n;
  const [everyone, ...circles] = [...threads.values()];
  circles.sort((a, b) => (newest(a) > newest(b) ? -1 : 1));
  return everyone ? [everyone, ...circles] : circles;
}

/** How many of a thread came from others since `seen`. */
export function unreadOf(thread: Thread, me: number, seen: number): number {
  return thread.messages.filter((message) => message.from !== me && Number(message.number) > seen).length;
}
