// As much of a document as screens need to be drawn and pressed without a browser: elements, texts, attributes and events.
// Layout, styles and focus order are for tests/browser.

import { options, render, type ComponentChild } from "preact";

type Listener = (this: FakeNode, event: FakeEvent) => void;

export interface FakeEvent {
  type: string;
  key?: string;
  target: FakeNode;
  currentTarget: FakeNode;
  defaultPrevented: boolean;
  preventDefault(): void;
}

export class FakeNode {
  parentNode: FakeElement | null = null;
  childNodes: FakeNode[] = [];
  data = "";

  get firstChild(): FakeNode | null {
    return this.childNodes[0] ?? null;
  }

  get nextSibling(): FakeNode | null {
    const row = this.parentNode?.childNodes ?? [];
    return row[row.indexOf(this) + 1] ?? null;
  }

  get isConnected(): boolean {
    return this === (document.body as unknown as FakeNode) || (this.parentNode?.isConnected ?? false);
  }

  get textContent(): string {
    return this.data + this.childNodes.map((node) => node.textContent).join("");
  }
}

export class FakeElement extends FakeNode {
  attributes = new Map<string, string>();
  listeners: { type: string; run: Listener }[] = [];
  value = ""; // properties that preact sets as such
  checked = false;
  disabled = false;
  open = false;
  selected = false;
  style = {};
  dataset: Record<string, string> = {};

  constructor(readonly localName: string, readonly namespaceURI: string) {
    super();
  }

  get nodeType(): number {
    return 1;
  }

  get options(): FakeElement[] {
    return this.all((one) => one.localName === "option");
  }

  get selectedIndex(): number {
    return this.options.findIndex((one) => one.selected);
  }

  insertBefore(node: FakeNode, before: FakeNode | null): FakeNode {
    node.parentNode?.removeChild(node);
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }

  appendChild(node: FakeNode): FakeNode {
    return this.insertBefore(node, null);
  }

  removeChild(node: FakeNode): FakeNode {
    this.childNodes = this.childNodes.filter((other) => other !== node);
    node.parentNode = null;
    return node;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  get(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  addEventListener(type: string, run: Listener): void {
    this.listeners.push({ type, run });
  }

  removeEventListener(type: string, run: Listener): void {
    this.listeners = this.listeners.filter((one) => one.type !== type || one.run !== run);
  }

  focus(): void {
    (document as unknown as { activeElement: FakeElement }).activeElement = this;
  }

  scrollIntoView(): void {}

  querySelectorAll(): FakeElement[] {
    return []; // nothing is measured
  }

  closest(): null {
    return null; // nobody types: the tests press keys on the page itself
  }

  /** Everything below that fits. */
  all(fits: (one: FakeElement) => boolean): FakeElement[] {
    return this.childNodes.flatMap((node) => (node instanceof FakeElement ? [...(fits(node) ? [node] : []), ...node.all(fits)] : []));
  }

  parts(name: string): FakeElement[] {
    return this.all((one) => one.get("data-part") === name);
  }

  /** The one of that name; it must be there. */
  part(name: string): FakeElement {
    const [found] = this.parts(name);
    if (!found) throw new Error(`no part ${name} in: ${this.textContent.slice(0, 400)}`);
    return found;
  }

  one(localName: string): FakeElement {
    const [found] = this.all((element) => element.localName === localName);
    if (!found) throw new Error(`no ${localName} in: ${this.textContent.slice(0, 400)}`);
    return found;
  }

  fire(type: string, more: Partial<FakeEvent> = {}): void {
    for (let at: FakeElement | null = this; at; at = at.parentNode) {
      const current: FakeElement = at;
      for (const { type: known, run } of [...current.listeners]) {
        if (known.toLowerCase() !== type) continue;
        run.call(current, { ...more, type: known, target: this, currentTarget: current, defaultPrevented: false, preventDefault: () => undefined });
      }
    }
  }

  press(): void {
    this.fire("click");
  }

  write(text: string): void {
    this.value = text;
    this.fire("input");
  }
}

/** What pages take from a browser, on globalThis; everything is drawn as soon as it was promised. */
export function openDocument(): FakeElement {
  const make = (_: string | null, name: string): FakeElement => new FakeElement(name, "http://www.w3.org/1999/xhtml");
  const body = make(null, "body");
  const text = (data: string): FakeNode => Object.assign(new FakeNode(), { data });
  const page = {
    body, activeElement: body,
    createElement: (name: string) => make(null, name),
    createElementNS: make,
    createTextNode: text,
    addEventListener: (type: string, run: Listener) => body.addEventListener(type, run),
    removeEventListener: (type: string, run: Listener) => body.removeEventListener(type, run),
    querySelector: (): null => null,
    getElementById: (): null => null,
    documentElement: { dataset: {} },
  };
  const soon = (run: () => void): void => void Promise.resolve().then(run);
  const store = new Map<string, string>();
  const given = {
    document: page, HTMLElement: FakeElement, Element: FakeElement,
    location: { origin: "https://game.example", pathname: "/", assign: () => undefined },
    history: { replaceState: () => undefined },
    localStorage: { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => store.set(key, value), removeItem: (key: string) => store.delete(key) },
    requestAnimationFrame: soon,
    window: { scrollTo: () => undefined, scrollY: 0 },
    addEventListener: () => undefined, // no window changes its size
    removeEventListener: () => undefined,
  };
  for (const [name, value] of Object.entries(given)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  (options as { requestAnimationFrame?: (run: () => void) => void }).requestAnimationFrame = soon;
  return body;
}

/** Draws `what` and gives the place where it stands, and how to take it down again. */
export function draw(what: ComponentChild): { root: FakeElement; away: () => void } {
  const body = openDocument();
  const root = body.appendChild(new FakeElement("div", "http://www.w3.org/1999/xhtml")) as FakeElement;
  render(what, root as unknown as Element);
  return { root, away: () => render(null, root as unknown as Element) };
}

/** Everything that was promised has happened, and was drawn. */
export async function drawn(): Promise<void> {
  for (let x = 0; x < 40; x++) await Promise.resolve();
}
