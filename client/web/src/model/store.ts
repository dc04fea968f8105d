// What is drawn, replaced as a whole; whoever draws is told after each change.

export class Store<T extends object> {
  private listeners = new Set<() => void>();

  constructor(public value: T) {}

  set(change: Partial<T>): void {
    this.value = { ...this.value, ...change };
    this.tell();
  }

  /** Something beside the value changed that is drawn with it. */
  tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
