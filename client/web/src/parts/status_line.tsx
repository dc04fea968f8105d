// Whether one's orders count, in one sentence that is always in sight.

import type { ComponentChildren, JSX } from "preact";

import type { Tone } from "./notice.js";

export function StatusLine({ tone, children }: { tone: Tone; children: ComponentChildren }): JSX.Element {
  return (
    <p class={`status status-${tone}`} data-part="status">
      {children}
    </p>
  );
}
