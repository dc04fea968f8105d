// What of the debrief was uncovered so far, in its order.

import { isOpen, placesOf, type Place, type Shape, type Walk } from "./walk.js";

export function keptPlaces(walk: Walk, shape: Shape): Place[] {
  return placesOf(shape).filter((place) => place !== "record" && isOpen(walk, place));
}
