// All worlds at once. Up to a few stand as cards with their buttons; many stand closer together, and one that is opened
// has them.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Choice } from "../../parts/choice.js";
import { EmptyState } from "../../parts/notice.js";
import { useEachSecond } from "../../parts/context.js";
import { needsLook, openQuestions, ownerOf, worldSeconds } from "./facts.js";
import { useRoom } from "./room.js";
import { WorldCard } from "./world_card.js";

export const CARDS_MOST = 8; // worlds that stand as cards with buttons
const FEW = 4; // that stand two by two

type Pick = "all" | "look" | "mine";
const PICKS: Pick[] = ["all", "look", "mine"];

export interface WorldsProps {
  open: number | null;
  onOpen: (world: number | null) => void;
}

export function Worlds({ open, onOpen }: WorldsProps): JSX.Element {
  const room = useRoom();
  const { words, state, me, at, facilitator } = room;
  const [pick, setPick] = useState<Pick>("all");
  const asked = new Set(openQuestions(state).map((question) => question.world));
  const look = useEachSecond(() =>
    state.worlds.map((world, number) => (needsLook(world, asked.has(number), worldSeconds(world, at, facilitator.now())) ? "1" : "0")).join(""),
  );
  const shown = state.worlds.flatMap((world, number) => {
    if (pick === "look" && look[number] !== "1") return [];
    if (pick === "mine" && ownerOf(state, world)?.number !== me.number) return [];
    return [number];
  });
  const compact = state.worlds.length > CARDS_MOST;
  return (
    <section aria-labelledby="worlds-title" class="stack" data-part="worlds">
      <div class="row-apart worlds-head">
        <h2 id="worlds-title">{words.say("webfac.worlds.title", { count: state.worlds.length })}</h2>
        {state.worlds.length > 1 && (
          <Choice
            legend={words.say("webfac.pick.legend")}
            hideLegend
            options={PICKS.map((value) => ({ value, words: words.say(`webfac.pick.${value}`) }))}
            value={pick}
            onChange={setPick}
            part="pick"
          />
        )}
      </div>
      <p class="small soft" data-part="letters">
        {words.say("webfac.letters")}
      </p>
      {shown.length === 0 ? (
        <EmptyState>{words.say(pick === "mine" ? "webfac.pick.none_mine" : "webfac.pick.none_look")}</EmptyState>
      ) : (
        <ul class={compact ? "worlds worlds-many" : state.worlds.length <= FEW ? "worlds worlds-few" : "worlds"}>
          {shown.map((number) => (
            <WorldCard key={number} world={number} compact={compact} isOpen={number === open} needsLook={look[number] === "1"} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </section>
  );
}
