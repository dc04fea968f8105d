// Worlds side by side: under which conditions each was played, how it ended, and a few numbers.

import type { JSX } from "preact";

import type { WorldOutcome } from "../../gen/spiral/v1/exercise_pb.js";
import { Scroller } from "../../drawings/scroller.js";
import { useWords } from "../../parts/context.js";
import type { Words } from "../../words/api.js";
import { harmless } from "../../words/harmless.js";
import { conditionWords, numberNames, numberWords } from "./outcome_words.js";

const ENDS = ["web_step.end.running", "web_step.end.time", "web_step.end.hegemony", "web_step.end.survivor", "web_step.end.closed"];

function endWords(words: Words, end: number): string {
  return words.say(ENDS[end] ?? "web_step.end.running");
}

export function Outcomes({ outcomes }: { outcomes: readonly WorldOutcome[] }): JSX.Element {
  const words = useWords();
  const names = numberNames(outcomes);
  const title = words.say("web_step.outcomes.title");
  return (
    <>
      <h3>{title}</h3>
      <Scroller label={title}>
        <table class="facts-table outcomes" data-part="outcomes">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.say("web_step.outcomes.world")}</th>
              <th scope="col">{words.say("web_step.outcomes.conditions")}</th>
              <th scope="col">{words.say("web_step.outcomes.end")}</th>
              <th scope="col" class="figure">
                {words.say("web_step.outcomes.turns")}
              </th>
              {names.map((name) => (
                <th key={name} scope="col" class="figure figure-head">
                  {numberWords(words, name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome) => (
              <tr key={outcome.world}>
                <th scope="row">{harmless(outcome.world)}</th>
                <td class="facts-words">{conditionWords(words, outcome.conditions)}</td>
                <td class="facts-words">{endWords(words, outcome.end)}</td>
                <td class="figure">{outcome.turns}</td>
                {names.map((name) => (
                  <td key={name} class="figure">
                    {outcome.numbers.find((number) => number.name === name)?.value ?? words.say("web.watch.none")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}
