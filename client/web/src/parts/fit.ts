// For a page that nobody scrolls: letters become a little smaller, step by step, until the page is no higher than the screen and nothing in
// the element wider than its place. Where no step helps, as on a phone, they stay as they are and the page scrolls.

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

export const FIT_STEPS = 8; // style/wall.css has their sizes

function fits(element: HTMLElement): boolean {
  const { scrollHeight, clientHeight } = document.documentElement;
  if (scrollHeight > clientHeight) return false;
  return [...element.querySelectorAll<HTMLElement>(".scroller")].every((box) => box.scrollWidth <= box.clientWidth + 1);
}

function fit(element: HTMLElement): void {
  for (let step = 0; step < FIT_STEPS; step++) {
    element.dataset.fit = String(step);
    if (fits(element)) return;
  }
  element.dataset.fit = "0";
}

/** Looks again when `key` changes, and with the window. */
export function useFit(place: RefObject<HTMLElement>, key: string): void {
  useLayoutEffect(() => {
    const look = (): void => {
      if (place.current) fit(place.current);
    };
    look();
    addEventListener("resize", look);
    return () => removeEventListener("resize", look);
  }, [key]);
}
