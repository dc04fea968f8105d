// The debrief as one walks through it: one place at a time, or all that was uncovered on one page, to read again
// and to print.

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Debrief } from "../../model/api.js";
import { Button } from "../../parts/button.js";
import { useWords } from "../../parts/context.js";
import { keptPlaces } from "./kept_places.js";
import { openWalk, saveWalk } from "./keep.js";
import { PlaceBody, type PlaceProps } from "./place.js";
import { PlaceList } from "./place_list.js";
import { placeTitle } from "./places.js";
import { hex } from "./proof.js";
import type { Facts, Source } from "./source.js";
import { goTo, neighbour, partsLeft, shapeOf, uncover, uncoverAll, type Place, type Walk } from "./walk.js";

interface WalkProps {
  debrief: Debrief;
  source: Source;
  facts: Facts;
}

export function WalkView({ debrief, source, facts }: WalkProps): JSX.Element {
  const words = useWords();
  const world = hex(facts.ended.world);
  const shape = useMemo(() => shapeOf(debrief.cards, facts.seat !== null), [debrief, facts.seat]);
  const [walk, setWalk] = useState(() => openWalk(world, shape));
  const [whole, setWhole] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const place = useFocus(walk, whole);
  const uncovered = useFocusOfPart(body);
  const go = (next: Walk): void => {
    saveWalk(world, next);
    setWalk(next);
  };
  const goPlace = (to: Place): void => {
    setWhole(false);
    go(goTo(walk, shape, to));
  };
  const props: Omit<PlaceProps, "place"> = {
    debrief,
    walk,
    shape,
    source,
    facts,
    onUncover: () => {
      const part = typeof walk.place === "number" ? (walk.shown[walk.place] ?? 0) : 0;
      go(uncover(walk, shape));
      uncovered.current = part;
    },
    onUncoverAll: () => go(uncoverAll(walk, shape)),
  };
  const left = typeof walk.place === "number" ? partsLeft(walk, shape, walk.place) : 0;
  return (
    <div class="walk">
      <PlaceList debrief={debrief} walk={walk} shape={shape} onGo={goPlace} />
      <div class="walk-places" ref={body}>
        {(whole || walk.place === 0) && <Intro debrief={debrief} />}
        {(whole ? keptPlaces(walk, shape) : [walk.place]).map((one) => (
          <section key={one} class="card debrief-card" aria-labelledby={`place-${one}`} data-part="debrief-card">
            <h2 id={`place-${one}`} ref={one === walk.place ? place : undefined} tabIndex={-1}>
              {placeTitle(words, debrief, one)}
            </h2>
            <div class="card-body stack">
              <PlaceBody {...props} place={one} still={whole} />
            </div>
          </section>
        ))}
        {whole ? (
          <WholeKeys onBack={() => setWhole(false)} />
        ) : (
          <Keys debrief={debrief} back={neighbour(walk, shape, -1)} next={neighbour(walk, shape, 1)} plain={left > 0} onGo={goPlace} />
        )}
        {!whole && (
          <p class="no-print">
            <Button kind="quiet" onPress={() => setWhole(true)} part="whole">
              {words.say("web.debrief.whole")}
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

/** Before the first card, and on paper. */
function Intro({ debrief }: { debrief: Debrief }): JSX.Element {
  const words = useWords();
  return (
    <div class="stack-tight">
      <p class="prose no-print">{words.say("web.debrief.begin")}</p>
      <p class="small soft">{debrief.headline}</p>
    </div>
  );
}

/** The heading of a place that was gone to gets the focus, so that a keyboard and a screen reader go on there. */
function useFocus(walk: Walk, whole: boolean): { current: HTMLHeadingElement | null } {
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!first.current) {
      heading.current?.focus({ preventScroll: true });
      heading.current?.scrollIntoView({ block: "start" });
    }
    first.current = false;
  }, [walk.place, whole]);
  return heading;
}

/** The part that was just uncovered gets the focus as it is drawn: the button that was pressed may be gone with it. */
function useFocusOfPart(body: { current: HTMLElement | null }): { current: number | null } {
  const part = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (part.current === null) return;
    const uncovered = body.current?.querySelector<HTMLElement>(`[data-part="part-${part.current}"]`);
    part.current = null;
    uncovered?.focus({ preventScroll: true });
    uncovered?.scrollIntoView({ block: "nearest" });
  });
  return part;
}

interface KeysProps {
  debrief: Debrief;
  back: Place | null;
  next: Place | null;
  plain: boolean; // something else is the main thing to press
  onGo: (place: Place) => void;
}

function Keys({ debrief, back, next, plain, onGo }: KeysProps): JSX.Element {
  const words = useWords();
  return (
    <div class="walk-keys no-print">
      {back !== null && (
        <Button onPress={() => onGo(back)} part="back">
          {words.say("web.debrief.back")}
        </Button>
      )}
      {next !== null && (
        <Button kind={plain ? "plain" : "main"} onPress={() => onGo(next)} part="next">
          {words.say("web.debrief.next", { title: placeTitle(words, debrief, next) })}
        </Button>
      )}
    </div>
  );
}

function WholeKeys({ onBack }: { onBack: () => void }): JSX.Element {
  const words = useWords();
  return (
    <div class="walk-keys no-print">
      <Button onPress={onBack} part="one-by-one">
        {words.say("web.debrief.one_by_one")}
      </Button>
      <Button kind="main" onPress={() => window.print()} part="print">
        {words.say("web.debrief.print")}
      </Button>
    </div>
  );
}
