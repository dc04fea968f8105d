// The debrief, card by card: what everybody looks at now, its one question, and the next press.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { Select } from "../../parts/choice.js";
import { Disclosure } from "../../parts/disclosure.js";
import { shutWords, worldName } from "./act_words.js";
import { cardFrom, isReveal, phaseOf, playedWorlds, stepFrom, type Step } from "./facts.js";
import { focusOn } from "./focus.js";
import { ActDialog, ActFault } from "./pieces.js";
import { useActing, useRoom } from "./room.js";
import { useWallParts } from "./wall.js";

const TITLES = ["card.d0.title", "card.d1.title", "card.d2.title", "card.d3.title", "card.d4.title", "card.d5.title", "card.d6.title", "card.d7.title", "card.d8.title"];
/** The first asks about a turn, which the card itself knows. */
const QUESTIONS = ["webfac.debrief.d0", "card.d1.question", "card.d2.question", "card.d3.question", "card.d4.question", "card.d5.question", "card.d6.question", "card.d7.question", "card.d8.question"];

export function DebriefControl(): JSX.Element {
  const { words, state } = useRoom();
  return (
    <Card id="debrief" title={words.say("web.debrief.title")}>
      {!state.debriefInStep ? <p>{words.say("webfac.debrief.free")}</p> : state.card ? <Steps card={state.card.state} /> : <Begin />}
    </Card>
  );
}

function Begin(): JSX.Element {
  const { words, state, me } = useRoom();
  const [asks, setAsks] = useState(false);
  const running = state.worlds.flatMap((world, number) => (phaseOf(world) === "ended" ? [] : [worldName(state, number)]));
  const wait = running.length > 0 ? words.say("webfac.debrief.running", { worlds: words.list(running), count: running.length }) : undefined;
  const shut = shutWords(words, state, me, ActKind.ACT_DEBRIEF, null) ?? wait;
  return (
    <>
      <p>{words.say("webfac.debrief.what")}</p>
      {wait && <p class="small">{wait}</p>}
      <div>
        <Button kind="main" why={shut} onPress={() => setAsks(true)} part="start-debrief">
          {words.say("webfac.debrief.start")}
        </Button>
      </div>
      {asks && (
        <ActDialog part="debrief-dialog" title={words.say("webfac.debrief.ask")} yes={words.say("webfac.debrief.start")} act={() => acts.debrief(0, 0, null)} onClose={() => setAsks(false)} onDone={() => focusOn("debrief")}>
          <p>{words.say("webfac.debrief.ask_what")}</p>
        </ActDialog>
      )}
    </>
  );
}

function Steps({ card }: { card: number }): JSX.Element {
  const { words, state, me } = useRoom();
  const acting = useActing();
  const shut = shutWords(words, state, me, ActKind.ACT_DEBRIEF, null);
  const projected = state.projected?.state ?? 0;
  const wall = useWallParts(card);
  const [next, back] = [stepFrom(state, 1, wall.count), stepFrom(state, -1, wall.count)];
  const parts = wall.count(card);
  const part = Math.min(state.part, parts - 1);
  const onward = next?.card === card && !isReveal(card) ? cardFrom(card, 1, wall.count) : null; // past the parts that are left
  const go = (step: Step, name: string): void => acting.run(acts.debrief(step.card, step.part, projected), name);
  const cardWords = (to: number): string => words.say("webfac.debrief.next_card", { card: to, title: words.say(TITLES[to]!) });
  const partWords = words.say(isReveal(card) ? "webfac.debrief.uncover" : "webfac.debrief.piece");
  const nextWords = next === null ? words.say("webfac.debrief.next") : next.card === card ? partWords : cardWords(next.card);
  return (
    <>
      <div role="status" class="stack-tight" data-part="debrief-card">
        <p class="debrief-now">
          <b>{words.say("webfac.debrief.card", { card, title: words.say(TITLES[card] ?? TITLES[0]!) })}</b>
          {parts > 1 && <span> {words.say("webfac.debrief.part", { part: part + 1, parts })}</span>}
        </p>
        <p class="debrief-question">{words.say(QUESTIONS[card] ?? QUESTIONS[0]!)}</p>
      </div>
      <div class="row">
        <Button why={shut ?? (back ? undefined : words.say("webfac.debrief.first"))} busy={acting.busy.has("back")} onPress={() => back && go(back, "back")} part="debrief-back">
          {words.say("webfac.debrief.back")}
        </Button>
        <Button kind="main" why={shut ?? (next ? undefined : words.say("webfac.debrief.last"))} busy={wall.waits || acting.busy.has("next")} onPress={() => next && go(next, "next")} part="debrief-next">
          {nextWords}
        </Button>
        {onward && (
          <Button why={shut} busy={acting.busy.has("onward")} onPress={() => go(onward, "onward")} part="debrief-onward">
            {cardWords(onward.card)}
          </Button>
        )}
      </div>
      {parts > 1 && wall.titles.length === parts && (
        <Select
          label={words.say("webfac.debrief.pieces")}
          disabled={Boolean(shut)}
          options={wall.titles.map((title, value) => ({ value, words: words.say("cards.line", { card: value + 1, title }) }))}
          value={part}
          onChange={(chosen) => go({ card, part: chosen }, "part")}
          part="debrief-part"
        />
      )}
      {state.worlds.length > 1 && (
        <Select
          label={words.say("webfac.debrief.projected")}
          disabled={Boolean(shut)}
          options={playedWorlds(state).map((value) => ({ value, words: words.say("webfac.world.name", { world: worldName(state, value) }) }))}
          value={projected}
          onChange={(world) => acting.run(acts.debrief(card, state.part, world), "world")}
          part="projected"
        />
      )}
      <ActFault acting={acting} />
      <Disclosure quiet summary={words.say("webfac.debrief.all")} part="all-cards">
        {() => (
          <ol class="all-cards">
            {TITLES.map((title, number) => (
              <li key={title}>
                <Button small pressed={number === card} why={shut} busy={acting.busy.has(`card-${number}`)} onPress={() => go({ card: number, part: 0 }, `card-${number}`)}>
                  {words.say("webfac.debrief.card", { card: number, title: words.say(title) })}
                </Button>
              </li>
            ))}
          </ol>
        )}
      </Disclosure>
    </>
  );
}
