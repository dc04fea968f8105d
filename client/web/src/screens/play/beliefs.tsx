// What one believes about the others: five big keys for each, fine steps beside them, and all of last turn at one
// press. Seen by nobody before the debrief.

import type { JSX } from "preact";

import { BeliefMode } from "../../gen/spiral/v1/exercise_pb.js";
import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { useDraft, useModel, usePlayer } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { Stepper } from "../../parts/stepper.js";
import { Chance, type ChanceProps } from "./chance.js";
import { beliefOf } from "./edits.js";
import { percent, plainName, rivals, view } from "./facts.js";
import { useDesk, useFacts } from "./play_context.js";

/** A chance about a rival, which cannot be changed while nothing can be ordered. */
function ChanceOf(props: Omit<ChanceProps, "name" | "disabled">): JSX.Element {
  const facts = useFacts();
  const { shut } = useDesk();
  return <Chance {...props} name={plainName(facts.briefing, props.state)} disabled={Boolean(shut)} />;
}

function Greed({ state }: { state: number }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const mine = useDraft((draft) => beliefOf(draft.orders, state));
  const staff = view(facts, state)?.assessment ?? 500;
  return (
    <ChanceOf
      state={state}
      part="belief"
      legend={facts.words.say("web.belief.legend", { state: plainName(facts.briefing, state) })}
      value={mine}
      start={staff}
      beside={facts.words.say("web.belief.staff", { staff: percent(staff) })}
      onChange={(permille) => player.believe(state, permille)}
    />
  );
}

function Expected({ state }: { state: number }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const value = useModel((model) => model.stated.attackNext.get(state) ?? null);
  return (
    <ChanceOf
      state={state}
      part="expect"
      under
      legend={facts.words.say("web.expect.legend", { state: plainName(facts.briefing, state) })}
      value={value}
      start={100}
      onChange={(permille) =>
        player.state((stated) => {
          if (permille === null) stated.attackNext.delete(state);
          else stated.attackNext.set(state, permille);
        })
      }
    />
  );
}

function SeesMe({ state }: { state: number }): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const value = useModel((model) => model.stated.seesMe.get(state) ?? null);
  return (
    <ChanceOf
      state={state}
      part="sees-me"
      under
      legend={facts.words.say("web.sees_me.legend", { state: plainName(facts.briefing, state) })}
      value={value}
      start={500}
      onChange={(permille) =>
        player.state((stated) => {
          if (permille === null) stated.seesMe.delete(state);
          else stated.seesMe.set(state, permille);
        })
      }
    />
  );
}

function Balance(): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const balance = useModel((model) => model.stated.balance);
  const { shut } = useDesk();
  const { words } = facts;
  return (
    <div class="row-apart row-middle" data-part="balance">
      <span class="line-words">
        <span class="line-name">{words.say("web.balance.label")}</span>
        <span class="soft small">{words.say("web.balance.help")}</span>
      </span>
      <Stepper
        label={words.say("web.balance.label")}
        value={balance ?? facts.situation.balance}
        unset={balance === null}
        least={20}
        most={400}
        step={5}
        unit="%"
        disabled={Boolean(shut)}
        onChange={(percents) =>
          player.state((stated) => {
            stated.balance = percents;
          })
        }
      />
    </div>
  );
}

export function Beliefs(): JSX.Element {
  const facts = useFacts();
  const player = usePlayer();
  const { shut } = useDesk();
  const others = rivals(facts);
  const stated = useDraft((draft) => others.filter((state) => beliefOf(draft.orders, state) !== null).length);
  const { words } = facts;
  const keep = useDraft(() => player.canKeepBeliefs());
  return (
    <Card id="beliefs" title={words.say("web.beliefs.title")} beside={words.say("web.beliefs.count", { stated, of: others.length })}>
      <p>{words.say("web.beliefs.question")}</p>
      {keep && (
        <Button wide onPress={() => player.keepBeliefs()} why={shut ?? undefined} part="keep-beliefs">
          {words.say("web.beliefs.keep")}
        </Button>
      )}
      <ul class="beliefs">
        {others.map((state) => (
          <Greed key={state} state={state} />
        ))}
      </ul>
      <p class="soft small">
        {words.say("web.beliefs.private")} {facts.briefing.beliefs === BeliefMode.BELIEFS_SCORED && words.say("web_step.scored")}
      </p>
      <Disclosure quiet summary={words.say("web.beliefs.more")} part="more-beliefs">
        {() => (
          <>
            <h3>{words.say("web.expect.title")}</h3>
            <ul class="beliefs">
              {others.map((state) => (
                <Expected key={state} state={state} />
              ))}
            </ul>
            <h3>{words.say("web.sees_me.title")}</h3>
            <ul class="beliefs">
              {others.map((state) => (
                <SeesMe key={state} state={state} />
              ))}
            </ul>
            <Balance />
          </>
        )}
      </Disclosure>
    </Card>
  );
}
