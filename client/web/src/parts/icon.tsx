// Small drawings beside words or, where a control has a name of its own, instead of them. Never read out.

import type { JSX } from "preact";

const paths = {
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  check: "M5 13l4.5 4.5L19 7",
  up: "M6 15l6-7 6 7",
  down: "M6 9l6 7 6-7",
  same: "M6 9.5h12M6 14.5h12",
  undo: "M9 6L4 11l5 5M5 11h9a5 5 0 010 10h-2",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  lock: "M6 11h12v9H6zM9 11V8a3 3 0 016 0v3",
  ask: "M9 9a3 3 0 116 0c0 2.2-3 2.6-3 5M12 18v.5",
  send: "M4 12l16-8-6 16-3-6.5z",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** Two arms that wind around each other: each turn of one answers a turn of the other. */
export function SpiralSign({ size = 40 }: { size?: number }): JSX.Element {
  const arm = "M24 24a4 4 0 018 0a8 8 0 01-16 0a12 12 0 0124 0a16 16 0 01-32 0a20 20 0 0138-8.5";
  return (
    <svg class="spiral-sign" viewBox="0 0 56 48" width={size} height={size * 0.857} aria-hidden="true" focusable="false">
      <path class="spiral-sign-one" d={arm} />
      <path class="spiral-sign-two" d={arm} transform="rotate(180 28 24)" />
    </svg>
  );
}
