// The debrief of an ended world: for who played, and for who looked on.

import type { JSX } from "preact";

import type { Player, Watcher } from "../../model/api.js";
import { usePlayer, useWatched, useWords } from "../../parts/context.js";
import { EmptyState, Page } from "../../parts/notice.js";
import { ForgetSeat } from "../forget_seat.js";
import { PageFoot } from "../page_foot.js";
import type { Words } from "../../words/api.js";
import { Loaded, useLoaded } from "./loaded.js";
import { hex } from "./proof.js";
import { factsOf, sourceOf, type Facts } from "./source.js";
import { WalkView } from "./walk_view.js";

export function DebriefScreen(): JSX.Element {
  return <DebriefOf one={usePlayer()} />;
}

export function WatchedDebrief({ watcher }: { watcher: Watcher }): JSX.Element {
  return <DebriefOf one={watcher} />;
}

const ENDS = ["end.running", "end.time", "end.hegemony", "end.survivor", "end.closed"];

function whyItEnded(words: Words, facts: Facts): string {
  const { end } = facts.ended;
  if (end === 4 && facts.reason !== "") return words.say("end.closed_for", { reason: facts.reason });
  return words.say(ENDS[end] ?? "end.running");
}

function DebriefOf({ one }: { one: Player | Watcher }): JSX.Element {
  const words = useWords();
  const ended = useWatched<Player | Watcher, unknown>(one, (source) => source.model.ended);
  const facts = ended ? factsOf(one) : null;
  return (
    <Page wide>
      <header class="debrief-head">
        <h1>{words.say("web.debrief.title")}</h1>
        {facts && (
          <p>
            {words.say(facts.ended.turns > 0 ? "end.headline" : "end.headline_none", { turns: facts.ended.turns })} {whyItEnded(words, facts)}
          </p>
        )}
      </header>
      {facts ? <Cards one={one} facts={facts} /> : <EmptyState>{words.say("web.debrief.not_yet")}</EmptyState>}
      {"draft" in one && <ForgetSeat />}
      <PageFoot />
    </Page>
  );
}

function Cards({ one, facts }: { one: Player | Watcher; facts: Facts }): JSX.Element {
  const words = useWords();
  const source = sourceOf(one);
  const nothing = facts.ended.turns === 0;
  const key = `${hex(facts.ended.world)} ${words.language}`;
  const [loading, again] = useLoaded(key, () =>
    nothing ? Promise.resolve({ headline: "", states: [], cards: [] }) : source.debrief(false),
  );
  return (
    <Loaded loading={loading} again={again} waiting={words.say("web.debrief.waiting")}>
      {(debrief) => (
        <>
          {nothing && <p class="prose">{words.say("debrief.no_turn")}</p>}
          <WalkView key={key} debrief={debrief} source={source} facts={facts} />
        </>
      )}
    </Loaded>
  );
}
