// The card that all look at, on one's own page: as much of it as was uncovered, and its one question.

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { DebriefStep } from "../../gen/spiral/v1/exercise_pb.js";
import type { Card, Debrief } from "../../model/api.js";
import { useWords } from "../../parts/context.js";
import { harmless } from "../../words/harmless.js";
import { Blocks } from "./blocks.js";
import { failureWords } from "./failure.js";
import { Outcomes } from "./outcomes.js";
import { Question } from "./place.js";
import { cardOf, COMPARES, isByState, partsShown } from "./step_rules.js";
import { passagesOf } from "./wall_parts.js";

const AGAIN_MS = 4000;
const TRIES_MAX = 50;

interface Latest<T> {
  latest: T | null;
  cause: unknown;
}

/** The debrief as far as it is opened, asked for again at each step. The older one stays until the new one is there,
 *  and what fails is tried again by itself: nobody stands at a wall to press. */
export function useOpened<T>(key: string, load: () => Promise<T>): Latest<T> {
  const [told, setTold] = useState<Latest<T>>({ latest: null, cause: null });
  const [tries, setTries] = useState(0);
  useEffect(() => setTries(0), [key]);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    load().then(
      (latest) => {
        if (wanted) setTold({ latest, cause: null });
      },
      (cause: unknown) => {
        if (!wanted) return;
        setTold((before) => ({ ...before, cause }));
        if (tries < TRIES_MAX) timer = setTimeout(() => setTries(tries + 1), AGAIN_MS);
      },
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key, tries]);
  return told;
}

/** The words that were given, world by world, in no order and by nobody. */
export function Feelings({ given }: { given: DebriefStep["feelings"] }): JSX.Element | null {
  const words = useWords();
  if (given.length === 0) return <p class="soft">{words.say("web_step.feelings.none")}</p>;
  return (
    <div class="feelings" data-part="feelings">
      {given.map((world) => (
        <section key={world.world} class="feelings-world">
          {world.world !== "" && <h3>{words.say("web_step.world", { world: world.world })}</h3>}
          <ul class="feelings-words">
            {world.words.map((word, index) => (
              <li key={index} dir="auto">
                {harmless(word)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

export interface StepCardProps {
  step: DebriefStep; // with a card
  /** Of what the debrief rests on: another key, another answer. */
  stepKey: string;
  load: () => Promise<Debrief>;
  /** The world that is shown, where there are several. */
  world: string;
}

export function StepCard({ step, stepKey, load, world }: StepCardProps): JSX.Element {
  const words = useWords();
  const number = step.card?.state ?? 0;
  const { latest: debrief, cause } = useOpened(stepKey, load);
  const card = debrief && cardOf(debrief, number);
  const title = card ? words.say("cards.line", { card: card.name, title: card.title }) : words.say("web_step.card", { card: `D${number}` });
  const heading = useHeading(number);
  return (
    <section class="card debrief-card step-card" aria-labelledby="step-title" data-part="step-card">
      <h2 id="step-title" ref={heading} tabIndex={-1}>
        {title}
        {world !== "" && number > 0 && <span class="step-world"> {words.say("web_step.world", { world })}</span>}
      </h2>
      <div class="card-body stack">
        {number === COMPARES && step.outcomes.length > 1 && <Outcomes outcomes={step.outcomes} />}
        {number === 0 ? (
          <Feelings given={step.feelings.filter((one) => one.words.length > 0)} />
        ) : (
          card && debrief && (isByState(card, debrief) ? <Revealed debrief={debrief} card={card} part={step.part} /> : <Whole step={step} debrief={debrief} card={card} />)
        )}
        {!card && (cause ? <NotYet cause={cause} /> : <p role="status">{words.say("web.debrief.waiting")}</p>)}
        {card?.question && <Question question={card.question} />}
      </div>
    </section>
  );
}

function Revealed({ debrief, card, part }: { debrief: Debrief; card: Card; part: number }): JSX.Element {
  return (
    <>
      {partsShown(card, part).map((blocks, index) => (
        <div key={index} class="stack card-part" data-part={`part-${index}`}>
          <Blocks blocks={blocks} title={card.title} states={debrief.states} about={index} />
        </div>
      ))}
    </>
  );
}

/** All of it, since one's own page can be scrolled; what the wall shows now is set off, and comes into sight when it is turned to. */
function Whole({ step, debrief, card }: { step: DebriefStep; debrief: Debrief; card: Card }): JSX.Element {
  const passages = useMemo(() => passagesOf(step, card), [card, step.outcomes.length]);
  const drawn = passages.findIndex(({ blocks }) => blocks.some(({ kind }) => kind === "grid"));
  const [followed, setFollowed] = useState<number | null>(null);
  const now = useRef<HTMLDivElement>(null);
  const { part } = step;
  const [first] = useState({ card: card.name, part });
  useEffect(() => {
    const isFirst = first.card === card.name && first.part === part;
    if (part > 0 && !isFirst) now.current?.scrollIntoView({ block: "start" });
    if (!isFirst) first.card = "";
  }, [card.name, part]);
  const isNow = (index: number): boolean => {
    const { from, to } = passages[index]!;
    return passages.length > 1 && part >= from && (part < to || index === passages.length - 1);
  };
  return (
    <>
      {passages.map(({ blocks }, index) => (
        <div key={index} class={isNow(index) ? "stack passage passage-now" : "stack passage"} ref={isNow(index) ? now : null} aria-current={isNow(index) ? "step" : undefined} data-part={`passage-${index}`}>
          <Blocks blocks={blocks} title={card.title} states={debrief.states} follow={{ followed, onFollow: setFollowed, asks: index === drawn }} />
        </div>
      ))}
    </>
  );
}

export function NotYet({ cause }: { cause: unknown }): JSX.Element {
  const words = useWords();
  const { sentence } = failureWords(words, cause);
  return (
    <p role="status">
      {sentence} {words.say("web_step.again_by_itself")}
    </p>
  );
}

/** A new card is gone to, so that a screen reader reads it; the first one leaves the focus where it is. */
function useHeading(card: number): { current: HTMLHeadingElement | null } {
  const [heading] = useState<{ current: HTMLHeadingElement | null }>({ current: null });
  const [first] = useState({ card });
  useLayoutEffect(() => {
    if (first.card === card) return;
    first.card = -1;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "start" });
  }, [card]);
  return heading;
}
