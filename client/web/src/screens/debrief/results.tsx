// How it came out: what each state wanted and its score, beside what the person had said. Shown after the reveal.

import type { JSX } from "preact";

import type { Result } from "../../gen/spiral/v1/world_pb.js";
import { Scroller } from "../../drawings/scroller.js";
import { useWords } from "../../parts/context.js";
import { Said } from "../../parts/said.js";
import { StateMark } from "../../parts/state_mark.js";
import type { Words } from "../../words/api.js";
import { harmless } from "../../words/harmless.js";
import { textIn } from "../../words/texts.js";
import { leaning } from "./leaning.js";
import type { Facts } from "./source.js";

const MOTIVES = ["motive.security_seeker", "motive.greedy", "motive.limited", "motive.protector", "motive.fearful"];
function motiveWords(words: Words, motive: number): string {
  const key = MOTIVES[motive];
  return key ? words.say(key) : words.say("web.results.unknown");
}

export function Results({ facts }: { facts: Facts }): JSX.Element {
  const words = useWords();
  const { ended } = facts;
  const text = textIn(facts.texts, words.language);
  const title = words.say("web.results.title");
  return (
    <>
      <Scroller label={title}>
        <table class="facts-table results">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.say("web.drawing.state")}</th>
              <th scope="col">{words.say("web.results.wanted")}</th>
              <th scope="col" class="figure">
                {words.say("web.results.score")}
              </th>
              <th scope="col">{words.say("web.results.goal")}</th>
            </tr>
          </thead>
          <tbody>
            {ended.results.map((result, state) => (
              <Row key={state} state={state} result={result} own={state === facts.seat} />
            ))}
          </tbody>
        </table>
      </Scroller>
      <p>{words.say("end.scores")}</p>
      <Stated facts={facts} />
      {text?.lesson && (
        <p class="lesson">
          <Said line={{ key: "end.lesson", slots: { lesson: text.lesson }, lang: text.language }} place="lesson" />
        </p>
      )}
    </>
  );
}

function Row({ state, result, own }: { state: number; result: Result; own: boolean }): JSX.Element {
  const words = useWords();
  const name = harmless(result.name);
  return (
    <tr class={own ? "own-row" : undefined}>
      <th scope="row">
        <span class="with-mark">
          <StateMark state={state} size={22} />
          {own ? words.say("state.own", { name }) : name}
        </span>
      </th>
      <td class="facts-words">{motiveWords(words, result.motive)}</td>
      <td class="figure">{result.score}</td>
      <td class="facts-words">{words.say(result.goalMet ? "goal.met" : "goal.missed")}</td>
    </tr>
  );
}

const LEANINGS = { even: "end.belief_even", right: "end.belief_right", wrong: "end.belief_wrong" };

/** Each belief that was stated last, held against the truth. */
function Stated({ facts }: { facts: Facts }): JSX.Element | null {
  const words = useWords();
  const sentences = facts.ended.results.flatMap((result, state) => {
    const permille = facts.said.get(state);
    if (permille === undefined) return [];
    const slots = { state: harmless(result.name), percent: Math.round(permille / 10), motive: motiveWords(words, result.motive) };
    return [words.say(LEANINGS[leaning(permille, result.motive)], slots)];
  });
  if (sentences.length === 0) return null;
  return (
    <>
      <h3>{words.say("web.results.said")}</h3>
      <ul class="facts">
        {sentences.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
