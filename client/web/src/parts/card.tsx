// A part of a page with a heading of its own, which links and screen readers can go to.

import type { ComponentChildren, JSX } from "preact";

export interface CardProps {
  id: string;
  title: ComponentChildren;
  /** Small words or controls beside the title. */
  beside?: ComponentChildren;
  children: ComponentChildren;
  level?: 1 | 2 | 3;
  part?: string;
}

export function Card({ id, title, beside, children, level = 2, part }: CardProps): JSX.Element {
  const Heading = `h${level}` as "h1" | "h2" | "h3";
  return (
    <section class="card" id={id} aria-labelledby={`${id}-title`} tabIndex={-1} data-part={part ?? id}>
      <div class="card-head">
        <Heading id={`${id}-title`}>{title}</Heading>
        {beside && <div class="card-beside">{beside}</div>}
      </div>
      <div class="card-body stack">{children}</div>
    </section>
  );
}
