// Questions before an act on a world's clock, or on all of them: each names what it acts on, and what is lost.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import * as acts from "../../model/facilitator_acts.js";
import { Stepper } from "../../parts/stepper.js";
import { bytesOf } from "../../parts/text.js";
import { countsOf, phaseOf } from "./facts.js";
import { REASON_MAX } from "./limits.js";
import { ActDialog, Typed } from "./pieces.js";
import { useRoom, useScoped } from "./room.js";

interface AskProps {
  world: number | null; // null: every world
  onClose: () => void;
}

function tooLong(words: { say(key: string, slots: { over: number }): string }, text: string): string | undefined {
  const over = bytesOf(text) - REASON_MAX;
  return over > 0 ? words.say("webfac.too_long", { over }) : undefined;
}

export function PauseDialog({ world, onClose }: AskProps): JSX.Element {
  const { words } = useRoom();
  const { scope } = useScoped(world);
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      part="pause-dialog"
      title={words.say("webfac.ask.pause", { scope })}
      yes={words.say("webfac.act.pause")}
      act={() => acts.pause(world, reason.trim())}
      why={tooLong(words, reason)}
      onClose={onClose}
    >
      <p>{words.say("webfac.ask.pause_what")}</p>
      <Typed label={words.say("webfac.ask.reason")} help={words.say("webfac.ask.reason_help")} value={reason} onInput={setReason} most={REASON_MAX} part="reason" />
    </ActDialog>
  );
}

export function ResolveDialog({ world, onClose }: AskProps): JSX.Element {
  const { words, state } = useRoom();
  const { scope } = useScoped(world);
  const open = state.worlds.filter((one, number) => (world === null || number === world) && ["open", "paused"].includes(phaseOf(one)));
  const [act] = useState(() => acts.resolve(state, world)); // the turn that was open when it was asked
  const missing = open.reduce((sum, one) => sum + countsOf(one).seats - countsOf(one).ready, 0);
  return (
    <ActDialog
      part="resolve-dialog"
      title={words.say("webfac.ask.resolve", { scope })}
      yes={words.say("webfac.act.resolve")}
      act={() => act}
      onClose={onClose}
    >
      <p>{words.say(missing > 0 ? "webfac.ask.resolve_missing" : "webfac.ask.resolve_ready", { missing })}</p>
    </ActDialog>
  );
}

const SECONDS_STEP = 30;
const SECONDS_MOST = 3600;

/** More time or less, to the second. */
export function TimeDialog({ world, onClose }: AskProps): JSX.Element {
  const { words, state } = useRoom();
  const { scope } = useScoped(world);
  const [seconds, setSeconds] = useState(120);
  const [seen] = useState(state); // the turns that were open when it was asked
  return (
    <ActDialog
      part="time-dialog"
      title={words.say("webfac.ask.time", { scope })}
      yes={words.say(seconds < 0 ? "webfac.act.shorten" : "webfac.act.lengthen", { seconds: Math.abs(seconds) })}
      act={() => acts.extend(seen, world, seconds)}
      why={seconds === 0 ? words.say("webfac.ask.time_none") : undefined}
      onClose={onClose}
    >
      <p>{words.say("webfac.ask.time_what")}</p>
      <div>
        <Stepper label={words.say("webfac.ask.seconds")} value={seconds} least={-SECONDS_MOST} most={SECONDS_MOST} step={SECONDS_STEP} unit="s" onChange={setSeconds} part="seconds" />
      </div>
    </ActDialog>
  );
}

export function CloseDialog({ world, onClose }: AskProps): JSX.Element {
  const { words } = useRoom();
  const { scope } = useScoped(world);
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      danger
      part="close-dialog"
      title={words.say("webfac.ask.close", { scope })}
      yes={words.say("webfac.act.close")}
      act={() => acts.close(world, reason.trim())}
      why={tooLong(words, reason)}
      onClose={onClose}
    >
      <p>{words.say("webfac.ask.close_what")}</p>
      <Typed label={words.say("webfac.ask.reason")} help={words.say("webfac.ask.close_reason_help")} value={reason} onInput={setReason} most={REASON_MAX} part="reason" />
    </ActDialog>
  );
}

/** Back to the start of a turn: what was played after it is told to be lost for play, before it is done. */
export function RollBackDialog({ world, onClose }: { world: number; onClose: () => void }): JSX.Element {
  const { words, state } = useRoom();
  const { scope } = useScoped(world);
  const open = state.worlds[world]?.clock?.turn ?? 1;
  const [turn, setTurn] = useState(open);
  const lost = open - turn;
  return (
    <ActDialog
      danger
      part="roll-back-dialog"
      title={words.say("webfac.ask.roll_back", { scope })}
      yes={words.say("webfac.act.roll_back", { turn })}
      act={() => acts.rollBack(world, turn)}
      onClose={onClose}
    >
      <div class="row">
        <span>{words.say("webfac.ask.to_turn")}</span>
        <Stepper label={words.say("webfac.ask.to_turn")} value={turn} least={1} most={Math.max(1, open)} onChange={setTurn} part="turn" />
      </div>
      <p role="status">{words.say(lost > 0 ? "webfac.ask.roll_back_loses" : "webfac.ask.roll_back_open", { turn, first: turn, last: open - 1, count: lost })}</p>
      <p class="small soft">{words.say("webfac.ask.roll_back_kept")}</p>
    </ActDialog>
  );
}
