// The order sheet: how the income is spent, whom one attacks, and what that would bring. Diplomacy has a part of
// its own; so has what is rarely ordered.

import type { JSX } from "preact";
import { useId } from "preact/hooks";

import type { Budget } from "../../gen/spiral/v1/orders_pb.js";
import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { useDraft, usePlayer, useWords } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { Icon } from "../../parts/icon.js";
import { Notice } from "../../parts/notice.js";
import { Stepper } from "../../parts/stepper.js";
import { budgetWords, dualIsDominated } from "../../words/states.js";
import { Attack } from "./attack.js";
import { Diplomacy } from "./diplomacy.js";
import { setLine } from "./edits.js";
import { armsWords, chanceWords, lineNames, stateName, verdictSentence, type Facts, type Line } from "./facts.js";
import { GamePicture, LooksToAll } from "./looks.js";
import { marginWords } from "./margin_words.js";
import { MoreOrders } from "./more_orders.js";
import { useDesk, useFacts, useOrders } from "./play_context.js";

function LineRow({ line }: { line: Line }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const { shut } = useDesk();
  const help = useId();
  const { words, aids } = facts;
  const points = orders.budget?.[line] ?? 0;
  const civil = orders.budget?.civil ?? 0;
  const name = words.say(`line.${line}`);
  return (
    <li class="line" data-part={`line-${line}`}>
      <div class="line-words">
        <span class="line-name">{name}</span>
        <span class="line-what soft">{words.say(`web.line.${line}`)}</span>
      </div>
      {line === "civil" ? (
        <output class="line-rest" aria-label={name} aria-describedby={help}>
          {points}
        </output>
      ) : (
        <Stepper
          label={name}
          value={points}
          least={0}
          most={points + civil}
          disabled={Boolean(shut)}
          describedBy={help}
          onChange={(value) => player.change(setLine(line, value))}
        />
      )}
      <p class="line-margin" id={help}>
        {aids?.margins ? marginWords(facts, aids.margins, line) : ""}
      </p>
    </li>
  );
}

function BudgetLines(): JSX.Element {
  const facts = useFacts();
  const orders = useOrders();
  const available = useDraft((draft) => draft.available);
  const { words, situation } = facts;
  const shown = lineNames.filter((line) => line !== "dual" || !situation.choices?.dualDominated || (orders.budget?.dual ?? 0) > 0);
  const charges = situation.income - available;
  return (
    <div class="group">
      <div class="row-apart">
        <h3 id="budget-title">{words.say("web.budget.title")}</h3>
        <span class="soft">{words.say("web.budget.points", { points: available })}</span>
      </div>
      {charges > 0 && available > 0 && <p class="small">{words.say("orders.charges", { points: charges })}</p>}
      <ul class="lines" aria-labelledby="budget-title">
        {shown.map((line) => (
          <LineRow key={line} line={line} />
        ))}
      </ul>
    </div>
  );
}

/** Who might take whom, in a sentence, beside the orders. */
function warSentence(facts: Facts): string | null {
  const prospects = facts.aids?.prospects;
  if (!prospects) return null;
  const { mostDangerous, weakest } = prospects;
  if (mostDangerous < 0 && weakest < 0) return null;
  const key = mostDangerous < 0 ? "web.war.prey" : weakest < 0 ? "web.war.danger" : "web.war.both";
  return facts.words.say(key, {
    danger: mostDangerous < 0 ? "" : stateName(facts, mostDangerous),
    prey: weakest < 0 ? "" : stateName(facts, weakest),
    takes_me: chanceWords(facts.words, prospects.states[mostDangerous]?.takesMe),
    i_take: chanceWords(facts.words, prospects.states[weakest]?.iTake),
  });
}

function idleBudget(facts: Facts, budget: Budget | undefined): string {
  const points = lineNames.map((line) => budget?.[line] ?? 0);
  return budgetWords(facts.words, points, dualIsDominated(facts.briefing));
}

function IdleWords(): JSX.Element | null {
  const facts = useFacts();
  const idle = facts.aids?.idle;
  if (!idle) return null;
  const { words } = facts;
  const list = (states: number[]): string => words.list(states.map((state) => stateName(facts, state)));
  return (
    <ul class="sentences">
      <li>{words.say("nothing.headline", { budget: idleBudget(facts, idle.budget) })}</li>
      <li>{words.say("nothing.arms", { arms: armsWords(words, idle.next), income: idle.incomeNext })}</li>
      {idle.honours.length > 0 && <li>{words.say("nothing.honours", { states: list(idle.honours) })}</li>}
      {idle.marches.length > 0 && <li>{words.say("nothing.marches", { states: list(idle.marches) })}</li>}
      {idle.lapses.length > 0 && <li>{words.say("nothing.lapses", { states: list(idle.lapses) })}</li>}
      {idle.danger >= 0 && (
        <li>{words.say("nothing.danger", { state: stateName(facts, idle.danger), chance: Math.floor((idle.takesMe + 5) / 10) })}</li>
      )}
    </ul>
  );
}

function Refused(): JSX.Element | null {
  const facts = useFacts();
  const parts = useDraft((draft) => draft.parts);
  const orders = useOrders();
  const available = useDraft((draft) => draft.available);
  if (parts.length === 0) return null;
  const budget = orders.budget;
  const spent = budget ? budget.fortify + budget.strike + budget.dual + budget.intel : 0;
  return (
    <Notice tone="bad" title={facts.words.say("web.orders.refused")} part="refused">
      <ul class="sentences">
        {parts.map((part) => (
          <li key={part.part}>{verdictSentence(facts, part, { spent, points: available })}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Tools(): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const state = useDraft((draft) => draft.state);
  const canUndo = useDraft((draft) => draft.canUndo);
  return (
    <div class="row tools">
      <Button small onPress={() => player.save()} why={state === "unsaved" ? undefined : words.say("web.orders.saved_alone")} part="save">
        {words.say("web.orders.save")}
      </Button>
      <Button small onPress={() => player.undo()} why={canUndo ? undefined : words.say("web.orders.no_undo")} part="undo">
        <Icon name="undo" />
        {words.say("web.orders.undo")}
      </Button>
      <Button small onPress={() => player.clear()} why={state === "unsaved" ? words.say("web.orders.no_undo") : undefined} part="clear">
        {words.say("web.orders.clear")}
      </Button>
    </div>
  );
}

export function Orders(): JSX.Element {
  const facts = useFacts();
  const { shut } = useDesk();
  const { words } = facts;
  if (shut)
    return (
      <Card id="orders" title={words.say("web.orders.title")}>
        <p>{shut}</p>
      </Card>
    );
  const war = warSentence(facts);
  return (
    <Card id="orders" title={words.say("web.orders.headline", { turn: facts.turn })}>
      <Refused />
      <BudgetLines />
      <Attack />
      <Diplomacy />
      <MoreOrders />
      <div class="group">
        <h3>{words.say("web.aids.title")}</h3>
        <p>{war ?? words.say("web.aids.none")}</p>
        <Disclosure quiet summary={words.say("web.aids.idle")} part="idle">
          {() => <IdleWords />}
        </Disclosure>
        <Disclosure quiet summary={words.say("web.aids.looks")} part="looks">
          {() => <LooksToAll />}
        </Disclosure>
        <Disclosure quiet summary={words.say("web.aids.game")} part="game">
          {() => <GamePicture />}
        </Disclosure>
      </div>
      <Tools />
    </Card>
  );
}
