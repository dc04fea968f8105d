// The others as a list: what they seem to have, what binds them, how greedy they seem, and more on demand.

import type { JSX } from "preact";

import { useDraft, useModel } from "../../parts/context.js";
import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { Disclosure } from "../../parts/disclosure.js";
import { Icon, type IconName } from "../../parts/icon.js";
import { EmptyState } from "../../parts/notice.js";
import { Range } from "../../parts/range.js";
import { StateMark } from "../../parts/state_mark.js";
import { botWords } from "../lobby/lobby_words.js";
import { beliefOf } from "./edits.js";
import {
  asksBeliefs,
  figuresOf,
  parameter,
  percent,
  plainName,
  rivals,
  totalOf,
  totalWords,
  units,
  view,
  type Facts,
} from "./facts.js";
import { standsSentence } from "./pact_words.js";
import { useDesk, useFacts } from "./play_context.js";
import { RivalDetails } from "./rival_details.js";

/** The end of the scale of all bars, so that they can be compared. */
function mostArms(facts: Facts): number {
  const own = facts.situation.own;
  const mine = own ? units(own.fortify + own.strike + own.dual) : 0;
  return 1.05 * Math.max(10, mine, ...rivals(facts).map((state) => totalOf(facts, state).high));
}

interface Trend {
  icon: IconName;
  words: string;
}

function armsTrend(facts: Facts, state: number): Trend | null {
  const seen = view(facts, state);
  const figures = figuresOf(facts, state);
  if (!seen || !figures || facts.situation.turn === 0 || seen.estBefore === 0) return null;
  const { change, changeCertain } = figures;
  const way = change > 0 ? "more" : change < 0 ? "less" : "same";
  const key = way === "same" ? "web.trend.same" : changeCertain ? `web.trend.${way}` : `web.trend.${way}_perhaps`;
  return { icon: way === "more" ? "up" : way === "less" ? "down" : "same", words: facts.words.say(key) };
}

function greedTrend(facts: Facts, state: number): Trend | null {
  const now = view(facts, state)?.assessment;
  const before = facts.before?.states[state]?.assessment;
  if (now === undefined || before === undefined) return null;
  const way = now > before ? "up" : now < before ? "down" : "same";
  return { icon: way, words: facts.words.say(`web.staff.${way}`) };
}

function TrendSign({ trend }: { trend: Trend }): JSX.Element {
  return (
    <span class={`trend trend-${trend.icon}`}>
      <Icon name={trend.icon} />
      <span>{trend.words}</span>
    </span>
  );
}

function BeliefWords({ state }: { state: number }): JSX.Element {
  const facts = useFacts();
  const mine = useDraft((draft) => beliefOf(draft.orders, state));
  const asked = asksBeliefs(facts.briefing);
  const staff = percent(view(facts, state)?.assessment ?? 0);
  const trend = greedTrend(facts, state);
  const said =
    mine === null || !asked
      ? facts.words.say(asked ? "web.belief.staff_only" : "web_step.staff_alone", { staff })
      : facts.words.say("web.belief.both", { mine: percent(mine), staff });
  return (
    <p class="rival-line">
      <span>{said}</span>
      {trend && <TrendSign trend={trend} />}
    </p>
  );
}

function PactWords({ state }: { state: number }): JSX.Element {
  const facts = useFacts();
  return (
    <p class="rival-line">
      <span>{standsSentence(facts, state)}</span>
      {Boolean(view(facts, state)?.offerIn) && <a href={`#pact-${state}`}>{facts.words.say("web.pact.offers_you")}</a>}
    </p>
  );
}

/** A short word that is said with the name it is about. */
function Of({ words, name }: { words: string; name: string }): JSX.Element {
  return (
    <span>
      {words}
      <span class="unseen"> {name}</span>
    </span>
  );
}

function Rival({ state, most }: { state: number; most: number }): JSX.Element {
  const facts = useFacts();
  const { openThread } = useDesk();
  const { words } = facts;
  const seen = view(facts, state);
  const trend = armsTrend(facts, state);
  const total = totalOf(facts, state);
  const name = plainName(facts.briefing, state);
  if (!seen?.alive)
    return (
      <li class="rival rival-gone">
        <h3 class="rival-name">
          <StateMark state={state} />
          {words.say("rival.eliminated", { state: name })}
        </h3>
      </li>
    );
  return (
    <li class="rival" data-part={`rival-${state}`}>
      <div class="rival-head">
        <h3 class="rival-name">
          <StateMark state={state} />
          {name}
        </h3>
        <span class="soft small">{words.say("web.rival.territory", { territory: seen.territory })}</span>
      </div>
      <div class="rival-arms">
        <Range
          low={total.low}
          about={total.about}
          high={total.high}
          most={most}
          words={words.say("web.rival.arms", { total: totalWords(facts, state) })}
          beside={trend && <TrendSign trend={trend} />}
          state={state}
        />
      </div>
      <p class="rival-line">
        {words.say(seen.estDual >= 50 ? "web.rival.looks_dual" : "web.rival.looks", {
          fortify: units(seen.estFortify),
          strike: units(seen.estStrike),
          dual: units(seen.estDual),
        })}
      </p>
      <PactWords state={state} />
      <BeliefWords state={state} />
      <div class="rival-more">
        <Disclosure quiet summary={<Of words={words.say("web.rival.more")} name={name} />} part={`details-${state}`}>
          {() => <RivalDetails state={state} />}
        </Disclosure>
        {openThread && (
          <Button small kind="quiet" onPress={() => openThread(state)}>
            <Of words={words.say("web.rival.write")} name={name} />
          </Button>
        )}
      </div>
    </li>
  );
}

/** Which states bots play, or how many, where players are told. */
function Bots(): JSX.Element | null {
  const { words, briefing } = useFacts();
  const clock = useModel((model) => model.clock);
  const told = clock ? botWords(words, briefing, clock) : "";
  return told ? (
    <p class="soft small" data-part="bots">
      {told}
    </p>
  ) : null;
}

export function Rivals(): JSX.Element {
  const facts = useFacts();
  const { words } = facts;
  const others = rivals(facts, true);
  const most = mostArms(facts);
  const alike = parameter(facts.briefing, "fungibility") >= 50;
  if (others.every((state) => !view(facts, state)?.alive))
    return (
      <Card id="rivals" title={words.say("web.rivals.title")}>
        <EmptyState>{words.say("screen.no_rivals")}</EmptyState>
      </Card>
    );
  return (
    <Card id="rivals" title={words.say("web.rivals.title")} beside={words.say("web.rivals.age")}>
      <ul class="rivals">
        {others.map((state) => (
          <Rival key={state} state={state} most={most} />
        ))}
      </ul>
      <Bots />
      <p class="soft small">{words.say(alike ? "rivals.alike" : "rivals.apart")}</p>
    </Card>
  );
}
