// Frames of the long poll: a 4-byte big-endian length, then so many bytes. One frame is one envelope.

const LENGTH = 4;

export function joinFrames(messages: readonly Uint8Array[]): Uint8Array {
  const size = messages.reduce((sum, message) => sum + LENGTH + message.length, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const message of messages) {
    view.setUint32(at, message.length);
    bytes.set(message, at + LENGTH);
    at += LENGTH + message.length;
  }
  return bytes;
}

/** null: not whole frames of at most `most` bytes. */
export function splitFrames(bytes: Uint8Array, most: number): Uint8Array[] | null {
  const messages: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    if (bytes.length - at < LENGTH) return null;
    const size = view.getUint32(at);
    at += LENGTH;
    if (size > most || size > bytes.length - at) return null;
    messages.push(bytes.subarray(at, at + size));
    at += size;
  }
  return messages;
}
