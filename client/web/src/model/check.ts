// Can this device, in this network, play? Each check is a real try and ends in a verdict with a sentence and,
// where something is amiss, a remedy. Keys of the catalogues; what they say depends on nothing but the try.

import { browserEnv } from "../wire/browser.js";
import type { Env, KeyStore } from "../wire/env.js";
import { browserProbes } from "../wire/probe_browser.js";
import { probePoll, probeServer, probeSocket, type ProbeEnv, type Reached } from "../wire/probe.js";

export type CheckName = "server" | "socket" | "poll" | "storage" | "clock" | "width" | "language" | "wake";
export type Verdict = "good" | "fair" | "bad";

export interface Check {
  name: CheckName;
  verdict: Verdict;
  key: string;
  remedy: string | null;
  slots: Record<string, string | number>;
}

/** What is known of the device without a try. */
export interface Device {
  secure: boolean; // the page came over TLS
  width: number; // of the window, in CSS pixels
  languages: readonly string[]; // as the browser asks for them, best first
  local: () => KeyStore | null;
  canWake: boolean;
}

export const CHECKS: readonly CheckName[] = ["server", "socket", "poll", "storage", "clock", "width", "language", "wake"];

/** By such a name every device means itself: what is tried there says nothing of phones. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return host === "localhost" || host.endsWith(".localhost") || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

const TRY_MS = 8000;
const CLOCK_OFF_MS = 120_000; // more than this and certificates may be taken for too young or too old
const WIDTH_LEAST = 320;
const SPOKEN = ["en", "es"];

type Found = Omit<Check, "name">;

function good(key: string, slots: Found["slots"] = {}): Found {
  return { verdict: "good", key, remedy: null, slots };
}

function amiss(verdict: "fair" | "bad", key: string, remedy: string, slots: Found["slots"] = {}): Found {
  return { verdict, key, remedy, slots };
}

function serverFound(secure: boolean, reached: Reached): Found {
  if (reached.kind === "refused") return amiss("bad", "web.check.server.ill", "web.check.server.ill_remedy", { status: reached.status });
  if (reached.kind !== "reached") return amiss("bad", "web.check.server.bad", "web.check.server.bad_remedy");
  if (!secure) return amiss("bad", "web.check.server.open", "web.check.server.open_remedy");
  return good("web.check.server.good", { ms: Math.round(reached.ms) });
}

function socketFound(reached: Reached): Found {
  if (reached.kind === "reached") return good("web.check.socket.good", { ms: Math.round(reached.ms) });
  const key = reached.kind === "late" ? "web.check.socket.late" : "web.check.socket.bad";
  return amiss("fair", key, "web.check.socket.remedy"); // long poll stands in for it
}

function pollFound(reached: Reached): Found {
  if (reached.kind === "reached") return good("web.check.poll.good", { ms: Math.round(reached.ms) });
  if (reached.kind === "refused") return amiss("bad", "web.check.poll.refused", "web.check.poll.remedy", { status: reached.status });
  return amiss("bad", reached.kind === "late" ? "web.check.poll.late" : "web.check.poll.bad", "web.check.poll.remedy");
}

function storageFound(local: () => KeyStore | null): Found {
  const key = "spiral.check";
  try {
    const store = local();
    store?.setItem(key, key);
    const kept = store?.getItem(key) === key;
    store?.removeItem(key);
    if (kept) return good("web.check.storage.good");
  } catch {
    // full, or forbidden
  }
  return amiss("fair", "web.check.storage.bad", "web.check.storage.remedy");
}

function clockFound(ahead: number | null): Found {
  if (ahead === null) return good("web.check.clock.unknown");
  if (Math.abs(ahead) < CLOCK_OFF_MS) return good("web.check.clock.good");
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  return amiss("fair", ahead > 0 ? "web.check.clock.ahead" : "web.check.clock.behind", "web.check.clock.remedy", { minutes });
}

function widthFound(width: number): Found {
  if (width >= WIDTH_LEAST) return good("web.check.width.good", { width });
  return amiss("fair", "web.check.width.bad", "web.check.width.remedy", { width, least: WIDTH_LEAST });
}

function languageFound(languages: readonly string[]): Found {
  const language = languages[0] ?? "";
  const spoken = languages.some((one) => SPOKEN.includes(one.slice(0, 2).toLowerCase()));
  if (spoken) return good("web.check.language.good", { language });
  return amiss("fair", "web.check.language.bad", "web.check.language.remedy", { language });
}

function wakeFound(canWake: boolean): Found {
  return canWake ? good("web.check.wake.good") : amiss("fair", "web.check.wake.bad", "web.check.wake.remedy");
}

/** All of them at once; `tell` is called with each as it is found. */
export async function runChecks(env: ProbeEnv, device: Device, tell: (check: Check) => void): Promise<void> {
  const told = (name: CheckName, found: Found): void => tell({ name, ...found });
  told("storage", storageFound(device.local));
  told("width", widthFound(device.width));
  told("language", languageFound(device.languages));
  told("wake", wakeFound(device.canWake));
  await Promise.all([
    probeServer(env, TRY_MS).then(({ reached, ahead }) => {
      told("server", serverFound(device.secure, reached));
      told("clock", clockFound(ahead));
    }),
    probeSocket(env, TRY_MS).then((reached) => told("socket", socketFound(reached))),
    probePoll(env, TRY_MS).then((reached) => told("poll", pollFound(reached))),
  ]);
}

/** Whether one can play with what was found; null while something that decides it is still tried. */
export function playable(found: ReadonlyMap<CheckName, Check>): Verdict | null {
  const [server, socket, poll] = [found.get("server"), found.get("socket"), found.get("poll")];
  if (!server || !socket || !poll) return null;
  if (server.verdict === "bad" || (socket.verdict !== "good" && poll.verdict !== "good")) return "bad";
  return CHECKS.every((name) => found.get(name)?.verdict === "good") ? "good" : "fair";
}

function deviceHere(env: Env): Device {
  return {
    secure: window.isSecureContext && location.protocol === "https:",
    width: window.innerWidth,
    languages: navigator.languages,
    local: () => env.local(),
    canWake: env.wakeLock !== null,
  };
}

export function runChecksHere(tell: (check: Check) => void): Promise<void> {
  return runChecks(browserProbes(), deviceHere(browserEnv()), tell);
}
