// What every part of the facilitator's page may reach: the exercise as it was told last, who one is in it, and how to act.

import { createContext } from "preact";
import { useContext, useRef, useState } from "preact/hooks";

import type { ActKind, ExerciseState, Rights } from "../../gen/spiral/v1/exercise_pb.js";
import type { Watcher } from "../../model/api.js";
import type { Act, Done, Facilitator } from "../../model/facilitator_api.js";
import type { Words } from "../../words/api.js";
import { deedWords, faultWords, scoped, shutWords, worldScope, type Fault } from "./act_words.js";
import { facilitatorOf, type Me } from "./facts.js";

export interface Room {
  words: Words;
  facilitator: Facilitator;
  state: ExerciseState;
  at: number; // performance.now() when the state came
  me: Me;
  /** Looks on as the wall does. */
  openWatcher(): Watcher;
  /** For the live region: once, and politely. */
  tell(text: string): void;
}

export const RoomContext = createContext<Room | null>(null);

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (room === null) throw new Error("RoomContext");
  return room;
}

/** Rights may be changed while one is here: the row in the exercise says what holds now. */
export function meOf(state: ExerciseState, entered: { facilitator: number; name: string; rights: Rights }): Me {
  const row = facilitatorOf(state, entered.facilitator);
  return { number: entered.facilitator, name: row?.name ?? entered.name, rights: row?.rights ?? entered.rights };
}

export interface Acting {
  /** What is under way, by the name it was pressed under. */
  busy: ReadonlySet<string>;
  fault: Fault | null;
  run(act: Act, name: string, done?: (done: Done) => void): void;
  clear(): void;
}

function targeted(target: unknown): { state: number } | undefined {
  const state = (target as { state?: unknown } | undefined)?.state;
  return typeof state === "number" ? { state } : undefined;
}

/** Acts of one place of the page: what waits, and why the last one was refused, are shown there. */
export function useActing(): Acting {
  const room = useRoom();
  const latest = useRef(room);
  latest.current = room;
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<Fault | null>(null);
  const going = useRef(new Set<string>()); // at once, where what is drawn is a moment behind
  const settle = (name: string): void => {
    going.current.delete(name);
    setBusy(new Set(going.current));
  };
  const run: Acting["run"] = (act, name, done) => {
    if (going.current.has(name)) return; // one press is one act
    going.current.add(name);
    setBusy(new Set(going.current));
    setFault(null);
    const pressed = { act: act.act as ActKind, world: targeted(act.world), seat: targeted(act.seat) };
    latest.current.facilitator.act(act).then(
      (told) => {
        settle(name);
        const { words, state, tell } = latest.current;
        const what = deedWords(words, state, pressed as Parameters<typeof deedWords>[2]);
        tell(words.say(told.already ? "webfac.already" : "webfac.done", { what }));
        done?.(told);
      },
      (cause: unknown) => {
        settle(name);
        const { words, tell } = latest.current;
        const why = faultWords(words, cause);
        setFault(why);
        tell([why.sentence, ...why.parts, why.remedy].join(" "));
      },
    );
  };
  return { busy, fault, run, clear: () => setFault(null) };
}

/** "Pause: world B", and why it cannot be pressed. */
export function useScoped(world: number | null): { scope: string; label(what: string): string; shut(act: ActKind): string | undefined } {
  const { words, state, me } = useRoom();
  const scope = worldScope(words, state, me, world);
  return { scope, label: (what) => scoped(words, what, scope), shut: (act) => shutWords(words, state, me, act, world) };
}
