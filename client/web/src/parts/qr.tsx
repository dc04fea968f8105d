// A link as a QR code, dark on light in both themes: readers of phones want it so. The link itself must stand beside
// it in words. Nothing is drawn where the code cannot be had, or the link is too long for one.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { QrPath } from "./qr_path.js";

export interface QrCodeProps {
  text: string;
  /** What it is, for who does not see it. */
  label: string;
}

export function QrCode({ text, label }: QrCodeProps): JSX.Element | null {
  const [drawn, setDrawn] = useState<QrPath | null>(null);
  useEffect(() => {
    let wanted = true;
    setDrawn(null);
    import("./qr_path.js")
      .then(({ qrPath }) => {
        if (wanted) setDrawn(qrPath(text));
      })
      .catch(() => undefined); // the words beside it lead there as well
    return () => {
      wanted = false;
    };
  }, [text]);
  if (!drawn) return null;
  const { size, path } = drawn;
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" data-part="qr">
      <rect class="qr-light" width={size} height={size} />
      <path class="qr-dark" d={path} />
    </svg>
  );
}
