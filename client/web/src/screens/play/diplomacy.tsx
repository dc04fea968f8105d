// Pacts: what holds, what is offered, and one step with each state. Answers to calls stand beside the pacts that
// can bring one.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { StateChoices } from "../../gen/spiral/v1/world_pb.js";
import { Answer, PactMoveKind } from "../../gen/spiral/v1/orders_pb.js";
import { Button } from "../../parts/button.js";
import { Choice, Select } from "../../parts/choice.js";
import { usePlayer } from "../../parts/context.js";
import { Dialog } from "../../parts/dialog.js";
import { StateMark } from "../../parts/state_mark.js";
import { pactMoveOf, setAnswer, setPactMove } from "./edits.js";
import { plainName, rivals, stateName, whyNot } from "./facts.js";
import { KINDS, moveSentence, offerInSentence, offerOf, offerOutSentence, pactWords, secrecyWords, standsSentence, type Kind } from "./pact_words.js";
import { useFacts, useOrders } from "./play_context.js";

function verdictOf(choices: StateChoices | undefined, kind: Kind, secret: boolean): string {
  if (!choices) return "";
  if (kind === 1) return secret ? choices.offerNonAggressionSecret : choices.offerNonAggression;
  if (kind === 2) return secret ? choices.offerDefensiveSecret : choices.offerDefensive;
  return secret ? choices.offerUnconditionalSecret : choices.offerUnconditional;
}

function Offering({ state, onClose }: { state: number; onClose: () => void }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const { words } = facts;
  const [kind, setKind] = useState<Kind>(1);
  const [secret, setSecret] = useState(false);
  const choices = facts.situation.choices?.states[state];
  const verdict = verdictOf(choices, kind, secret);
  const name = plainName(facts.briefing, state);
  const why = whyNot(facts, verdict);
  return (
    <Dialog
      open
      title={words.say("web.offer.title", { state: name })}
      onClose={onClose}
      part="offer-dialog"
      actions={
        <>
          <Button onPress={onClose}>{words.say("web.offer.no")}</Button>
          <Button
            kind="main"
            part="offer-yes"
            why={why}
            onPress={() => {
              player.change(setPactMove(state, offerOf[kind], secret));
              onClose();
            }}
          >
            {words.say("web.offer.yes")}
          </Button>
        </>
      }
    >
      <Choice
        legend={words.say("web.offer.kind")}
        options={KINDS.map((one) => ({ value: one, words: pactWords(facts, one), why: whyNot(facts, verdictOf(choices, one, secret)) }))}
        value={kind}
        onChange={setKind}
      />
      <p class="soft">{words.say(["web.offer.means_non_aggression", "web.offer.means_defensive", "web.offer.means_unconditional"][kind - 1] ?? "")}</p>
      <Choice
        legend={words.say("web.offer.secrecy")}
        options={[0, 1].map((one) => ({ value: one, words: secrecyWords(facts, one === 1) }))}
        value={secret ? 1 : 0}
        onChange={(one) => setSecret(one === 1)}
      />
      <p>
        {why
          ? words.say("web.offer.why", { why })
          : words.say("orders.offer", { state: stateName(facts, state), pact: pactWords(facts, kind), secrecy: secrecyWords(facts, secret) })}
      </p>
    </Dialog>
  );
}

/** How a call of this partner is answered, where one may come. */
function CallAnswer({ state }: { state: number }): JSX.Element | null {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const { words, situation, me } = facts;
  const kind = situation.states[me]?.pact[state] ?? 0;
  if (kind < 2 || (situation.choices?.states[state]?.answer ?? "") !== "") return null;
  const standing = orders.answers.find((answer) => answer.state === state)?.answer ?? Answer.HONOUR;
  const options = [
    { value: Answer.HONOUR, words: words.say("answer.honour") },
    { value: Answer.HONOUR_IF_VICTIM, words: words.say("answer.honour_if_victim") },
    { value: Answer.STAND_ASIDE, words: words.say("answer.stand_aside") },
  ];
  return (
    <Select
      label={words.say("web.answer.label", { state: plainName(facts.briefing, state) })}
      options={options}
      value={standing}
      onChange={(answer) => player.change(setAnswer(state, answer === Answer.HONOUR ? null : answer))}
      part={`answer-${state}`}
    />
  );
}

