// What the seat has saved for the open turn, or what counts without it, and the pacts and offers that there are.

import type { JSX } from "preact";

import { Card } from "../../parts/card.js";
import { useModel } from "../../parts/context.js";
import { StateMark } from "../../parts/state_mark.js";
import { dualIsDominated } from "../../words/states.js";
import { pactMoveOf } from "../play/edits.js";
import { isAlive, lineNames, plainName, rivals, type Facts } from "../play/facts.js";
import { Status } from "../play/foot.js";
import { moveSentence, offerInSentence, offerOutSentence, standsSentence } from "../play/pact_words.js";
import { useFacts, useOrders } from "../play/play_context.js";
import { orderSentences } from "./order_words.js";

function Budget(): JSX.Element {
  const { words, briefing } = useFacts();
  const { budget } = useOrders();
  const lines = lineNames.filter((line) => line !== "dual" || !dualIsDominated(briefing) || (budget?.dual ?? 0) > 0);
  return (
    <dl class="figures look-budget" data-part="saved-budget">
      {lines.map((line) => (
        <div key={line}>
          <dt class="line-name">{words.say(`line.${line}`)}</dt>
          <dd>{budget?.[line] ?? 0}</dd>
        </div>
      ))}
    </dl>
  );
}

function Orders(): JSX.Element {
  const facts = useFacts();
  const orders = useOrders();
  return (
    <>
      <Budget />
      <ul class="sentences" data-part="saved-orders">
        {orderSentences(facts, orders).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

function Pact({ state }: { state: number }): JSX.Element {
  const facts = useFacts();
  const orders = useOrders();
  const move = pactMoveOf(orders, state);
  const [offersIt, offeredIt] = [offerInSentence(facts, state), offerOutSentence(facts, state)];
  return (
    <li class="pact" id={`pact-${state}`} data-part={`pact-${state}`}>
      <div>
        <h4 class="rival-name">
          <StateMark state={state} />
          {plainName(facts.briefing, state)}
        </h4>
        <p class="soft small">{standsSentence(facts, state)}</p>
      </div>
      {offersIt !== null && <p class="offer-in">{offersIt}</p>}
      {offeredIt !== null && !move && <p class="small">{offeredIt}</p>}
      {move && <p class="move-set">{moveSentence(facts, move)}</p>}
    </li>
  );
}

/** Does anything bind it to a state, or might? */
function hasPact({ situation, me }: Facts, state: number): boolean {
  const seen = situation.states[state];
  return Boolean(situation.states[me]?.pact[state] || seen?.offerIn || seen?.offerOut);
}

export function SavedOrders(): JSX.Element {
  const facts = useFacts();
  const { words, situation } = facts;
  const orders = useOrders();
  const bound = rivals(facts).filter((state) => hasPact(facts, state) || pactMoveOf(orders, state) !== null);
  const saved = useModel((model) => model.situation?.saved !== undefined);
  const isOver = situation.end !== 0 || !isAlive(facts);
  return (
    <Card id="orders" title={isOver ? words.say("web.orders.title") : words.say("web.orders.headline", { turn: facts.turn })}>
      <Status />
      {saved && !isOver && <Orders />}
      {!isOver && bound.length > 0 && (
        <div class="group">
          <h3>{words.say("web.pacts.title")}</h3>
          <ul class="pacts">
            {bound.map((state) => (
              <Pact key={state} state={state} />
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
