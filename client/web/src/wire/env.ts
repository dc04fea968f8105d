// What a page takes from its browser, handed in so that everything below the screens runs in a test without one.
// Times are milliseconds of a monotonic clock (performance.now()).

/** As much of a WebSocket as is used. */
export interface Socket {
  binaryType: string;
  readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: (() => void) | null;
  send(bytes: Uint8Array): void;
  close(code?: number): void;
}

/** What the server answered to a POST. */
export interface PostAnswer {
  status: number;
  header(name: string): string | null;
  bytes: Uint8Array;
}

/** localStorage or sessionStorage: may be missing, full, or refuse to be touched at all. */
export interface KeyStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface WakeLock {
  release(): Promise<void>;
}

export interface Env {
  now(): number;
  date(): Date;
  /** 0 <= x < 1, for delays; secrets come from randomBytes. */
  random(): number;
  randomBytes(count: number): Uint8Array;
  /** Runs once, later; returns how to call it off. */
  after(ms: number, run: () => void): () => void;
  openSocket(path: string, protocol: string): Socket;
  post(path: string, headers: Record<string, string>, body: Uint8Array, signal: AbortSignal): Promise<PostAnswer>;
  visible(): boolean;
  /** The page is looked at again, left the page cache, or the device is on line again; returns how to stop listening. */
  onReturn(run: () => void): () => void;
  /** The page is looked at or is not any more. */
  onVisible(run: () => void): () => void;
  local(): KeyStore | null;
  session(): KeyStore | null;
  /** null where the browser cannot keep the screen on. */
  wakeLock: (() => Promise<WakeLock>) | null;
}
