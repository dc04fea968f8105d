// More about something, for who wants it. What is within is made only when it is opened.

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

export interface DisclosureProps {
  summary: ComponentChildren;
  children: () => ComponentChildren;
  open?: boolean;
  quiet?: boolean;
  part?: string;
  onOpen?: () => void;
}

export function Disclosure(props: DisclosureProps): JSX.Element {
  const [open, setOpen] = useState(Boolean(props.open));
  return (
    <details
      class={props.quiet ? "disclosure disclosure-quiet" : "disclosure"}
      open={open}
      data-part={props.part}
      onToggle={(event) => {
        const now = event.currentTarget.open;
        if (now && !open) props.onOpen?.();
        setOpen(now);
      }}
    >
      <summary>{props.summary}</summary>
      {open && <div class="disclosure-body stack">{props.children()}</div>}
    </details>
  );
}
