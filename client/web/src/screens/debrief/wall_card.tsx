// The card that all look at, on the wall: one part of it that fits, with its question, and how many parts there are.

import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";

import type { DebriefStep } from "../../gen/spiral/v1/exercise_pb.js";
import type { Block, Card, Debrief, Language } from "../../model/api.js";
import { useWords } from "../../parts/context.js";
import { useFit } from "../../parts/fit.js";
import { Blocks } from "./blocks.js";
import { Outcomes } from "./outcomes.js";
import { Question } from "./place.js";
import { Feelings, NotYet, useOpened } from "./step_card.js";
import { cardOf, isByState } from "./step_rules.js";
import { blockOf } from "./wall_blocks.js";
import { besideDrawing } from "./wall_measures.js";
import { otherLanguage, partAt, revealedOnWall, wallParts, type WallPart } from "./wall_parts.js";
import type { WallPiece } from "./wall_pieces.js";

export interface WallCardProps {
  step: DebriefStep; // with a card
  stepKey: string; // of what the debrief rests on: another key, another answer
  load: (language: Language) => Promise<Debrief>;
  /** The world that is shown, where there are several. */
  world: string;
}

export function WallCard({ step, stepKey, load, world }: WallCardProps): JSX.Element {
  const words = useWords();
  const number = step.card?.state ?? 0;
  const { latest, cause } = useOpened(stepKey, () => Promise.all([load(words.language), load(otherLanguage(words.language))]));
  const [debrief, other] = latest ?? [null, null];
  const card = debrief && cardOf(debrief, number);
  const parts = useMemo(() => (card ? wallParts(step, card, other && cardOf(other, number)) : []), [card, other, step]);
  const part = partAt(parts, step.part);
  const reveals = card !== null && debrief !== null && isByState(card, debrief);
  const whole = useRef<HTMLElement>(null);
  useFit(whole, `${stepKey} ${card ? card.name : ""} ${part} ${step.feelings.length} ${step.outcomes.length}`);
  const title = card ? words.say("cards.line", { card: card.name, title: card.title }) : words.say("web_step.card", { card: `D${number}` });
  return (
    <section class="card debrief-card step-card wall-card" aria-labelledby="step-title" data-part="step-card" ref={whole}>
      <header class="wall-head">
        <h2 id="step-title" tabIndex={-1}>
          {title}
          {world !== "" && number > 0 && <span class="step-world"> {words.say("web_step.world", { world })}</span>}
        </h2>
        {parts.length > 1 && !reveals && (
          <p class="wall-part" data-part="wall-part">
            {words.say("web_project.part", { part: part + 1, parts: parts.length })}
          </p>
        )}
      </header>
      <div class="card-body">
        {card?.question && <Question question={card.question} />}
        {number === 0 && parts.length === 0 && <Feelings given={[]} />}
        {card && debrief && reveals ? (
          <Revealed card={card} debrief={debrief} part={step.part} />
        ) : (
          card && debrief && parts[part] && <Part part={parts[part]!} step={step} card={card} debrief={debrief} />
        )}
        {!card && (cause ? <NotYet cause={cause} /> : <p role="status">{words.say("web.debrief.waiting")}</p>)}
      </div>
    </section>
  );
}

function Part({ part, step, card, debrief }: { part: WallPart; step: DebriefStep; card: Card; debrief: Debrief }): JSX.Element {
  switch (part.kind) {
    case "feelings":
      return <Feelings given={step.feelings.filter(({ words }) => words.length > 0).slice(part.from, part.to)} />;
    case "outcomes":
      return <Outcomes outcomes={step.outcomes.slice(part.from, part.to)} />;
    case "blocks":
      return <Piece piece={part.piece} card={card} debrief={debrief} />;
  }
}

/** Words stand beside a drawing where it leaves them room. */
function isBeside(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === "grid" && besideDrawing(block) !== null);
}

function Piece({ piece, card, debrief }: { piece: WallPiece; card: Card; debrief: Debrief }): JSX.Element {
  const rows = useMemo(() => {
    const all = card.parts.flat();
    return piece.map((row) => row.map((side) => side.map((ref) => blockOf(all, ref))));
  }, [piece, card]);
  return (
    <>
      {rows.map((row, index) => (
        <div key={index} class={row.length > 1 ? "wall-row wall-row-two" : "wall-row"}>
          {row.map((blocks, side) => (
            <div key={side} class={isBeside(blocks) ? "wall-side wall-beside" : "wall-side"}>
              <Blocks blocks={blocks} title={card.title} states={debrief.states} wall />
            </div>
          ))}
        </div>
      ))}
    </>
  );
}

/** State after state, and as many before the newest as there is room for. */
function Revealed({ card, debrief, part }: { card: Card; debrief: Debrief; part: number }): JSX.Element {
  const { from, to } = revealedOnWall(card, part);
  return (
    <div class="wall-states">
      {card.parts.slice(from, to).map((blocks, index) => (
        <div key={from + index} class="wall-side card-part" data-part={`part-${from + index}`}>
          <Blocks blocks={blocks} title={card.title} states={debrief.states} about={from + index} wall />
        </div>
      ))}
    </div>
  );
}
