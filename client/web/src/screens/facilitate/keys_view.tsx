// What single keys do here: the scope is the world that is opened, or else all worlds, and every question names it.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { ActKind } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Button } from "../../parts/button.js";
import { Select } from "../../parts/choice.js";
import { Dialog } from "../../parts/dialog.js";
import { seatName, shutWords, worldScope } from "./act_words.js";
import { UndoDialog } from "./all_bar.js";
import { PauseDialog, ResolveDialog } from "./clock_dialogs.js";
import { openQuestions, phaseOf } from "./facts.js";
import { InjectForm } from "./inject_form.js";
import { KEY_LIST, meaningOf, type KeyAct } from "./keys.js";
import { ActDialog, Ticked } from "./pieces.js";
import { useActing, useRoom } from "./room.js";

const KEPT = "spiral.facilitate.keys";
const CONTROLS = ["input", "select", "textarea", "dialog", "[contenteditable]"].join(", ");

export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

/** Switched off by who speaks to the page or presses keys without meaning to (WCAG 2.1.4). */
export function KeysChoice(): JSX.Element {
  const { words } = useRoom();
  const [on, setOn] = useState(keysAreOn);
  const choose = (wanted: boolean): void => {
    setOn(wanted);
    try {
      if (wanted) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, "off");
    } catch {
      // until the page is loaded again
    }
  };
  return (
    <section class="stack-tight" data-part="keys">
      <Ticked label={words.say("webfac.keys.on")} value={on} onChange={choose} />
      <dl class="key-list">
        {KEY_LIST.map(([key, act]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words.say(`webfac.keys.${act}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>1</kbd>–<kbd>9</kbd>
          </dt>
          <dd>{words.say("webfac.keys.world")}</dd>
        </div>
      </dl>
    </section>
  );
}

const KINDS: Record<KeyAct, ActKind> = {
  pause: ActKind.ACT_PAUSE,
  extend: ActKind.ACT_EXTEND,
  resolve: ActKind.ACT_RESOLVE,
  inject: ActKind.ACT_INJECT,
  answer: ActKind.ACT_ANSWER,
  undo: ActKind.ACT_UNDO,
  bot: ActKind.ACT_BOT_IN,
  look: ActKind.ACT_LOOK,
};

interface KeysProps {
  open: number | null;
  onOpen: (world: number | null) => void;
}

export function Keys({ open, onOpen }: KeysProps): JSX.Element | null {
  const room = useRoom();
  const { words, state, tell } = room;
  const acting = useActing();
  const [asks, setAsks] = useState<KeyAct | "">("");
  const away = (): void => setAsks("");

  const press = (act: KeyAct): void => {
    const shut = shutWords(words, state, room.me, KINDS[act], open);
    if (shut) return tell(shut);
    const phases = state.worlds.filter((_, number) => open === null || number === open).map(phaseOf);
    const playing = phases.includes("open") || phases.includes("paused");
    if (["pause", "extend", "resolve"].includes(act) && !playing) return tell(words.say("webfac.why.no_turn"));
    if (act === "pause" && !phases.includes("open")) return acting.run(acts.resume(open), "key-resume");
    if (act === "extend") return acting.run(acts.extend(state, open, 60), "key-extend");
    if (act === "undo" && state.undo === 0) return tell(words.say("webfac.why.no_undo"));
    if ((act === "bot" || act === "look") && open === null) return tell(words.say("webfac.keys.open_first"));
    if (act === "look" && phases[0] === "lobby") return tell(words.say("webfac.look.not_begun"));
    if (act === "answer") return answerFirst();
    setAsks(act);
  };
  const answerFirst = (): void => {
    const [first] = openQuestions(state);
    const field = first && document.querySelector<HTMLElement>(`[data-part="question-${first.number}"] textarea`);
    if (field) field.focus();
    else tell(words.say("webfac.questions.none"));
  };
  useKeys(state.worlds.length, press, onOpen);

  if (asks === "pause") return <PauseDialog world={open} onClose={away} />;
  if (asks === "resolve") return <ResolveDialog world={open} onClose={away} />;
  if (asks === "inject") return <InjectForm onClose={away} />;
  if (asks === "undo") return <UndoDialog onClose={away} />;
  if (asks === "bot" && open !== null) return <BotDialog world={open} onClose={away} />;
  if (asks === "look" && open !== null) return <LookDialog world={open} onClose={away} />;
  return null;
}

function BotDialog({ world, onClose }: { world: number; onClose: () => void }): JSX.Element {
  const { words, state } = useRoom();
  const seats = (state.worlds[world]?.seats ?? []).flatMap((seat, number) => (seat.alive && !seat.held ? [number] : []));
  const [wanted, setWanted] = useState<number | null>(null);
  const seat = wanted ?? seats[0];
  return (
    <ActDialog
      part="bot-dialog"
      title={words.say("webfac.ask.bot", { scope: worldScope(words, state, null, world) })}
      yes={words.say("webfac.act.bot_in")}
      act={() => acts.botIn(world, seat ?? 0)}
      why={seat === undefined ? words.say("webfac.why.no_seat") : undefined}
      onClose={onClose}
    >
      <p>{words.say("webfac.ask.bot_what")}</p>
      {seat !== undefined && <Select label={words.say("webfac.column.seat")} options={seats.map((value) => ({ value, words: seatName(words, state, world, value) }))} value={seat} onChange={setWanted} />}
    </ActDialog>
  );
}

function LookDialog({ world, onClose }: { world: number; onClose: () => void }): JSX.Element {
  const { words, state, facilitator } = useRoom();
  const [seat, setSeat] = useState(0);
  const seats = (state.worlds[world]?.seats ?? []).map((_, value) => ({ value, words: seatName(words, state, world, value) }));
  return (
    <Dialog
      open
      title={words.say("webfac.look.which", { scope: worldScope(words, state, null, world) })}
      onClose={onClose}
      part="look-dialog"
      actions={
        <>
          <Button onPress={onClose}>{words.say("webfac.no")}</Button>
          <Button kind="main" onPress={() => facilitator.lookAt(world, seat)} part="yes">
            {words.say("webfac.act.look")}
          </Button>
        </>
      }
    >
      <p>{words.say("webfac.look.what")}</p>
      <Select label={words.say("webfac.column.seat")} options={seats} value={seat} onChange={setSeat} part="look-seat" />
    </Dialog>
  );
}

function useKeys(worlds: number, onAct: (act: KeyAct) => void, onOpen: (world: number | null) => void): void {
  const latest = useRef({ worlds, onAct, onOpen });
  latest.current = { worlds, onAct, onOpen };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat || !keysAreOn() || document.querySelector("dialog[open]")) return;
      const inControl = event.target instanceof Element && event.target.closest(CONTROLS) !== null;
      const meaning = meaningOf({ key: event.key, changed: event.altKey || event.ctrlKey || event.metaKey, inControl }, latest.current.worlds);
      if (!meaning) return;
      event.preventDefault();
      if (meaning.kind === "act") latest.current.onAct(meaning.act);
      else latest.current.onOpen(meaning.kind === "world" ? meaning.world : null);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
