// Beliefs against the truth. Pure.

const GREEDY = 1;
const LIMITED = 2;

/** Motives that want land. */
function expands(motive: number): boolean {
  return motive === GREEDY || motive === LIMITED;
}

/** How a stated chance of greed, in permille, fits the motive that came out. */
export function leaning(permille: number, motive: number): "even" | "right" | "wrong" {
  if (permille === 500) return "even";
  return permille > 500 === expands(motive) ? "right" : "wrong";
}
