// Names within a drawing, different from those of every other drawing on the page: `drawing` is one that Preact
// gave out (useId).

export function signId(drawing: string, state: number): string {
  return `${drawing}-sign-${state}`;
}

export function titleId(drawing: string): string {
  return `${drawing}-title`;
}

export function wordsId(drawing: string): string {
  return `${drawing}-words`;
}
