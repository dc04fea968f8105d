// One person's way through the debrief: card by card, and from the reveal on nothing before it was uncovered
// by a press. Pure: a walk is replaced, never changed.

/** What a walk must know of a debrief. */
export interface Shape {
  parts: number[]; // of each card
  reveal: number; // the first card that tells motives
  hasOwn: boolean; // a page for this person alone: not for spectators
}

/** A card by its index; how it came out, the person's own page, the record and its proof. */
export type Place = number | "results" | "own" | "record";

export interface Walk {
  place: Place;
  shown: number[]; // parts uncovered, by card
  results: boolean;
  own: boolean;
}

const REVEAL = "D3";

/** Without a card of the reveal's name every card is taken for one that tells motives. */
export function shapeOf(cards: readonly { name: string; parts: readonly unknown[] }[], hasOwn: boolean): Shape {
  const reveal = cards.findIndex((card) => card.name === REVEAL);
  return { parts: cards.map((card) => card.parts.length), reveal: Math.max(0, reveal), hasOwn };
}

/** At the first place: without cards, as where no turn was over, that is how it came out. */
export function beginWalk(shape: Shape): Walk {
  const place = placesOf(shape)[0] ?? "record";
  return arrive({ place, shown: shape.parts.map(() => 0), results: false, own: false }, shape, place);
}

/** In the order in which Next goes: how it came out follows the reveal. */
export function placesOf(shape: Shape): Place[] {
  const cards: Place[] = shape.parts.map((_, card) => card);
  cards.splice(shape.reveal + 1, 0, "results");
  if (shape.hasOwn && shape.parts.length > 0) cards.push("own");
  return [...cards, "record"];
}

/** Are all motives known, so that no further page tells a secret? */
export function allTold(walk: Walk, shape: Shape): boolean {
  return shape.parts.length > 0 && partsLeft(walk, shape, shape.reveal) === 0;
}

export function partsLeft(walk: Walk, shape: Shape, card: number): number {
  return Math.max(0, (shape.parts[card] ?? 0) - (walk.shown[card] ?? 0));
}

export function tellsMotives(shape: Shape, place: Place): boolean {
  return typeof place === "number" ? place >= shape.reveal : place !== "record";
}

/** Something of the place may be shown. */
export function isOpen(walk: Walk, place: Place): boolean {
  if (typeof place === "number") return (walk.shown[place] ?? 0) > 0;
  return place === "results" ? walk.results : place === "own" ? walk.own : true;
}

function open(walk: Walk, shape: Shape, place: Place, parts: number): Walk {
  if (place === "results") return { ...walk, results: true };
  if (place === "own") return { ...walk, own: true };
  if (place === "record") return walk;
  const most = shape.parts[place] ?? 0;
  const shown = walk.shown.map((count, card) => (card === place ? Math.min(most, Math.max(count, parts)) : count));
  return { ...walk, shown };
}

/** Going somewhere uncovers nothing that tells a motive, unless all are known. */
function arrive(walk: Walk, shape: Shape, place: Place): Walk {
  const there = { ...walk, place };
  const harmless = !tellsMotives(shape, place) || allTold(walk, shape);
  return harmless ? open(there, shape, place, 1) : there;
}

export function goTo(walk: Walk, shape: Shape, place: Place): Walk {
  return placesOf(shape).includes(place) ? arrive(walk, shape, place) : walk;
}

export function neighbour(walk: Walk, shape: Shape, step: 1 | -1): Place | null {
  const places = placesOf(shape);
  return places[places.indexOf(walk.place) + step] ?? null;
}

/** The next part of where one is. */
export function uncover(walk: Walk, shape: Shape): Walk {
  const { place } = walk;
  return open(walk, shape, place, typeof place === "number" ? (walk.shown[place] ?? 0) + 1 : 1);
}

export function uncoverAll(walk: Walk, shape: Shape): Walk {
  return open(walk, shape, walk.place, Number.MAX_SAFE_INTEGER);
}

/** For a reload: as text, and back. What does not fit the debrief at hand is no walk. */
export function keepWalk(walk: Walk): string {
  return JSON.stringify(walk);
}

export function keptWalk(text: string | null, shape: Shape): Walk | null {
  let kept: Partial<Walk> | null;
  try {
    kept = JSON.parse(text ?? "null") as Partial<Walk> | null;
  } catch {
    return null;
  }
  const shown = kept?.shown;
  if (!kept || !Array.isArray(shown) || shown.length !== shape.parts.length) return null;
  const fits = shown.every((count, card) => Number.isInteger(count) && count >= 0 && count <= (shape.parts[card] ?? 0));
  if (!fits || kept.place === undefined || !placesOf(shape).includes(kept.place)) return null;
  return { place: kept.place, shown, results: kept.results === true, own: kept.own === true };
}
