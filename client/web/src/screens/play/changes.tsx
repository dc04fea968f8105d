// What changed since last turn, most important first, and what was told of the turns before.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Bulletin } from "../../gen/spiral/v1/exercise_pb.js";
import { Card } from "../../parts/card.js";
import { useModel } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { Choice } from "../../parts/choice.js";
import { Said } from "../../parts/said.js";
import type { Report } from "../../model/api.js";
import { bulletinNews } from "../../model/news.js";
import { parameter, rivals, signed, stateName, units, view, figuresOf, type Facts } from "./facts.js";
import { useFacts } from "./play_context.js";
import { reportSentences } from "./report_words.js";

/** What the estimates show: a state seems to have more arms, or fewer. */
function estimateSentences(facts: Facts): string[] {
  return rivals(facts).flatMap((state) => {
    const figures = figuresOf(facts, state);
    const seen = view(facts, state);
    if (!figures?.change || !seen) return [];
    return [
      facts.words.say(figures.change > 0 ? "change.more" : "change.less", {
        state: stateName(facts, state),
        now: units(seen.estFortify + seen.estStrike + seen.estDual),
        before: units(seen.estBefore),
        trust: facts.words.say(figures.changeCertain ? "trust.certain" : "trust.doubtful"),
      }),
    ];
  });
}

/** The score's change, and how much of it came from civil spending. */
function scoreSentences(facts: Facts, report: Report): string[] {
  const own = facts.situation.own;
  const earlier = facts.before?.own;
  const me = view(facts, facts.me);
  if (!own || !earlier || !me?.alive || facts.before?.turn !== facts.situation.turn - 1) return [];
  const budget = report.events.find((event) => event.kind === "budget" && event.numbers[0] === facts.me);
  if (!budget) return [];
  const territory = facts.before?.states[facts.me]?.territory ?? me.start;
  const expands = own.motive === 1 || own.motive === 2;
  let civil = parameter(facts.briefing, "civil_value") * (budget.numbers[1] ?? 0);
  if (!expands && territory > me.start) civil = Math.floor((civil * me.start) / territory);
  const change = own.score - earlier.score;
  const key = change === civil ? "change.score_civil" : "change.score";
  return [facts.words.say(key, { score: own.score, change: signed(change), civil, rest: signed(change - civil) })];
}

function Sentences({ sentences }: { sentences: string[] }): JSX.Element {
  return (
    <ul class="sentences">
      {sentences.map((sentence, row) => (
        <li key={row}>{sentence}</li>
      ))}
    </ul>
  );
}

/** News from outside that came while a turn was open; what came before the first is told with it. */
function bulletinsOf(bulletins: readonly Bulletin[], turn: number): Bulletin[] {
  return bulletins.filter((told) => Math.max(1, told.turn) === turn);
}

function Bulletins({ bulletins }: { bulletins: Bulletin[] }): JSX.Element | null {
  const { words } = useFacts();
  if (bulletins.length === 0) return null;
  return (
    <ul class="bulletins" data-part="bulletins">
      {bulletins.map((told) => (
        <li key={told.number} class="bulletin" dir="auto">
          <Said line={bulletinNews(told, words.language)} />
        </li>
      ))}
    </ul>
  );
}

function Earlier({ reports, bulletins }: { reports: Report[]; bulletins: Bulletin[] }): JSX.Element {
  const facts = useFacts();
  const [turn, setTurn] = useState(reports[reports.length - 1]?.turn ?? 0);
  const report = reports.find((told) => told.turn === turn);
  const sentences = report ? reportSentences(facts, report) : [];
  const news = bulletinsOf(bulletins, turn);
  return (
    <>
      <Choice
        legend={facts.words.say("web.log.turn")}
        options={reports.map((told) => ({ value: told.turn, words: String(told.turn) }))}
        value={turn}
        onChange={setTurn}
        tight
      />
      <Bulletins bulletins={news} />
      {sentences.length > 0 ? <Sentences sentences={sentences} /> : news.length === 0 && <p>{facts.words.say("web.log.nothing")}</p>}
    </>
  );
}

export function Changes(): JSX.Element {
  const facts = useFacts();
  const report = useModel((model) => model.report);
  const reports = useModel((model) => model.reports);
  const bulletins = useModel((model) => model.bulletins);
  const { words } = facts;
  const told = report && report.turn === facts.situation.turn ? report : null;
  const sentences = [
    ...(told ? reportSentences(facts, told) : []),
    ...(facts.situation.turn > 0 ? estimateSentences(facts) : []),
    ...(told ? scoreSentences(facts, told) : []),
  ];
  const grace = parameter(facts.briefing, "grace_turns");
  return (
    <Card id="changes" title={words.say(facts.situation.turn ? "screen.changes" : "web.changes.start")}>
      <Bulletins bulletins={bulletinsOf(bulletins, facts.turn)} />
      {told && !told.ordersUsed && view(facts, facts.me)?.alive && <p>{words.say("change.defaults_used")}</p>}
      {sentences.length > 0 && <Sentences sentences={sentences} />}
      {sentences.length === 0 && (
        <p>{words.say(facts.situation.turn === 0 ? "change.first_turn" : told ? "web.changes.nothing" : "change.unknown")}</p>
      )}
      {facts.situation.turn < grace && <p class="soft">{words.say("turn.grace", { from: grace + 1 })}</p>}
      {reports.length > 0 && (
        <Disclosure quiet summary={words.say("web.log.title")}>
          {() => <Earlier reports={reports} bulletins={bulletins} />}
        </Disclosure>
      )}
    </Card>
  );
}

/** The seat's own arms, income and danger, in a few sentences. */
export function OwnState(): JSX.Element {
  const facts = useFacts();
  const { words, situation, briefing } = facts;
  const own = situation.own;
  const me = view(facts, facts.me);
  if (!own || !me) return <></>;
  const band = ["band.0", "band.1", "band.2", "band.3"][situation.band & 3] ?? "band.0";
  const figures: [string, string][] = [
    ["web.mine.income", String(situation.income)],
    ["web.mine.fortify", String(units(own.fortify))],
    ["web.mine.strike", String(units(own.strike))],
    ...(own.dual >= 50 ? ([["web.mine.dual", String(units(own.dual))]] as [string, string][]) : []),
    ["web.mine.territory", words.say("web.mine.of_start", { territory: me.territory, start: me.start })],
    ["web.mine.score", String(own.score)],
  ];
  return (
    <Card id="own" title={words.say("web.mine.title")}>
      <dl class="figures">
        {figures.map(([key, value]) => (
          <div key={key}>
            <dt>{words.say(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class={`band band-${situation.band & 3}`}>{words.say(band)}</p>
      {(own.mobilised & 1) !== 0 && <p>{words.say("own.mobilised")}</p>}
      {own.project > 0 && !me.tech && (
        <p>
          {words.say("own.project", {
            project: words.say(`project.${["none", "intel", "fortress", "strike", "specialise"][own.project] ?? "none"}`),
            done: own.progress,
            of: parameter(briefing, "research_turns"),
          })}
        </p>
      )}
    </Card>
  );
}
