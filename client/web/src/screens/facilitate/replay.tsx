// How long an exercise that is over can be looked at by whoever has its public link.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind, type ExerciseState } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Choice } from "../../parts/choice.js";
import { ActDialog, AskButton } from "./pieces.js";
import { useRoom } from "./room.js";

const KEPT = -1; // as long as places are
const DAYS = [KEPT, 0, 1, 7, 30, 90, 366];

function daysOf(state: ExerciseState): number {
  return state.replayDays?.state ?? KEPT;
}

function termKey(days: number): string {
  if (days === KEPT) return "webfac.replay.kept";
  return days === 0 ? "webfac.replay.over" : "webfac.replay.days";
}

export function Replay(): JSX.Element {
  const { words, state } = useRoom();
  const [asks, setAsks] = useState(false);
  const days = daysOf(state);
  return (
    <div class="row" data-part="replay">
      <p class="small soft">{words.say("webfac.replay.now", { term: words.say(termKey(days), { days }) })}</p>
      <AskButton name="replay-set" kind={ActKind.ACT_REPLAY} world={null} words={words.say("webfac.replay.change")} onPress={() => setAsks(true)} />
      {asks && <ReplayDialog onClose={() => setAsks(false)} />}
    </div>
  );
}

function ReplayDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { words, state } = useRoom();
  const now = daysOf(state);
  const [days, setDays] = useState(now);
  const all = DAYS.includes(now) ? DAYS : [...DAYS, now].sort((a, b) => a - b); // set to something else elsewhere
  return (
    <ActDialog part="replay-dialog" title={words.say("webfac.replay.ask")} yes={words.say("webfac.replay.set")} act={() => (days === KEPT ? acts.replayAsKept() : acts.replay(days))} onClose={onClose}>
      <p>{words.say("webfac.replay.what")}</p>
      <Choice
        legend={words.say("webfac.replay.legend")}
        options={all.map((value) => ({ value, words: words.say(termKey(value), { days: value }) }))}
        value={days}
        onChange={setDays}
        part="replay-days"
      />
    </ActDialog>
  );
}
