// Where a walk is kept over a reload of the page: this tab's storage, which a private window may refuse.

import { beginWalk, keepWalk, keptWalk, type Shape, type Walk } from "./walk.js";

function name(world: string): string {
  return `spiral.walk.${world}`;
}

export function openWalk(world: string, shape: Shape): Walk {
  try {
    return keptWalk(sessionStorage.getItem(name(world)), shape) ?? beginWalk(shape);
  } catch {
    return beginWalk(shape);
  }
}

export function saveWalk(world: string, walk: Walk): void {
  try {
    sessionStorage.setItem(name(world), keepWalk(walk));
  } catch {
    // then a reload begins at the first card
  }
}