/** What is offered by them, with its answer one press away. */
function OfferIn({ state }: { state: number }): JSX.Element | null {
  const facts = useFacts();
  const player = usePlayer();
  const { words, situation } = facts;
  const seen = situation.states[state];
  const sentence = offerInSentence(facts, state);
  if (!seen || sentence === null) return null;
  const kind = (KINDS.find((one) => one === seen.offerIn) ?? 1) as Kind;
  const secret = Boolean(seen.offerInSecret);
  const why = whyNot(facts, verdictOf(situation.choices?.states[state], kind, secret));
  return (
    <div class="offer-in">
      <p>{sentence}</p>
      <Button small kind="main" why={why} part={`accept-${state}`} onPress={() => player.change(setPactMove(state, offerOf[kind], secret))}>
        {words.say("web.offer.accept")}
      </Button>
    </div>
  );
}

function Step({ state, onOffer }: { state: number; onOffer: () => void }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const { words, situation, me } = facts;
  const kind = situation.states[me]?.pact[state] ?? 0;
  const choices = situation.choices?.states[state];
  const noOffer = KINDS.every((one) => verdictOf(choices, one, false) !== "" && verdictOf(choices, one, true) !== "");
  const ending = Boolean(situation.states[state]?.ending);
  return (
    <div class="row">
      <Button small onPress={onOffer} why={choices && noOffer ? whyNot(facts, verdictOf(choices, 1, false)) : undefined} part={`offer-${state}`}>
        {words.say(kind ? "web.offer.other" : "web.offer.make")}
      </Button>
      {kind > 0 && !ending && (
        <Button
          small
          kind="danger"
          part={`cancel-${state}`}
          why={whyNot(facts, choices?.cancel)}
          onPress={() => player.change(setPactMove(state, PactMoveKind.PACT_MOVE_CANCEL, false))}
        >
          {words.say("web.offer.cancel")}
        </Button>
      )}
    </div>
  );
}

function Row({ state }: { state: number }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const [offering, setOffering] = useState(false);
  const { words } = facts;
  const move = pactMoveOf(orders, state);
  const offered = offerOutSentence(facts, state);
  return (
    <li class="pact" id={`pact-${state}`} data-part={`pact-${state}`}>
      <div class="row-apart row-middle">
        <div>
          <h4 class="rival-name">
            <StateMark state={state} />
            {plainName(facts.briefing, state)}
          </h4>
          <p class="soft small">{standsSentence(facts, state)}</p>
        </div>
        {!move && <Step state={state} onOffer={() => setOffering(true)} />}
      </div>
      {!move && <OfferIn state={state} />}
      {offered !== null && !move && <p class="small">{offered}</p>}
      {move && (
        <div class="move-set">
          <p>{moveSentence(facts, move)}</p>
          <Button small onPress={() => player.change(setPactMove(state, null, false))} part={`withdraw-${state}`}>
            {words.say("web.offer.withdraw")}
          </Button>
        </div>
      )}
      <CallAnswer state={state} />
      {offering && <Offering state={state} onClose={() => setOffering(false)} />}
    </li>
  );
}

export function Diplomacy(): JSX.Element {
  const facts = useFacts();
  return (
    <div class="group">
      <h3>{facts.words.say("web.pacts.title")}</h3>
      <p class="soft small">{facts.words.say("web.pacts.how")}</p>
      <ul class="pacts">
        {rivals(facts).map((state) => (
          <Row key={state} state={state} />
        ))}
      </ul>
    </div>
  );
}
