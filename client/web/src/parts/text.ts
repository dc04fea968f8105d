// Measures of what people type.

/** Bytes of a text as it travels. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
