// What is rarely ordered: declarations, open books, scrapping, and the parts that only some worlds know. A part
// that this world does not know is not shown; one that cannot be chosen now says why.

import type { JSX } from "preact";

import { Declaration, Project } from "../../gen/spiral/v1/orders_pb.js";
import { Choice, Select } from "../../parts/choice.js";
import { useDraft, usePlayer } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { Stepper } from "../../parts/stepper.js";
import { setDeclaration, setFocus, setMobilise, setOpenBooks, setProject, setScrap } from "./edits.js";
import { parameter, percent, plainName, projectNames, rivals, stateNames, whyNot } from "./facts.js";
import { useFacts, useOrders } from "./play_context.js";

const OFF = "module off";
const NOBODY = -1;

function Check(props: { words: string; help?: string; checked: boolean; why?: string | undefined; onChange: (checked: boolean) => void; part: string }): JSX.Element {
  return (
    <label class={props.why ? "tick tick-shut" : "tick"} data-part={props.part}>
      <input
        type="checkbox"
        checked={props.checked}
        disabled={Boolean(props.why) && !props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>
        {props.words}
        {props.why && <span class="soft"> ({props.why})</span>}
      </span>
    </label>
  );
}

const declarations = [
  { value: Declaration.UNSPECIFIED, key: "web.declare.nothing" },
  { value: Declaration.PEACEFUL, key: "web.declare.peaceful" },
  { value: Declaration.WARN, key: "web.declare.warn" },
  { value: Declaration.DEMAND, key: "web.declare.demand" },
];

function Declare(): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const { words } = facts;
  const others = rivals(facts);
  const to = orders.declareTo?.state ?? others[0] ?? NOBODY;
  const aimed = orders.declare === Declaration.WARN || orders.declare === Declaration.DEMAND;
  const choose = (declare: Declaration): void => {
    const needs = declare === Declaration.WARN || declare === Declaration.DEMAND;
    player.change(setDeclaration(declare, needs && to !== NOBODY ? to : null));
  };
  return (
    <div class="stack-tight" data-part="declare">
      <Choice
        legend={words.say("web.declare.legend")}
        options={declarations.map(({ value, key }) => ({ value, words: words.say(key) }))}
        value={orders.declare}
        onChange={choose}
      />
      {aimed && (
        <Select
          label={words.say("web.declare.to")}
          options={others.map((state) => ({ value: state, words: plainName(facts.briefing, state) }))}
          value={to}
          onChange={(state) => player.change(setDeclaration(orders.declare, state))}
        />
      )}
      <p class="soft small">{words.say("web.declare.help")}</p>
    </div>
  );
}

function OpenBooks(): JSX.Element | null {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const { words, situation } = facts;
  const verdicts = rivals(facts).map((state) => ({ state, verdict: situation.choices?.states[state]?.openBooks ?? "" }));
  if (verdicts.every(({ verdict }) => verdict === OFF)) return null;
  return (
    <fieldset class="ticks" data-part="open-books">
      <legend>{words.say("web.books.legend")}</legend>
      {verdicts.map(({ state, verdict }) => (
        <Check
          key={state}
          part={`books-${state}`}
          words={plainName(facts.briefing, state)}
          checked={orders.openBooks.includes(state)}
          why={whyNot(facts, verdict)}
          onChange={(open) => player.change(setOpenBooks(state, open))}
        />
      ))}
      <p class="soft small">
        {orders.openBooks.length > 0
          ? words.say("orders.open_books", { states: stateNames(facts, orders.openBooks) })
          : words.say("web.books.help")}
      </p>
    </fieldset>
  );
}

function Scrap(): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const { words, situation } = facts;
  const most = Math.max(situation.choices?.scrapMax ?? 0, orders.scrap);
  return (
    <div class="row-apart row-middle" data-part="scrap">
      <span class="line-words">
        <span class="line-name">{words.say("web.scrap.label")}</span>
        <span class="soft small">{words.say(most ? "web.scrap.help" : "web.scrap.none")}</span>
      </span>
      <Stepper
        label={words.say("web.scrap.label")}
        value={orders.scrap}
        least={0}
        most={most}
        disabled={most === 0}
        onChange={(units) => player.change(setScrap(units))}
      />
    </div>
  );
}

function Mobilise(): JSX.Element | null {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const { words, situation, briefing } = facts;
  const verdict = situation.choices?.mobilise ?? OFF;
  if (verdict === OFF) return null;
  const slots = { cost: situation.choices?.mobiliseCharge ?? 0, seen: percent(parameter(briefing, "mobilise_seen")) };
  return (
    <div class="stack-tight">
      <Check
        part="mobilise"
        words={words.say("web.mobilise.label", slots)}
        checked={orders.mobilise}
        why={whyNot(facts, verdict)}
        onChange={(mobilise) => player.change(setMobilise(mobilise))}
      />
      <p class="soft small">{words.say("web.mobilise.help", slots)}</p>
    </div>
  );
}

function Research(): JSX.Element | null {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const choices = facts.situation.choices;
  const { words } = facts;
  const verdicts = [choices?.projectIntel, choices?.projectFortress, choices?.projectStrike, choices?.projectSpecialise];
  if (!choices || verdicts.every((verdict) => verdict === OFF)) return null;
  const projects = [Project.UNSPECIFIED, Project.INTEL, Project.FORTRESS, Project.STRIKE, Project.SPECIALISE];
  return (
    <Select
      label={words.say("web.research.label")}
      options={projects.map((project, x) => ({
        value: project,
        words:
          x === 0
            ? words.say("project.none")
            : words.say("web.research.one", { project: words.say(`project.${projectNames[x] ?? "none"}`), cost: choices.projectCharges[x - 1] ?? 0 }),
        why: x === 0 ? undefined : whyNot(facts, verdicts[x - 1]),
      }))}
      value={orders.project}
      onChange={(project) => player.change(setProject(project))}
      part="research"
    />
  );
}

function Mole(): JSX.Element | null {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const { words, situation } = facts;
  const verdict = (state: number): string => situation.choices?.states[state]?.focus ?? OFF;
  if (rivals(facts).every((state) => verdict(state) === OFF)) return null;
  return (
    <Select
      label={words.say("web.mole.label")}
      options={[
        { value: NOBODY, words: words.say("web.mole.nowhere") },
        ...rivals(facts).map((state) => ({ value: state, words: plainName(facts.briefing, state), why: whyNot(facts, verdict(state)) })),
      ]}
      value={orders.focus?.state ?? NOBODY}
      onChange={(state) => player.change(setFocus(state === NOBODY ? null : state))}
      part="mole"
    />
  );
}

/** How many of them stand in the orders, so that a closed part hides nothing. */
function useCount(): number {
  return useDraft(({ orders }) => {
    const set = [orders.declare !== 0, orders.openBooks.length > 0, orders.scrap > 0, orders.mobilise, orders.project !== 0, orders.focus !== undefined];
    return set.filter(Boolean).length;
  });
}

export function MoreOrders(): JSX.Element {
  const { words } = useFacts();
  const count = useCount();
  return (
    <Disclosure summary={count ? words.say("web.more.title_count", { count }) : words.say("web.more.title")} part="more-orders">
      {() => (
        <>
          <Declare />
          <OpenBooks />
          <Scrap />
          <Mobilise />
          <Research />
          <Mole />
        </>
      )}
    </Disclosure>
  );
}
