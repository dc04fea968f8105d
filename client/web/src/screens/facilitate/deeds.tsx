// What was done lately, by whom, and what of it was taken back.

import type { JSX } from "preact";

import type { ExerciseDeed } from "../../gen/spiral/v1/exercise_pb.js";
import { Card } from "../../parts/card.js";
import { useEachSecond } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { durationWords } from "../play/facts.js";
import { byWords, deedWords } from "./act_words.js";
import { useRoom } from "./room.js";

const AGE_STEP = 10; // seconds: nobody needs to see them run
const NEWEST = 6;

export function Deeds(): JSX.Element {
  const { words, state } = useRoom();
  const older = state.deeds.slice(NEWEST);
  return (
    <Card id="deeds" title={words.say("webfac.deeds.title")}>
      {state.deeds.length === 0 && <p class="soft">{words.say("webfac.deeds.none")}</p>}
      <DeedList deeds={state.deeds.slice(0, NEWEST)} />
      {older.length > 0 && (
        <Disclosure quiet summary={words.say("webfac.deeds.older", { count: older.length })} part="older-deeds">
          {() => <DeedList deeds={older} />}
        </Disclosure>
      )}
    </Card>
  );
}

function DeedList({ deeds }: { deeds: readonly ExerciseDeed[] }): JSX.Element {
  const { words, state, at, facilitator } = useRoom();
  const passed = useEachSecond(() => AGE_STEP * Math.floor((facilitator.now() - at) / 1000 / AGE_STEP));
  return (
    <ol class="deeds">
      {deeds.map((deed) => (
        <li key={deed.number} class={deed.undone ? "deed deed-undone" : "deed"}>
          <span>{deedWords(words, state, deed)}</span>
          {deed.undone && <b> {words.say("webfac.deeds.undone")}</b>}
          <span class="small soft">
            {" "}
            {words.say("webfac.deeds.by", { name: byWords(words, deed), since: durationWords(words, AGE_STEP * Math.floor(deed.ageSeconds / AGE_STEP) + passed) })}
          </span>
        </li>
      ))}
    </ol>
  );
}
