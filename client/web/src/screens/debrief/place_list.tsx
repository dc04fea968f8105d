// All places of the debrief, to go to any of them. What tells motives says so as long as it is covered.

import type { JSX } from "preact";

import type { Debrief } from "../../model/api.js";
import { useWords } from "../../parts/context.js";
import { Icon } from "../../parts/icon.js";
import { placeShort, placeTitle } from "./places.js";
import { allTold, isOpen, placesOf, tellsMotives, type Place, type Shape, type Walk } from "./walk.js";

interface PlaceListProps {
  debrief: Debrief;
  walk: Walk;
  shape: Shape;
  onGo: (place: Place) => void;
}

export function PlaceList({ debrief, walk, shape, onGo }: PlaceListProps): JSX.Element {
  const words = useWords();
  return (
    <nav class="places no-print" aria-label={words.say("cards.headline")}>
      <ol class="places-list">
        {placesOf(shape).map((place) => {
          const title = placeTitle(words, debrief, place);
          const covered = tellsMotives(shape, place) && !allTold(walk, shape) && !isOpen(walk, place);
          return (
            <li key={place}>
              <button
                type="button"
                class="place"
                aria-current={place === walk.place ? "step" : undefined}
                data-part={`place-${place}`}
                onClick={() => onGo(place)}
              >
                <span class="place-short" aria-hidden="true">
                  {placeShort(words, debrief, place)}
                </span>
                <span class="place-title">
                  {title}
                  {covered && <span class="unseen"> {words.say("web.debrief.tells")}</span>}
                </span>
                {covered && <Icon name="lock" />}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
