// The debrief of an ended world: for who played, and for who looked on. Where whoever runs the exercise opens it step
// by step, the page follows; when all is open everybody goes on alone.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Watcher } from "../../model/api.js";
import { useModel, usePlayer, useWatched, useWords } from "../../parts/context.js";
import { EmptyState, Page } from "../../parts/notice.js";
import { PageTop } from "../control/ask_control.js";
import { ForgetSeat } from "../forget_seat.js";
import { PageFoot } from "../page_foot.js";
import { Loaded, useLoaded } from "./loaded.js";
import { hex } from "./proof.js";
import { factsOf, sourceOf, watchedIn, type Facts, type One } from "./source.js";
import { FollowedDebrief, PlayedDebrief } from "./step.js";
import { placeOfStep } from "./step_rules.js";
import { WalkView } from "./walk_view.js";
import { whyItEnded } from "./why_it_ended.js";

export function DebriefScreen(): JSX.Element {
  const player = usePlayer();
  const [free, setFree] = useState(false);
  const inStep = useModel((model) => model.briefing?.debriefInStep ?? false);
  const ended = useModel((model) => model.ended);
  const step = useModel((model) => model.step);
  const place = placeOfStep(inStep, ended, step);
  const goFree = (): void => setFree(true);
  return (
    <Page wide>
      <PageTop />
      {place === "free" || free ? (
        <Free one={{ kind: "player", player }} />
      ) : (
        <PlayedDebrief onFree={place === "last" ? goFree : null} />
      )}
      <ForgetSeat />
      <PageFoot />
    </Page>
  );
}

export function WatchedDebrief({ watcher, index }: { watcher: Watcher; index: number }): JSX.Element {
  const [free, setFree] = useState(false);
  const ended = useWatched(watcher, (source) => watchedIn(source, index)?.ended ?? null);
  const step = useWatched(watcher, ({ model }) => model.step);
  const place = placeOfStep(Boolean(ended?.withheld) || step?.card !== undefined, ended, step);
  const goFree = (): void => setFree(true);
  return (
    <Page wide>
      {place === "free" || free ? (
        <Free one={{ kind: "watched", watcher, index }} />
      ) : (
        <FollowedDebrief watcher={watcher} index={index} onFree={place === "last" ? goFree : null} />
      )}
      <PageFoot />
    </Page>
  );
}

function Free({ one }: { one: One }): JSX.Element {
  const words = useWords();
  const facts = factsOf(one);
  return (
    <>
      <header class="debrief-head">
        <h1>{words.say("web.debrief.title")}</h1>
        {facts && (
          <p>
            {words.say(facts.ended.turns > 0 ? "end.headline" : "end.headline_none", { turns: facts.ended.turns })} {whyItEnded(words, facts)}
          </p>
        )}
      </header>
      {facts ? <Cards one={one} facts={facts} /> : <EmptyState>{words.say("web.debrief.not_yet")}</EmptyState>}
    </>
  );
}

function Cards({ one, facts }: { one: One; facts: Facts }): JSX.Element {
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
