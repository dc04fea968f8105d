// All that is known of one state: what the figures are worth, what a war with it would bring, what it promised and
// did, and how one looks to it.

import type { JSX } from "preact";

import type { Prospect } from "../../gen/spiral/v1/aids_pb.js";
import { useDraft } from "../../parts/context.js";
import {
  armsWords,
  chanceWords,
  figuresOf,
  isAlive,
  pactNames,
  parameter,
  percent,
  projectNames,
  stateCount,
  stateName,
  stateNames,
  tenthsWords,
  units,
  view,
  type Facts,
} from "./facts.js";
import { useConsidered, useFacts } from "./play_context.js";

function figureSentences(facts: Facts, state: number): string[] {
  const { words } = facts;
  const seen = view(facts, state);
  const figures = figuresOf(facts, state);
  if (!seen || !figures) return [];
  const told: string[] = [];
  if (seen.leaked) told.push(words.say("rival.mole"));
  else if (seen.opened) told.push(words.say("rival.open_books"));
  else told.push(words.say("rival.error", { percent: percent(figures.error) }));
  const blur = Math.trunc(parameter(facts.briefing, "fungibility") / 2);
  if (blur && !seen.leaked) told.push(words.say("rival.blur", { blur }));
  if (facts.situation.turn > 0 && seen.estBefore > 0) {
    const key = figures.change > 0 ? "rival.more" : figures.change < 0 ? "rival.less" : "rival.same";
    told.push(
      words.say(key, {
        now: units(seen.estFortify + seen.estStrike + seen.estDual),
        before: units(seen.estBefore),
        trust: words.say(figures.changeCertain ? "trust.certain" : "trust.doubtful"),
      }),
    );
  }
  return told;
}

/** If it attacked, and if it were attacked. */
export function warSentences(facts: Facts, state: number, prospect: Prospect): string[] {
  const { words } = facts;
  const name = stateName(facts, state);
  const chance = (range: Prospect["takesMe"]): string => chanceWords(words, range);
  if (!prospect.reachesMe && !prospect.iReach) return [words.say("prospects.apart", { state: name })];
  const told = [
    prospect.reachesMe
      ? words.say("rival.takes_me", { state: name, chance: chance(prospect.takesMe) })
      : words.say("rival.cannot_reach", { state: name }),
  ];
  if (prospect.reachesMe) {
    told.push(words.say("prospects.armed", { chance: Math.floor((prospect.takesMeArmed + 9) / 10) }));
    told.push(
      prospect.helpers.length > 0
        ? words.say("prospects.helped", {
            states: stateNames(facts, prospect.helpers),
            count: prospect.helpers.length,
            chance: chance(prospect.takesMeHelped),
          })
        : words.say("prospects.alone"),
    );
  }
  if (!prospect.iReach) return [...told, words.say("rival.out_of_reach", { state: name })];
  return [...told, ...myAttackSentences(facts, state, prospect)];
}

/** What an attack on a state would bring. */
export function myAttackSentences(facts: Facts, state: number, prospect: Prospect): string[] {
  const { words } = facts;
  const told = [
    words.say("rival.i_take", { state: stateName(facts, state), chance: chanceWords(words, prospect.iTake) }),
    words.say("prospects.walled", { chance: Math.trunc(prospect.iTakeArmed / 10) }),
  ];
  if (prospect.itsHelpers.length > 0)
    told.push(
      words.say("prospects.its_help", {
        states: stateNames(facts, prospect.itsHelpers),
        count: prospect.itsHelpers.length,
        chance: chanceWords(words, prospect.iTakeHelped),
      }),
    );
  if (prospect.reachesMe) told.push(words.say("prospects.meeting", { chance: chanceWords(words, prospect.iWinMeeting) }));
  return told;
}

function pactSentences(facts: Facts, state: number): string[] {
  return Array.from({ length: stateCount(facts) }, (_, other) => other)
    .filter((other) => other !== facts.me && other !== state && view(facts, state)?.pact[other])
    .map((other) =>
      facts.words.say("rival.pact", {
        state: stateName(facts, state),
        other: stateName(facts, other),
        pact: facts.words.say(`pact.${pactNames[view(facts, state)?.pact[other] ?? 0] ?? "none"}`),
      }),
    );
}

