// The browser's side of Env: the only file below the screens that touches window.

import type { Env, KeyStore, Socket, WakeLock } from "./env.js";

/** Private windows and strict settings throw at the mere mention of a store. */
function store(get: () => Storage): () => KeyStore | null {
  return () => {
    try {
      return get();
    } catch {
      return null;
    }
  };
}

function listen(target: EventTarget, names: readonly string[], run: () => void): () => void {
  for (const name of names) target.addEventListener(name, run);
  return () => {
    for (const name of names) target.removeEventListener(name, run);
  };
}

function visible(): boolean {
  return document.visibilityState !== "hidden";
}

function onReturn(run: () => void): () => void {
  const back = (): void => {
    if (visible()) run();
  };
  const stops = [listen(document, ["visibilitychange"], back), listen(window, ["pageshow", "online"], back)];
  return () => stops.forEach((stop) => stop());
}

function wakeLock(): (() => Promise<WakeLock>) | null {
  const lock = (navigator as { wakeLock?: { request(kind: "screen"): Promise<WakeLock> } }).wakeLock;
  return lock ? () => lock.request("screen") : null;
}

export function browserEnv(): Env {
  return {
    now: () => performance.now(),
    date: () => new Date(),
    random: () => Math.random(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    openSocket: (path, protocol) => {
      const scheme = location.protocol === "http:" ? "ws:" : "wss:";
      return new WebSocket(`${scheme}//${location.host}${path}`, protocol) as unknown as Socket;
    },
    post: async (path, headers, body, signal) => {
      const answer = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream", ...headers },
        body: body as unknown as BodyInit,
        signal,
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, header: (name) => answer.headers.get(name), bytes };
    },
    visible,
    onReturn,
    onVisible: (run) => listen(document, ["visibilitychange"], run),
    local: store(() => window.localStorage),
    session: store(() => window.sessionStorage),
    wakeLock: wakeLock(),
  };
}
