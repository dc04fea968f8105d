// A text as a QR code. Loaded only where one is drawn: nothing but a projector and a facilitator's page needs it.

import { encode } from "uqr";

export interface QrPath {
  size: number; // in modules, with the quiet zone of four that readers need
  path: string; // of an SVG: the dark modules, those beside each other in one stroke
}

const QUIET = 4;

export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const strokes: string[] = [];
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      let end = x;
      while (row[end + 1]) end++;
      strokes.push(`M${x} ${y}h${end - x + 1}v1h-${end - x + 1}z`);
      x = end;
    }
  });
  return { size, path: strokes.join("") };
}