function recordSentences(facts: Facts, state: number): string[] {
  const { words } = facts;
  const seen = view(facts, state);
  if (!seen) return [];
  const name = stateName(facts, state);
  const told = [
    words.say("rival.record", { state: name, begun: seen.begun, kept: seen.kept, refused: seen.refused, broken: seen.broken }),
  ];
  const attacks = seen.attacked[facts.me] ?? 0;
  if (attacks) told.push(words.say("rival.attacked_you", { state: name, times: attacks }));
  if (seen.declared && seen.declaredTo >= 0)
    told.push(words.say(seen.declared === 2 ? "rival.warns" : "rival.demands", { state: name, to: stateName(facts, seen.declaredTo) }));
  else if (seen.declared) told.push(words.say("rival.peaceful", { state: name }));
  if (seen.seenMobilised) told.push(words.say("rival.mobilised", { state: name }));
  if (seen.tech)
    told.push(words.say("rival.tech", { state: name, project: words.say(`project.${projectNames[seen.tech] ?? "none"}`) }));
  if (parameter(facts.briefing, "culture"))
    told.push(words.say("rival.relation", { state: name, relation: view(facts, facts.me)?.relation[state] ?? 0 }));
  return told;
}

const actKeys = ["act.level", "act.arms", "act.scrap", "act.mobilise", "act.attack", "act.books", "act.declare", "act.pacts"];

export function pointsWords(facts: Facts, low: number, high: number): string {
  const [from, to] = [tenthsWords(facts.words, low), tenthsWords(facts.words, high)];
  if (low === high) return facts.words.say("span.one", { low: from });
  return facts.words.say("span.range", { low: from, high: to });
}

/** How one looks to a state when this turn is over. */
function LooksTo({ state }: { state: number }): JSX.Element | null {
  const facts = useFacts();
  const told = useConsidered(facts.turn, true, "looks");
  const look = told?.looks?.states[state];
  if (!look) return null;
  const { words } = facts;
  const states = stateName(facts, state);
  const low = armsWords(words, look.low);
  const acts = look.acts.flatMap((act, x) => {
    const key = actKeys[x];
    if (!act.isUsed || !key) return [];
    return [words.say("web.looks.act", { act: words.say(key), change: pointsWords(facts, act.lowPermille, act.highPermille) })];
  });
  return (
    <Group
      title={words.say("web.details.looks")}
      sentences={[
        look.error
          ? words.say("looks.sees", { states, low, high: armsWords(words, look.high), error: percent(look.error) })
          : words.say("looks.sees_open", { states, low }),
        words.say("looks.standing", {
          states,
          prior: percent(look.prior),
          standing: percent(look.standing),
          change: pointsWords(facts, look.all?.lowPermille ?? 0, look.all?.highPermille ?? 0),
        }),
        ...acts,
      ]}
    />
  );
}

export function Group({ title, sentences }: { title: string; sentences: string[] }): JSX.Element | null {
  if (sentences.length === 0) return null;
  return (
    <div class="group">
      <h4>{title}</h4>
      <ul class="sentences">
        {sentences.map((sentence, row) => (
          <li key={row}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

export function RivalDetails({ state }: { state: number }): JSX.Element {
  const facts = useFacts();
  const { words, aids } = facts;
  const illegal = useDraft((draft) => draft.parts.length > 0);
  const prospect = aids?.prospects?.states[state];
  const war = prospect && isAlive(facts) ? warSentences(facts, state, prospect) : [];
  return (
    <>
      <Group title={words.say("web.details.figures")} sentences={figureSentences(facts, state)} />
      {illegal && !prospect && <p class="soft">{words.say("web.details.illegal")}</p>}
      <Group title={words.say("web.details.war")} sentences={war} />
      <Group title={words.say("web.details.promises")} sentences={[...pactSentences(facts, state), ...recordSentences(facts, state)]} />
      {isAlive(facts) && <LooksTo state={state} />}
    </>
  );
}
