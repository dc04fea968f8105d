// What must be seen on a page: a banner, and the words that stand where there is nothing yet.

import type { ComponentChildren, JSX } from "preact";

export type Tone = "plain" | "good" | "warn" | "bad";

export interface NoticeProps {
  tone?: Tone;
  title?: string;
  children?: ComponentChildren;
  actions?: ComponentChildren;
  part?: string;
}

export function Notice({ tone = "plain", title, children, actions, part }: NoticeProps): JSX.Element {
  return (
    <div class={`notice notice-${tone}`} data-part={part}>
      <div class="notice-words">
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
      {actions && <div class="row">{actions}</div>}
    </div>
  );
}

export function EmptyState({ children, actions }: { children: ComponentChildren; actions?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <p>{children}</p>
      {actions && <div class="row">{actions}</div>}
    </div>
  );
}

/** A page that has only to say something: what is the matter, and what can be done. */
export function Page({ children, wide }: { children: ComponentChildren; wide?: boolean }): JSX.Element {
  return (
    <main class={wide ? "page page-wide" : "page"} id="main" tabIndex={-1}>
      {children}
    </main>
  );
}
