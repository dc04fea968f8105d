// What is done for all worlds together. Who may run only some of them acts on these, and the words say so.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { byWords, deedWords, passedOver } from "./act_words.js";
import { CloseDialog, PauseDialog, ResolveDialog, TimeDialog } from "./clock_dialogs.js";
import { phaseOf } from "./facts.js";
import { focusOn } from "./focus.js";
import { ActButton, ActDialog, ActFault, AskButton } from "./pieces.js";
import { useActing, useRoom, useScoped } from "./room.js";

type Asks = "" | "start" | "pause" | "resolve" | "time" | "close" | "undo";

export function AllBar(): JSX.Element {
  const { words, state } = useRoom();
  const { scope } = useScoped(null);
  const acting = useActing();
  const [asks, setAsks] = useState<Asks>("");
  const phases = state.worlds.map(phaseOf);
  const open = phases.includes("open");
  const paused = phases.includes("paused");
  const none = open || paused ? undefined : words.say("webfac.why.no_turn");
  const limited = state.worlds.some((world) => world.clock?.remaining);
  return (
    <section class="all-bar" aria-labelledby="all-title" data-part="all">
      <h2 id="all-title" class="all-title" tabIndex={-1}>
        {scope}
      </h2>
      <div class="row">
        {!state.started && <AskButton name="start" kind={ActKind.ACT_START} world={null} look="main" words={words.say("webfac.act.start")} onPress={() => setAsks("start")} />}
        {state.started && (
          <>
            <AskButton name="pause-all" kind={ActKind.ACT_PAUSE} world={null} words={words.say("webfac.act.pause_all")} why={open ? undefined : none ?? words.say("webfac.why.all_paused")} onPress={() => setAsks("pause")} />
            <ActButton acting={acting} name="resume-all" kind={ActKind.ACT_RESUME} world={null} words={words.say("webfac.act.resume_all")} why={paused ? undefined : words.say("webfac.why.none_paused")} act={() => acts.resume(null)} />
            <ActButton acting={acting} name="extend-all" kind={ActKind.ACT_EXTEND} world={null} words={words.say("webfac.act.extend_all")} why={none ?? (limited ? undefined : words.say("webfac.why.no_limit"))} act={() => acts.extend(state, null, 60)} />
            <AskButton name="resolve-all" kind={ActKind.ACT_RESOLVE} world={null} words={words.say("webfac.act.resolve_all")} why={none} onPress={() => setAsks("resolve")} />
            <AskButton name="time-all" kind={ActKind.ACT_EXTEND} world={null} words={words.say("webfac.act.time_all")} why={none ?? (limited ? undefined : words.say("webfac.why.no_limit"))} onPress={() => setAsks("time")} />
          </>
        )}
        <AskButton name="undo" kind={ActKind.ACT_UNDO} world={null} words={words.say("webfac.act.undo")} why={state.undo === 0 ? words.say("webfac.why.no_undo") : undefined} onPress={() => setAsks("undo")} />
        {phases.some((phase) => phase !== "ended") && <AskButton name="close-all" kind={ActKind.ACT_CLOSE} world={null} look="danger" words={words.say("webfac.act.close_all")} onPress={() => setAsks("close")} />}
      </div>
      <ActFault acting={acting} />
      {asks === "start" && <StartDialog onClose={() => setAsks("")} />}
      {asks === "pause" && <PauseDialog world={null} onClose={() => setAsks("")} />}
      {asks === "resolve" && <ResolveDialog world={null} onClose={() => setAsks("")} />}
      {asks === "time" && <TimeDialog world={null} onClose={() => setAsks("")} />}
      {asks === "close" && <CloseDialog world={null} onClose={() => setAsks("")} />}
      {asks === "undo" && <UndoDialog onClose={() => setAsks("")} />}
    </section>
  );
}

/** Seats that nobody holds go to bots: how many, before it is done. */
function StartDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { words, state } = useRoom();
  const free = state.worlds.filter((world) => world.end === 0).reduce((sum, world) => sum + world.seats.filter((seat) => seat.persons.length === 0).length, 0);
  return (
    <ActDialog part="start-dialog" title={words.say("webfac.ask.start")} yes={words.say("webfac.act.start")} act={acts.start} onClose={onClose} onDone={() => focusOn("all-title")}>
      <p>{words.say("webfac.ask.start_here", { persons: state.persons, places: state.places })}</p>
      <p>{words.say(free > 0 ? "webfac.ask.start_bots" : "webfac.ask.start_full", { count: free })}</p>
    </ActDialog>
  );
}

const PASSED_TOLD = 4;
const CLOCK_DEEDS = new Map<ActKind, string>([
  [ActKind.ACT_PAUSE, "webfac.ask.undo_runs"],
  [ActKind.ACT_RESUME, "webfac.ask.undo_stops"],
]);

/** Newer acts that stand for good: undo looks past them. */
function Passed({ number }: { number: number }): JSX.Element | null {
  const { words, state } = useRoom();
  const passed = passedOver(state, number);
  if (passed.length === 0) return null;
  return (
    <div data-part="undo-passed">
      <p class="small">{words.say("webfac.ask.undo_passed", { count: passed.length })}</p>
      <ul class="small">
        {passed.slice(0, PASSED_TOLD).map((deed) => (
          <li key={deed.number}>{`${deedWords(words, state, deed)} (${byWords(words, deed)})`}</li>
        ))}
      </ul>
    </div>
  );
}

/** Names what it takes back, what that does to the clock, and what it looks past. */
export function UndoDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { words, state } = useRoom();
  const [act] = useState(() => acts.undo(state)); // the deed that was named when it was asked
  const deed = state.deeds.find((one) => one.number === act.number);
  const what = deed ? deedWords(words, state, deed) : words.say("webfac.deed.other");
  return (
    <ActDialog part="undo-dialog" title={words.say("webfac.ask.undo")} yes={words.say("webfac.act.undo_yes")} act={() => act} onClose={onClose}>
      <p>
        <strong>{what}</strong>
        {deed && ` (${byWords(words, deed)})`}
      </p>
      {deed && CLOCK_DEEDS.has(deed.act) && <p>{words.say(CLOCK_DEEDS.get(deed.act)!)}</p>}
      <Passed number={act.number ?? 0} />
      <p class="small soft">{words.say("webfac.ask.undo_what")}</p>
    </ActDialog>
  );
}
