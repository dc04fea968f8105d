// Before anything is opened: how it felt, in up to three words, and what one believes of the others now. Nobody has to.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { BeliefMode } from "../../gen/spiral/v1/exercise_pb.js";
import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { useModel, usePlayer, useWords } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { Field } from "../../parts/field.js";
import { Chance } from "../play/chance.js";
import { plainName } from "../play/facts.js";
import { refusalText } from "../refusal_text.js";
import { feelingFault, saidFeelings } from "./feelings.js";

const FIELDS = [0, 1, 2] as const;

export interface FeelingsFormProps {
  /** What was given before, to begin with. */
  given: Given;
  onGiven: (given: Given) => void;
  onSkip: () => void;
}

export interface Given {
  feelings: string[];
  greedy: Map<number, number>; // permille by state
}

export function FeelingsForm({ given, onGiven, onSkip }: FeelingsFormProps): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const [feelings, setFeelings] = useState(given.feelings);
  const [greedy, setGreedy] = useState(given.greedy);
  const [sending, setSending] = useState(false);
  const [shown, setShown] = useState(false);
  const [why, setWhy] = useState("");
  const faults = FIELDS.map((index) => feelingFault(feelings, index));
  const send = async (): Promise<void> => {
    setShown(true);
    if (sending || faults.some((fault) => fault !== null)) return;
    setSending(true);
    setWhy("");
    try {
      await player.feel(saidFeelings(feelings), greedy);
      onGiven({ feelings, greedy });
    } catch (cause) {
      setWhy(refusalText(words, cause));
    }
    setSending(false);
  };
  return (
    <form
      class="stack"
      noValidate
      data-part="feelings-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Card id="feelings" title={words.say("web_step.feelings.title")}>
        <p>{words.say("web_step.feelings.help")}</p>
        {FIELDS.map((index) => (
          <Field
            key={index}
            label={words.say("web_step.feelings.word", { number: index + 1 })}
            value={feelings[index] ?? ""}
            name="feeling"
            onInput={(text) => setFeelings(FIELDS.map((at) => (at === index ? text : (feelings[at] ?? ""))))}
            part={`feeling-${index}`}
            {...(shown && faults[index] ? { fault: words.say(faults[index]!) } : {})}
          />
        ))}
      </Card>
      <LastBeliefs greedy={greedy} onChange={setGreedy} />
      <p role="status" class="field-error">
        {why}
      </p>
      <button type="submit" class="button button-main button-wide" aria-busy={sending ? "true" : undefined} data-part="feelings-send">
        {words.say("web_step.feelings.send")}
      </button>
      <Button kind="quiet" onPress={onSkip} part="feelings-skip">
        {words.say("web_step.feelings.skip")}
      </Button>
    </form>
  );
}

function LastBeliefs({ greedy, onChange }: { greedy: Map<number, number>; onChange: (greedy: Map<number, number>) => void }): JSX.Element | null {
  const words = useWords();
  const briefing = useModel((model) => model.briefing);
  if (!briefing?.scenario || briefing.beliefs === BeliefMode.BELIEFS_OFF) return null;
  const others = briefing.scenario.states.flatMap((_, state) => (state === briefing.seat ? [] : [state]));
  const put = (state: number, permille: number | null): void => {
    const next = new Map(greedy);
    if (permille === null) next.delete(state);
    else next.set(state, permille);
    onChange(next);
  };
  return (
    <Card id="last-beliefs" title={words.say("web_step.last_beliefs.title")}>
      <p>{words.say("web_step.last_beliefs.question")}</p>
      <Disclosure open summary={words.say("web_step.last_beliefs.states", { count: others.length })}>
        {() => (
          <ul class="beliefs">
            {others.map((state) => (
              <Chance
                key={state}
                state={state}
                name={plainName(briefing, state)}
                part="last-belief"
                legend={words.say("web.belief.legend", { state: plainName(briefing, state) })}
                value={greedy.get(state) ?? null}
                start={500}
                onChange={(permille) => put(state, permille)}
              />
            ))}
          </ul>
        )}
      </Disclosure>
    </Card>
  );
}
