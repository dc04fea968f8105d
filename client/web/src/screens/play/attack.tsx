// Whom one attacks. Chosen in a dialog that says what may come of it, for everybody will see it and nothing takes
// it back once the turn has closed.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { usePlayer } from "../../parts/context.js";
import { Dialog } from "../../parts/dialog.js";
import { StateMark } from "../../parts/state_mark.js";
import { setAttack } from "./edits.js";
import { chanceWords, parameter, plainName, rivals, stateName, whyNot, type Facts } from "./facts.js";
import { useFacts, useOrders } from "./play_context.js";
import { myAttackSentences } from "./rival_details.js";

/** What one should know before it. */
function consequences(facts: Facts, state: number): string[] {
  const { words, briefing, situation } = facts;
  const name = stateName(facts, state);
  const told = [words.say("orders.attack", { state: name, balance: situation.balance })];
  if ((situation.states[facts.me]?.pact[state] ?? 0) > 0)
    told.push(words.say("orders.attack_breach", { state: name, cost: parameter(briefing, "breach_cost") }));
  const mobilised = ((situation.own?.mobilised ?? 0) & 2) !== 0;
  if (parameter(briefing, "mobilisation") && !mobilised)
    told.push(words.say("orders.attack_unmobilised", { percent: parameter(briefing, "unmobilised_strike") }));
  const prospect = facts.aids?.prospects?.states[state];
  return prospect ? [...told, ...myAttackSentences(facts, state, prospect)] : told;
}

function Target({ state, chosen, onChoose }: { state: number; chosen: boolean; onChoose: () => void }): JSX.Element {
  const facts = useFacts();
  const why = whyNot(facts, facts.situation.choices?.states[state]?.attack);
  const chance = facts.aids?.prospects?.states[state]?.iTake;
  return (
    <label class={why ? "target target-shut" : "target"}>
      <input type="radio" name="target" checked={chosen} disabled={Boolean(why)} onChange={onChoose} />
      <StateMark state={state} />
      <span class="target-words">
        <span class="target-name">{plainName(facts.briefing, state)}</span>
        <span class="soft small">{why ?? (chance ? facts.words.say("web.attack.chance", { chance: chanceWords(facts.words, chance) }) : "")}</span>
      </span>
    </label>
  );
}

function Choosing({ onClose }: { onClose: () => void }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const { words } = facts;
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <Dialog
      open
      title={words.say("web.attack.title")}
      onClose={onClose}
      part="attack-dialog"
      actions={
        <>
          <Button onPress={onClose}>{words.say("web.attack.no")}</Button>
          <Button
            kind="danger"
            part="attack-yes"
            why={chosen === null ? words.say("web.attack.choose_first") : undefined}
            onPress={() => {
              player.change(setAttack(chosen));
              onClose();
            }}
          >
            {chosen === null ? words.say("web.attack.nobody_chosen") : words.say("web.attack.yes", { state: plainName(facts.briefing, chosen) })}
          </Button>
        </>
      }
    >
      <fieldset class="targets">
        <legend class="unseen">{words.say("web.attack.title")}</legend>
        {rivals(facts).map((state) => (
          <Target key={state} state={state} chosen={state === chosen} onChoose={() => setChosen(state)} />
        ))}
      </fieldset>
      <div class="consequences" aria-live="polite">
        {chosen === null ? (
          <p class="soft">{words.say("web.attack.everybody")}</p>
        ) : (
          <ul class="sentences">
            {consequences(facts, chosen).map((sentence, row) => (
              <li key={row}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

export function Attack(): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const orders = useOrders();
  const [choosing, setChoosing] = useState(false);
  const { words, situation } = facts;
  const target = orders.attack?.state;
  const verdicts = rivals(facts).map((state) => situation.choices?.states[state]?.attack ?? "");
  const nobody = verdicts.length > 0 && verdicts.every((verdict) => verdict !== "");
  const why = nobody ? whyNot(facts, verdicts.find((verdict) => verdict === "grace") ?? verdicts[0]) : undefined;
  return (
    <div class="group" data-part="attack">
      <h3>{words.say("web.attack.heading")}</h3>
      {target === undefined ? (
        <div class="row-apart row-middle">
          <span>{why ? words.say("web.attack.nobody_why", { why }) : words.say("web.attack.nobody")}</span>
          <Button small onPress={() => setChoosing(true)} why={why} part="attack-choose">
            {words.say("web.attack.choose")}
          </Button>
        </div>
      ) : (
        <div class="attack-set">
          <p class="row">
            <StateMark state={target} />
            <strong>{words.say("orders.attack", { state: stateName(facts, target), balance: facts.situation.balance })}</strong>
          </p>
          <Button small onPress={() => player.change(setAttack(null))} part="attack-off">
            {words.say("web.attack.off")}
          </Button>
        </div>
      )}
      {choosing && <Choosing onClose={() => setChoosing(false)} />}
    </div>
  );
}
