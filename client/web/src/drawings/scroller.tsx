// What is wider than a phone moves sideways in a frame of its own, and the page stays where it is. The frame is
// in reach of the keyboard, under a name, only while there is something to move.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export function Scroller({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const [moves, setMoves] = useState(false);
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const look = (): void => setMoves(box.scrollWidth > box.clientWidth + 1);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    return () => observer.disconnect();
  }, []);
  const named = moves ? { role: "group" as const, tabIndex: 0, "aria-label": label } : {};
  return (
    <div ref={frame} class={moves ? "scroller scroller-moves" : "scroller"} {...named}>
      {children}
    </div>
  );
}
