// A debrief in step: first one's own words, then waiting for whoever runs the exercise, then the card that all look at.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Watcher } from "../../model/api.js";
import { Button } from "../../parts/button.js";
import { useDraft, useModel, usePlayer, useWatched, useWords } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { LiveRegion } from "../../parts/live_region.js";
import { Notice } from "../../parts/notice.js";
import { Said } from "../../parts/said.js";
import { FeelingsForm, type Given } from "./feelings_form.js";
import { OwnPage } from "./place.js";
import { hex } from "./proof.js";
import { sourceOf, watchedIn } from "./source.js";
import { StepCard } from "./step_card.js";
import { stepKey, takesFeelings } from "./step_rules.js";
import { whyItEnded } from "./why_it_ended.js";

/** On the last card: on to everything, alone. */
function GoFree({ onFree }: { onFree: () => void }): JSX.Element {
  const words = useWords();
  return (
    <p class="no-print">
      <Button kind="main" onPress={onFree} part="go-free">
        {words.say("web_step.free")}
      </Button>
    </p>
  );
}

export function PlayedDebrief({ onFree }: { onFree: (() => void) | null }): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const model = useModel((whole) => whole);
  const { ended, step, briefing, clock, news, link } = model;
  const card = step?.card;
  const world = ended ? hex(ended.world) : "";
  return (
    <>
      <header class="debrief-head">
        <h1>{words.say("web.debrief.title")}</h1>
        {ended && (
          <p>
            {words.say(ended.turns > 0 ? "end.headline" : "end.headline_none", { turns: ended.turns })}{" "}
            {whyItEnded(words, { ended, reason: clock?.reason ?? "" })}
          </p>
        )}
      </header>
      {(link.kind === "lost" || link.kind === "connecting") && (
        <Notice tone="warn" part="cut">
          <p>{words.say("web_step.lost")}</p>
        </Notice>
      )}
      {step && card && ended && ended.turns === 0 && <p>{words.say("debrief.no_turn")}</p>}
      {step && card && ended && ended.turns > 0 && (
        <StepCard
          step={step}
          stepKey={stepKey(world, words.language, step)}
          load={() => player.debrief(false)}
          world={briefing?.worldName ?? ""}
        />
      )}
      {ended && !ended.withheld && ended.turns > 0 && (
        <Disclosure summary={words.say("web_step.own")} part="step-own">
          {() => <OwnPage source={sourceOf({ kind: "player", player })} />}
        </Disclosure>
      )}
      {takesFeelings(step) && <OwnWords waits={!card} stated={step?.stated ?? false} />}
      {onFree && <GoFree onFree={onFree} />}
      <LiveRegion polite={news && <Said key={news.at} line={news} />} assertive="" />
    </>
  );
}

/** `waits`: nothing is opened yet. `stated`: the server has words of this person, perhaps from another device. */
function OwnWords({ waits, stated }: { waits: boolean; stated: boolean }): JSX.Element {
  const words = useWords();
  const said = useDraft((draft) => draft.orders.greedy);
  const [given, setGiven] = useState<Given | null>(null);
  const [asks, setAsks] = useState(!stated && waits);
  const begin = given ?? { feelings: [], greedy: new Map(said.map(({ state, permille }) => [state, permille])) };
  if (asks) {
    return (
      <FeelingsForm
        given={begin}
        onGiven={(now) => {
          setGiven(now);
          setAsks(false);
        }}
        onSkip={() => setAsks(false)}
      />
    );
  }
  const has = stated || given !== null;
  return (
    <Notice
      tone={has ? "good" : "plain"}
      title={waits ? words.say("web_step.waits") : ""}
      part="step-waits"
      actions={
        <Button small onPress={() => setAsks(true)} part="feelings-change">
          {words.say(has ? "web_step.feelings.change" : "web_step.feelings.give")}
        </Button>
      }
    >
      <p role="status">{words.say(has ? "web_step.feelings.kept" : "web_step.feelings.skipped")}</p>
    </Notice>
  );
}

/** For who looks on at one of the worlds. */
export function FollowedDebrief(props: { watcher: Watcher; index: number; onFree: (() => void) | null }): JSX.Element {
  const { watcher, index, onFree } = props;
  const words = useWords();
  const step = useWatched(watcher, ({ model }) => model.step);
  const world = useWatched(watcher, (source) => watchedIn(source, index));
  if (!world) return <p role="status">{words.say("web.debrief.not_yet")}</p>;
  const { watching, ended } = world;
  return (
    <>
      <h1>{words.say("web.debrief.title")}</h1>
      {!step?.card && (
        <p role="status" data-part="step-waits">
          {words.say("web_step.waits")}
        </p>
      )}
      {step?.card && ended?.turns === 0 && <p>{words.say("debrief.no_turn")}</p>}
      {step?.card && ended?.turns !== 0 && (
        <StepCard
          step={step}
          stepKey={stepKey(hex(watching.world), words.language, step)}
          load={() => watcher.debrief(watching.world)}
          world={watching.worldName}
        />
      )}
      {onFree && <GoFree onFree={onFree} />}
    </>
  );
}
