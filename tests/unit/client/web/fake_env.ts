// A browser without a browser: time that stands until it is moved, sockets and answers in the test's hands.

import type { Env, KeyStore, PostAnswer, Socket, WakeLock } from "../../../../client/web/src/wire/env.js";

export class FakeSocket implements Socket {
  binaryType = "";
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  sent: Uint8Array[] = [];
  closed = false; // by the page
  hear: ((bytes: Uint8Array) => void) | null = null;

  constructor(readonly path: string, readonly protocol: string) {}

  send(bytes: Uint8Array): void {
    this.sent.push(bytes);
    this.hear?.(bytes);
  }

  close(): void {
    this.closed = true;
    this.readyState = 3;
  }

  // ---- the other end
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  tell(bytes: Uint8Array): void {
    this.onmessage?.({ data: bytes.slice().buffer });
  }

  cut(): void {
    this.readyState = 3;
    this.onclose?.({ code: 1006, reason: "" });
  }
}

export class FakeStore implements KeyStore {
  rows = new Map<string, string>();
  full = false;

  getItem(key: string): string | null {
    return this.rows.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.rows.set(key, value);
  }

  removeItem(key: string): void {
    this.rows.delete(key);
  }
}

export interface Post {
  headers: Record<string, string>;
  body: Uint8Array;
  signal: AbortSignal;
  answer(status: number, headers?: Record<string, string>, bytes?: Uint8Array): void;
  fail(): void;
}

interface Timer {
  at: number;
  run: () => void;
}

/** Everything that was promised by now has happened. */
export async function settle(): Promise<void> {
  for (let x = 0; x < 20; x++) await Promise.resolve();
}

export class FakeEnv implements Env {
  time = 1000;
  slept = 0; // that only the wall clock saw
  timers: Timer[] = [];
  sockets: FakeSocket[] = [];
  posts: Post[] = [];
  isVisible = true;
  localStore: FakeStore | null = new FakeStore();
  sessionStore: FakeStore | null = new FakeStore();
  onSocket: (socket: FakeSocket) => void = () => undefined;
  onPost: (post: Post) => void = () => undefined;
  private counter = 0;
  private returns = new Set<() => void>();
  private looks = new Set<() => void>();
  wakeLock: (() => Promise<WakeLock>) | null = null;

  now(): number {
    return this.time;
  }

  date(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.time + this.slept);
  }

  random(): number {
    return 0.5;
  }

  randomBytes(count: number): Uint8Array {
    this.counter++;
    return Uint8Array.from({ length: count }, (_, x) => (x === 0 ? this.counter : x));
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  openSocket(path: string, protocol: string): Socket {
    const socket = new FakeSocket(path, protocol);
    this.sockets.push(socket);
    this.onSocket(socket);
    return socket;
  }

  post(_path: string, headers: Record<string, string>, body: Uint8Array, signal: AbortSignal): Promise<PostAnswer> {
    return new Promise((resolve, reject) => {
      const post: Post = {
        headers,
        body,
        signal,
        answer: (status, told = {}, bytes = new Uint8Array(0)) => resolve({ status, header: (name) => told[name] ?? null, bytes }),
        fail: () => reject(new TypeError("network")),
      };
      signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      this.posts.push(post);
      this.onPost(post);
    });
  }

  visible(): boolean {
    return this.isVisible;
  }

  onReturn(run: () => void): () => void {
    this.returns.add(run);
    return () => this.returns.delete(run);
  }

  onVisible(run: () => void): () => void {
    this.looks.add(run);
    return () => this.looks.delete(run);
  }

  local(): KeyStore | null {
    return this.localStore;
  }

  session(): KeyStore | null {
    return this.sessionStore;
  }

  // ---- in the test's hands
  get socket(): FakeSocket {
    return this.sockets[this.sockets.length - 1]!;
  }

  look(visible: boolean): void {
    this.isVisible = visible;
    for (const run of [...this.looks]) run();
    if (visible) for (const run of [...this.returns]) run();
  }

  /** Moves time, and runs what falls due on the way. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await settle();
    }
    this.time = end;
  }

  /** The same browser after a reload: stores stay, all else is new. */
  reloaded(): FakeEnv {
    const env = new FakeEnv();
    env.time = this.time;
    env.counter = this.counter;
    env.localStore = this.localStore;
    env.sessionStore = this.sessionStore;
    return env;
  }
}
