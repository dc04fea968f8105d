// What the parts of the game's screen share: the facts of this turn, and how they change orders.

import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";

import type { Considered } from "../../gen/spiral/v1/aids_pb.js";
import type { Orders } from "../../gen/spiral/v1/orders_pb.js";
import type { Topic } from "../../model/api.js";
import { PlayerContext, useDraft, useModel } from "../../parts/context.js";
import type { Facts } from "./facts.js";

export interface Desk {
  facts: Facts;
  /** Why nothing can be ordered now; null: it can. */
  shut: string | null;
  /** null: nobody writes here. */
  openThread: ((state: number) => void) | null;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("DeskContext");
  return desk;
}

export function useFacts(): Facts {
  return useDesk().facts;
}

export function useOrders(): Orders {
  return useDraft((draft) => draft.orders);
}

const SETTLED_MS = 200; // a finger on a stepper asks once, when it rests

/** What the server makes of the orders in hand, asked again when they change. The older answer stays until then. Who only
 *  looks on has nobody to ask. */
export function useConsidered(turn: number, wanted: boolean, ...topics: Topic[]): Considered | null {
  const player = useContext(PlayerContext);
  const orders = useDraft((draft) => draft.orders);
  const open = useModel((model) => model.link.kind === "open");
  const [answer, setAnswer] = useState<Considered | null>(null);
  const asked = useRef(0);
  const names = topics.join(" ");
  useEffect(() => {
    if (!player || !wanted || !open || turn === 0) return;
    const number = (asked.current += 1);
    const ask = (): void => {
      player.consider(...topics).then(
        (told) => {
          if (number === asked.current) setAnswer(told);
        },
        () => undefined, // the older answer stays; what the rules refuse is told by the draft
      );
    };
    const timer = setTimeout(ask, asked.current > 1 ? SETTLED_MS : 0);
    return () => clearTimeout(timer);
  }, [player, orders, open, turn, wanted, names]);
  return answer && answer.turn === turn ? answer : null;
}
