// Tries of the ways to the server, for the page that checks a device and a network. Each ends by itself: a
// firewall that swallows everything must not leave somebody waiting. Nothing here takes a seat or says a word of the game.

import type { Env, PostAnswer } from "./env.js";

export interface ProbeEnv extends Pick<Env, "now" | "date" | "after" | "openSocket" | "post"> {
  get(path: string, signal: AbortSignal): Promise<PostAnswer>;
}

export type Reached =
  | { kind: "reached"; ms: number } // there and back, in so many milliseconds
  | { kind: "refused"; status: number } // the server, or something before it, said no
  | { kind: "blocked" }
  | { kind: "late" }; // no answer in time

const LINK = "/link";
const PROTOCOL = "spiral.v1";
const HEALTH = "/healthz";

/** Opens a WebSocket and closes it without a word. */
export function probeSocket(env: ProbeEnv, ms: number): Promise<Reached> {
  const begun = env.now();
  return new Promise((resolve) => {
    let socket: ReturnType<Env["openSocket"]> | null = null;
    const end = (reached: Reached): void => {
      stop();
      socket?.close();
      resolve(reached); // the first counts
    };
    const stop = env.after(ms, () => end({ kind: "late" }));
    try {
      socket = env.openSocket(LINK, PROTOCOL);
    } catch {
      end({ kind: "blocked" });
      return;
    }
    socket.onopen = () => end({ kind: "reached", ms: env.now() - begun });
    socket.onerror = () => end({ kind: "blocked" });
    socket.onclose = () => end({ kind: "blocked" });
  });
}

interface Answered {
  reached: Reached;
  answer: PostAnswer | null;
}

function ask(env: ProbeEnv, ms: number, request: (signal: AbortSignal) => Promise<PostAnswer>): Promise<Answered> {
  const begun = env.now();
  const stopper = new AbortController();
  return new Promise((resolve) => {
    const stop = env.after(ms, () => {
      resolve({ reached: { kind: "late" }, answer: null });
      stopper.abort();
    });
    const end = (answered: Answered): void => {
      stop();
      resolve(answered);
    };
    request(stopper.signal).then(
      (answer) =>
        end({
          reached: answer.status === 200 ? { kind: "reached", ms: env.now() - begun } : { kind: "refused", status: answer.status },
          answer,
        }),
      () => end({ reached: { kind: "blocked" }, answer: null }),
    );
  });
}

/** Opens a conversation by long poll and says nothing in it: the server forgets it. */
export async function probePoll(env: ProbeEnv, ms: number): Promise<Reached> {
  const { reached, answer } = await ask(env, ms, (signal) => env.post(LINK, { "Spiral-Wait": "0" }, new Uint8Array(0), signal));
  const isOurs = answer?.header("Spiral-Link") != null;
  return reached.kind === "reached" && !isOurs ? { kind: "blocked" } : reached; // a portal may answer for the server
}

/** The server's health; and by how many ms this device's clock is ahead of the server's, where that is told. */
export async function probeServer(env: ProbeEnv, ms: number): Promise<{ reached: Reached; ahead: number | null }> {
  const { reached, answer } = await ask(env, ms, (signal) => env.get(HEALTH, signal));
  const date = Date.parse(answer?.header("Date") ?? "");
  return { reached, ahead: Number.isNaN(date) ? null : env.date().getTime() - date };
}
