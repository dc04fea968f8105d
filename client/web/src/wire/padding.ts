// Sizes in classes: whoever sees how long messages are learns a class, and not how much was said (proto/README.md).

const SMALLEST = 128;
const STEPS = 4; // from one power of two to the next
const TAG = [0xfa, 0x01]; // field 31, with a length

export function sizeClass(size: number): number {
  if (size <= SMALLEST) return SMALLEST;
  let power = SMALLEST;
  while (2 * power < size) power *= 2;
  const step = power / STEPS;
  return power + Math.ceil((size - power) / step) * step;
}

function lengthSize(length: number): number {
  return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : 3;
}

/** Bytes of padding that fill the gap together with tag and length; -1: few gaps cannot be filled. */
function paddingFor(gap: number): number {
  for (let size = 1; size <= 3; size++) {
    const length = gap - TAG.length - size;
    if (length >= 0 && lengthSize(length) === size) return length;
  }
  return -1;
}

/** The envelope in the size of a class of at most `most` bytes; as it is where no class fits. */
export function pad(envelope: Uint8Array, most: number): Uint8Array {
  for (let size = sizeClass(envelope.length); size <= most; size = sizeClass(size + 1)) {
    if (size === envelope.length) return envelope;
    const length = paddingFor(size - envelope.length);
    if (length < 0) continue;
    const padded = new Uint8Array(size);
    padded.set(envelope);
    padded.set(TAG, envelope.length);
    let at = envelope.length + TAG.length;
    for (let rest = length, x = lengthSize(length); x > 0; x--, rest >>= 7) padded[at++] = (rest & 0x7f) | (x > 1 ? 0x80 : 0);
    return padded;
  }
  return envelope;
}
