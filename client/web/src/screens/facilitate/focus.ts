// Where the focus goes when what was pressed is no longer there: to the part of the page that it belonged to.

export function focusOn(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
