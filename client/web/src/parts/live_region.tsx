// What is said to who does not see the page: one polite voice for news, one that interrupts for the last seconds.
// Each stands in the page from the start, or a screen reader would not listen to it.

import type { ComponentChildren, JSX } from "preact";

export function LiveRegion({ polite, assertive }: { polite: ComponentChildren; assertive: string }): JSX.Element {
  return (
    <>
      <div class="unseen" role="status" aria-live="polite" data-part="polite">
        {polite}
      </div>
      <div class="unseen" role="alert" aria-live="assertive" data-part="assertive">
        {assertive}
      </div>
    </>
  );
}
