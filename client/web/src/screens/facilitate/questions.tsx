// What players ask whoever runs the exercise: each with its own box, answered to the asker or to everybody.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind, type ExerciseQuestion } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { useEachSecond } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { bytesOf } from "../../parts/text.js";
import { harmless, harmlessLines } from "../../words/harmless.js";
import { durationWords } from "../play/facts.js";
import { seatScope, shutWords } from "./act_words.js";
import { openQuestions } from "./facts.js";
import { focusOn } from "./focus.js";
import { REASON_MAX } from "./limits.js";
import { ActFault, Typed } from "./pieces.js";
import { useActing, useRoom } from "./room.js";

export function QuestionsCard(): JSX.Element {
  const { words, state } = useRoom();
  const open = openQuestions(state);
  const answered = state.questions.filter((question) => question.answer !== "").reverse();
  return (
    <Card id="questions" title={words.say("webfac.questions.title", { count: open.length })}>
      {open.length === 0 && <p class="soft">{words.say("webfac.questions.none")}</p>}
      <ul class="questions">
        {open.map((question) => (
          <OpenQuestion key={question.number} question={question} />
        ))}
      </ul>
      {answered.length > 0 && (
        <Disclosure quiet summary={words.say("webfac.questions.answered", { count: answered.length })} part="answered">
          {() => (
            <ul class="questions">
              {answered.map((question) => (
                <li key={question.number} class="stack-tight">
                  <Asked question={question} />
                  <p>
                    <b>{words.say(question.everyone ? "webfac.questions.to_all" : "webfac.questions.to_one")}</b> {harmless(question.answer)}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
    </Card>
  );
}

function Asked({ question }: { question: ExerciseQuestion }): JSX.Element {
  const { words, state, at, facilitator } = useRoom();
  const age = useEachSecond(() => 10 * Math.floor((question.ageSeconds + (facilitator.now() - at) / 1000) / 10));
  return (
    <>
      <p class="small soft">
        {words.say("webfac.questions.by", { scope: seatScope(words, state, question.world, question.seat), name: harmless(question.name), since: durationWords(words, age) })}
      </p>
      <blockquote class="asked" dir="auto">
        {harmlessLines(question.text)}
      </blockquote>
    </>
  );
}

function OpenQuestion({ question }: { question: ExerciseQuestion }): JSX.Element {
  const { words, state, me } = useRoom();
  const acting = useActing();
  const [text, setText] = useState("");
  const over = bytesOf(text) - REASON_MAX;
  const empty = text.trim() === "" ? words.say("webfac.questions.empty") : over > 0 ? words.say("webfac.too_long", { over }) : undefined;
  const shut = shutWords(words, state, me, ActKind.ACT_ANSWER, question.world);
  const send = (everyone: boolean): void => acting.run(acts.answer(question.number, text.trim(), everyone), everyone ? "all" : "one", () => focusOn("questions"));
  return (
    <li class="stack-tight" data-part={`question-${question.number}`}>
      <Asked question={question} />
      {shut ? (
        <p class="small soft">{shut}</p>
      ) : (
        <>
          <Typed label={words.say("webfac.questions.answer")} value={text} onInput={setText} most={REASON_MAX} lines part="answer" />
          <div class="row">
            <Button small kind="main" why={empty} busy={acting.busy.has("one")} onPress={() => send(false)} part="answer-one">
              {words.say("webfac.questions.send_one")}
            </Button>
            <Button small why={empty} busy={acting.busy.has("all")} onPress={() => send(true)} part="answer-all">
              {words.say("webfac.questions.send_all")}
            </Button>
          </div>
        </>
      )}
      <ActFault acting={acting} />
    </li>
  );
}
