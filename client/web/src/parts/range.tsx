// A number that may be wrong, as words and as a bar: what it seems to be, and from where to where it may be.

import type { ComponentChildren, JSX } from "preact";

export interface RangeProps {
  low: number;
  about: number;
  high: number;
  /** The end of the scale, the same for all bars that stand below each other. */
  most: number;
  /** What is said: the bar only shows it. */
  words: string;
  state?: number;
  /** Small words or a sign beside the words. */
  beside?: ComponentChildren;
}

export function Range({ low, about, high, most, words, state, beside }: RangeProps): JSX.Element {
  const scale = (value: number): number => (Math.max(0, Math.min(value, most)) / Math.max(1, most)) * 100;
  const [from, to, at] = [scale(low), scale(high), scale(about)];
  return (
    <span class="range">
      <span class="range-head">
        <span class="range-words">{words}</span>
        {beside}
      </span>
      <svg class="range-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="range-ground" x="0" y="3.5" width="100" height="3" />
        <rect
          class={state === undefined ? "range-span" : `range-span mark-fill-${state % 8}`}
          x={from}
          y="2"
          width={Math.max(1, to - from)}
          height="6"
        />
        <rect class="range-about" x={Math.max(0, at - 0.75)} y="0" width="1.5" height="10" />
      </svg>
    </span>
  );
}
