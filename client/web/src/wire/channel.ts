// One attempt at a conversation: whole messages both ways until it is over, by whatever way they travel. A channel
// that is over stays over; whoever wants another one opens it.

export const LINK_PATH = "/link";
export const PROTOCOL = "spiral.v1";

export type Way = "websocket" | "poll";

export interface Owner {
  opened(): void;
  message(bytes: Uint8Array): void;
  /** Once, and nothing after it; not after the owner's own `close`. */
  closed(reason: string): void;
}

export interface Channel {
  readonly way: Way;
  /** Before `opened` and after the end nothing is sent. */
  send(bytes: Uint8Array): void;
  close(): void;
}
