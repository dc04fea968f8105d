// What stands at one place of the walk: as much of it as was uncovered, and the press that uncovers more.

import type { JSX } from "preact";

import type { Card, Debrief } from "../../model/api.js";
import { useWords } from "../../parts/context.js";
import { Blocks } from "./blocks.js";
import { Cover } from "./cover.js";
import { Loaded, useLoaded } from "./loaded.js";
import { RecordPage } from "./record.js";
import { Results } from "./results.js";
import type { Facts, Source } from "./source.js";
import { isOpen, partsLeft, tellsMotives, type Place, type Shape, type Walk } from "./walk.js";

export interface PlaceProps {
  place: Place;
  debrief: Debrief;
  walk: Walk;
  shape: Shape;
  source: Source;
  facts: Facts;
  still?: boolean; // to read and to print: nothing more is uncovered here
  onUncover: () => void;
  onUncoverAll: () => void;
}

export function PlaceBody(props: PlaceProps): JSX.Element {
  const { place, debrief, walk } = props;
  const words = useWords();
  if (typeof place === "number") {
    const card = debrief.cards[place];
    return card ? <CardBody {...props} card={card} index={place} /> : <></>;
  }
  if (!isOpen(walk, place)) {
    return (
      <Cover
        sentence={words.say(place === "own" ? "web.own.cover" : "web.results.cover")}
        uncover={words.say(place === "own" ? "web.own.uncover" : "web.results.uncover")}
        onUncover={props.onUncover}
      />
    );
  }
  if (place === "own") return <OwnPage source={props.source} />;
  return place === "results" ? <Results facts={props.facts} /> : <RecordPage source={props.source} facts={props.facts} />;
}

function CardBody(props: PlaceProps & { card: Card; index: number }): JSX.Element {
  const { card, index, debrief, walk, shape } = props;
  const shown = walk.shown[index] ?? 0;
  const left = partsLeft(walk, shape, index);
  const byState = isByState(card, debrief);
  return (
    <>
      {card.parts.slice(0, shown).map((blocks, part) => (
        <div key={part} class="stack card-part" tabIndex={-1} data-part={`part-${part}`}>
          <Blocks blocks={blocks} title={card.title} states={debrief.states} about={byState ? part : undefined} />
        </div>
      ))}
      {left > 0 && !props.still && <CardCover {...props} left={left} />}
      {left === 0 && card.question && <Question question={card.question} />}
    </>
  );
}

/** Has the card a part for each state? Then the press says whose comes. */
function isByState(card: Card, debrief: Debrief): boolean {
  return card.parts.length > 1 && card.parts.length === debrief.states.length;
}

function CardCover({ card, index, debrief, walk, shape, left, ...props }: PlaceProps & { card: Card; index: number; left: number }): JSX.Element {
  const words = useWords();
  const shown = walk.shown[index] ?? 0;
  const state = isByState(card, debrief) ? debrief.states[shown]?.name : undefined;
  const tells = tellsMotives(shape, index) && shown === 0;
  return (
    <Cover
      sentence={words.say(tells ? "web.debrief.cover" : "web.debrief.cover_more", { count: left })}
      uncover={state === undefined ? words.say("web.debrief.uncover") : words.say("web.debrief.uncover_state", { state })}
      onUncover={props.onUncover}
      all={left > 1 ? { words: words.say("web.debrief.uncover_all"), onPress: props.onUncoverAll } : undefined}
    />
  );
}

export function Question({ question }: { question: string }): JSX.Element {
  const words = useWords();
  return (
    <div class="question" data-part="question">
      <p class="question-sign">{words.say("web.debrief.question")}</p>
      <p class="question-words">{question}</p>
    </div>
  );
}

/** For this person alone: fetched only when it is uncovered. */
export function OwnPage({ source }: { source: Source }): JSX.Element {
  const words = useWords();
  const [loading, again] = useLoaded(words.language, () => source.debrief(true));
  return (
    <Loaded loading={loading} again={again} waiting={words.say("web.own.waiting")}>
      {(own) => (
        <>
          <p class="own-sign">{words.say("web.own.sign")}</p>
          {own.cards.map((card) => (
            <div key={card.name} class="stack">
              {card.parts.map((blocks, part) => (
                <Blocks key={part} blocks={blocks} title={card.title} states={own.states} />
              ))}
              {card.question && <Question question={card.question} />}
            </div>
          ))}
        </>
      )}
    </Loaded>
  );
}
