// What the seat has stated that it believes of each living rival this turn.

import type { JSX } from "preact";

import type { Orders } from "../../gen/spiral/v1/orders_pb.js";
import type { Stated } from "../../model/api.js";
import { Card } from "../../parts/card.js";
import { useModel } from "../../parts/context.js";
import { StateMark } from "../../parts/state_mark.js";
import { beliefOf } from "../play/edits.js";
import { percent, plainName, rivals, stateNames } from "../play/facts.js";
import { useFacts, useOrders } from "../play/play_context.js";

interface Believed {
  state: number;
  chances: [key: string, permille: number][];
}

function believedOf(state: number, orders: Orders, stated: Stated): Believed {
  const all: [string, number | null | undefined][] = [
    ["webfac.look.greedy", beliefOf(orders, state)],
    ["webfac.look.attacks", stated.attackNext.get(state)],
    ["webfac.look.sees_greedy", stated.seesMe.get(state)],
  ];
  return { state, chances: all.flatMap(([key, permille]) => (permille === null || permille === undefined ? [] : [[key, permille]])) };
}

function Row({ state, chances }: Believed): JSX.Element {
  const { words, briefing } = useFacts();
  return (
    <li class="look-belief" data-part={`believed-${state}`}>
      <h3 class="rival-name">
        <StateMark state={state} />
        {plainName(briefing, state)}
      </h3>
      <dl class="figures">
        {chances.map(([key, permille]) => (
          <div key={key}>
            <dt>{words.say(key)}</dt>
            <dd>{words.say("webfac.look.percent", { percent: percent(permille) })}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

export function StatedBeliefs(): JSX.Element {
  const facts = useFacts();
  const { words } = facts;
  const stated = useModel((model) => model.stated);
  const orders = useOrders();
  const all = rivals(facts).map((state) => believedOf(state, orders, stated));
  const some = all.filter(({ chances }) => chances.length > 0);
  const none = all.filter(({ chances }) => chances.length === 0).map(({ state }) => state);
  const count = all.filter(({ state }) => beliefOf(orders, state) !== null).length;
  return (
    <Card id="beliefs" title={words.say("web.beliefs.title")} beside={words.say("web.beliefs.count", { stated: count, of: all.length })}>
      {some.length > 0 && (
        <ul class="beliefs">
          {some.map((one) => (
            <Row key={one.state} {...one} />
          ))}
        </ul>
      )}
      {stated.balance !== null && (
        <p>{words.say("webfac.look.balance", { question: words.say("web.balance.label"), percent: stated.balance })}</p>
      )}
      {none.length > 0 && <p class="soft">{words.say("webfac.look.unstated", { states: stateNames(facts, none) })}</p>}
    </Card>
  );
}
