// What happens at the door between a press and a seat: the exercise is asked what it wants of those who join, and only
// then a seat is asked for.

import { useEffect, useRef, useState } from "preact/hooks";

import type { Consent, ExerciseInfo } from "../../gen/spiral/v1/exercise_pb.js";
import type { Entry, Player } from "../../model/api.js";
import { refusalOf } from "../refusal_text.js";
import { codeFault, codeFrom } from "./code.js";
import { isNoAnswer, nextOf, nextOfRefusal, type Next } from "./knowing.js";
import type { DoorRefusal } from "./refused.js";

interface Info {
  of(code: string): ExerciseInfo | null;
  ask(code: string): Promise<ExerciseInfo | null>;
}

export interface DoorWays {
  code: string;
  setCode(typed: string): void;
  asking: boolean;
  refused: DoorRefusal | null;
  at: Next; // "join": at the form
  info: ExerciseInfo | null;
  again(): void;
  back(): void;
  fail(cause: unknown): void;
  join(name: string): void;
  move(seatCode: string, name: string): void;
  answer(consent: Consent): void;
  /** False: still full. */
  tryOnce(): Promise<boolean>;
}

/** What is known of the exercise of a code; asked of the server when the page opens with one, and else at the press. */
function useInfo(player: Player, given: string): Info {
  const [info, setInfo] = useState<{ code: string; info: ExerciseInfo } | null>(null);
  const ask = async (code: string): Promise<ExerciseInfo | null> => {
    try {
      const told = await player.look(code);
      setInfo({ code, info: told });
      return told;
    } catch (cause) {
      if (isNoAnswer(refusalOf(cause))) return null;
      throw cause;
    }
  };
  useEffect(() => {
    if (codeFault(given) === null) ask(given).catch(() => undefined); // the press says what is the matter
  }, [given]);
  return { of: (code) => (info?.code === code ? info.info : null), ask };
}

/** The ways through the door, and where one stands on them. */
export function useDoor(player: Player, given: string, before: DoorRefusal | null): DoorWays {
  const [code, putCode] = useState(codeFrom(given));
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(before);
  const [at, setAt] = useState<Next>("join"); // "join": at the form
  const known = useInfo(player, codeFrom(given));
  const name = useRef("");
  const card = useRef(""); // the seat code with which one comes in; empty: by name
  const consent = useRef<Consent | null>(null);
  const again = useRef<() => void>(() => undefined);
  const fail = (cause: unknown): void => {
    setAsking(false);
    const next = nextOfRefusal(refusalOf(cause));
    if (next && !(next === "wait" && card.current !== "")) return setAt(next); // for another seat than that one nobody waits
    setAt("join");
    setRefused({ cause, at: performance.now(), code });
  };
  const entry = (): Entry => ({ name: name.current, ...(consent.current === null ? {} : { consent: consent.current }) });
  const enter = (): Promise<void> => player.join(code, entry());
  const bring = (): Promise<void> => player.move(code, card.current, entry());
  /** False: something stands between, and is shown. `fresh`: one waits, and things may have changed since; what is shown
   *  stays until one is in. */
  const goOn = async (fresh: boolean): Promise<boolean> => {
    const info = (fresh ? null : known.of(code)) ?? (await known.ask(code));
    const next = nextOf(info, player.isGuest(code), consent.current);
    if (next !== "join" || !fresh) setAt(next);
    if (next !== "join") setAsking(false);
    else await enter();
    return next === "join";
  };
  const asked = useRef(0);
  const ask = (way: () => Promise<unknown>): void => {
    const number = (asked.current += 1);
    setAsking(true);
    setRefused(null);
    again.current = () => ask(way);
    way().catch((cause: unknown) => {
      if (number === asked.current) fail(cause); // of two presses the second counts
    });
  };
  const setCode = (typed: string): void => {
    putCode(typed);
    setAt("join");
  };
  const stillFull = (cause: unknown): boolean => {
    if (nextOfRefusal(refusalOf(cause)) === "wait") return false;
    throw cause;
  };
  return {
    code,
    setCode,
    asking,
    refused,
    at,
    info: known.of(code),
    again: () => again.current(),
    back: () => setAt("join"),
    fail,
    join: (typed: string) => {
      [name.current, card.current] = [typed, ""];
      ask(() => goOn(false));
    },
    move: (seatCode: string, typed: string) => {
      [name.current, card.current] = [typed, seatCode];
      ask(bring); // whether somebody new comes in by it the server knows
    },
    answer: (said: Consent) => {
      consent.current = said;
      ask(card.current === "" ? () => goOn(false) : bring);
    },
    tryOnce: () => goOn(true).catch(stillFull),
  };
}
