// One turn as everybody was told of it: what was said, what happened, and the public figures.

import type { JSX } from "preact";

import type { PublicState, PublicTurn } from "../../gen/spiral/v1/watch_pb.js";
import { Scroller } from "../../drawings/scroller.js";
import { Card } from "../../parts/card.js";
import { useWords } from "../../parts/context.js";
import { StateMark } from "../../parts/state_mark.js";
import { eventWords, orderEvents } from "../../words/events.js";
import { harmlessLines } from "../../words/harmless.js";
import type { Names } from "../../words/states.js";
import { changeSince, declaredWords, pactSentences, researchWords } from "./public_facts.js";

interface TurnProps {
  turn: PublicTurn;
  before: PublicTurn | undefined;
  names: Names;
}

export function TurnCards({ turn, before, names }: TurnProps): JSX.Element {
  const words = useWords();
  return (
    <>
      {turn.turn > 0 && <Happened turn={turn} names={names} />}
      <Card id="figures" title={words.say("web.watch.figures")}>
        <Figures turn={turn} before={before} names={names} />
        <Pacts turn={turn} names={names} />
      </Card>
    </>
  );
}

function Happened({ turn, names }: { turn: PublicTurn; names: Names }): JSX.Element {
  const words = useWords();
  const sentences = orderEvents(turn.events).flatMap((event) => eventWords(words, event, names, false) ?? []);
  return (
    <Card id="events" title={words.say("web.watch.events")}>
      {turn.press.length > 0 && (
        <ul class="said" aria-label={words.say("web.watch.said")}>
          {turn.press.map((press, index) => (
            <li key={index}>
              <StateMark state={press.from} size={22} />
              <blockquote>
                <p class="said-by">{names.name(press.from)}</p>
                <p class="said-text">{harmlessLines(press.text)}</p>
              </blockquote>
            </li>
          ))}
        </ul>
      )}
      {sentences.length > 0 ? (
        <ul class="facts">
          {sentences.map((sentence, index) => (
            <li key={index}>{sentence}</li>
          ))}
        </ul>
      ) : (
        turn.press.length === 0 && <p class="soft">{words.say("web.watch.nothing")}</p>
      )}
    </Card>
  );
}

function Figures({ turn, before, names }: TurnProps): JSX.Element {
  const words = useWords();
  const title = words.say("web.watch.figures");
  const heads = ["web.watch.territory", "web.watch.kept", "web.watch.refused", "web.watch.broken", "web.watch.begun"];
  return (
    <Scroller label={title}>
      <table class="facts-table">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.say("web.drawing.state")}</th>
            {heads.map((key) => (
              <th key={key} scope="col" class="figure figure-head">
                {words.say(key)}
              </th>
            ))}
            <th scope="col">{words.say("web.watch.research")}</th>
            <th scope="col">{words.say("web.watch.declared")}</th>
          </tr>
        </thead>
        <tbody>
          {turn.states.map((state, index) => (
            <Row key={index} index={index} state={state} before={before?.states[index]} names={names} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Row(props: { index: number; state: PublicState; before: PublicState | undefined; names: Names }): JSX.Element {
  const { index, state, before, names } = props;
  const words = useWords();
  const figures = ["territory", "kept", "refused", "broken", "begun"] as const;
  return (
    <tr class={state.alive ? undefined : "gone-row"}>
      <th scope="row">
        <span class="with-mark">
          <StateMark state={index} size={22} />
          <span>
            {names.name(index)}
            {!state.alive && <span class="soft"> {words.say("web.watch.gone")}</span>}
          </span>
        </span>
      </th>
      {figures.map((figure) => (
        <Figure key={figure} now={state[figure]} before={before?.[figure]} />
      ))}
      <td class="facts-words">{researchWords(words, state)}</td>
      <td class="facts-words">{declaredWords(words, state, names)}</td>
    </tr>
  );
}

/** What changed is set off and says by how much. */
function Figure({ now, before }: { now: number; before: number | undefined }): JSX.Element {
  const words = useWords();
  const change = changeSince(now, before);
  return (
    <td class={change ? "figure changed" : "figure"}>
      {now}
      {change && <span class="small"> {words.say("web.watch.change", { change })}</span>}
    </td>
  );
}

function Pacts({ turn, names }: { turn: PublicTurn; names: Names }): JSX.Element {
  const words = useWords();
  const pacts = pactSentences(words, turn, names);
  return (
    <>
      <h3>{words.say("web.watch.pacts")}</h3>
      {pacts.length > 0 ? (
        <ul class="facts">
          {pacts.map((sentence, index) => (
            <li key={index}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <p class="soft">{words.say("web.watch.no_pacts")}</p>
      )}
    </>
  );
}
