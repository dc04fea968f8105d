// The sign of a state: letter, shape, colour and hatching, so that no one of them is needed. The same in every
// view, from the state's number alone.

import type { JSX } from "preact";

const shapes = [
  "M16 2a14 14 0 110 28a14 14 0 010-28z", // circle
  "M4 4h24v24H4z", // square
  "M16 1l15 15-15 15L1 16z", // diamond
  "M9 3h14l8 13-8 13H9L1 16z", // hexagon
  "M16 1l15 12-6 18H7L1 13z", // pentagon
  "M4 3h24v13c0 8-6 12-12 15C10 28 4 24 4 16z", // shield
  "M11 2h10l9 9v10l-9 9H11l-9-9V11z", // octagon
] as const;

const hatchings = [
  "",
  "M-2 10L10-2M-2 22L22-2M-2 34L34-2M10 34L34 10M22 34L34 22",
  "M0 6h32M0 26h32",
  "M6 0v32M26 0v32",
  "M34 22L10-2M34 34L-2-2M22 34L-2 10",
] as const;

export const STATE_COLOURS = 8;

/** A, B, C ... of a state. */
export function stateLetter(state: number): string {
  return String.fromCharCode(65 + state);
}

/** Path of the state's shape in a square of 32, for drawings. */
export function stateShape(state: number): string {
  return shapes[state % shapes.length] ?? shapes[0];
}

/** Lines over the state's shape, to be clipped by it; empty for some states. */
export function stateHatching(state: number): string {
  return hatchings[state % hatchings.length] ?? "";
}

let marks = 0; // so that no two clips have the same id

/** The drawing alone, for use within another one. */
export function StateSign({ state }: { state: number }): JSX.Element {
  const id = `mark-${state}-${(marks += 1)}`;
  return (
    <g class={`mark mark-${state % STATE_COLOURS}`}>
      <clipPath id={id}>
        <path d={stateShape(state)} />
      </clipPath>
      <path class="mark-shape" d={stateShape(state)} />
      {stateHatching(state) && <path class="mark-hatching" d={stateHatching(state)} clip-path={`url(#${id})`} />}
      <path class="mark-edge" d={stateShape(state)} />
      <text class="mark-letter" x="16" y="21.5" text-anchor="middle">
        {stateLetter(state)}
      </text>
    </g>
  );
}

/** Stands beside the state's name and is not read out; `name` where it stands alone. */
export function StateMark({ state, size = 28, name }: { state: number; size?: number; name?: string }): JSX.Element {
  const told = name ? { role: "img" as const, "aria-label": name } : { "aria-hidden": true as const };
  return (
    <svg class="state-mark" viewBox="-1 -1 34 34" width={size} height={size} focusable="false" data-part={`sign-${state}`} {...told}>
      <StateSign state={state} />
    </svg>
  );
}
