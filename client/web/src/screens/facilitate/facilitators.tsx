// Who runs the exercise together: what each may do, who is here, and how one more comes in. Nobody logs out another.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind, Rights, type ExerciseFacilitator } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { Select } from "../../parts/choice.js";
import { CodeShown } from "../../parts/code_shown.js";
import { Notice } from "../../parts/notice.js";
import { bytesOf } from "../../parts/text.js";
import { harmless } from "../../words/harmless.js";
import { shutWords, worldName } from "./act_words.js";
import { ownerOf, RIGHTS_NAMES } from "./facts.js";
import { focusOn } from "./focus.js";
import { NAME_MAX } from "./limits.js";
import { ActDialog, ActFault, AskButton, Typed } from "./pieces.js";
import { useActing, useRoom } from "./room.js";

const RIGHTS = [Rights.OBSERVE, Rights.ASSIST, Rights.RUN, Rights.LEAD];

function useRightsOptions(): { value: Rights; words: string }[] {
  const { words } = useRoom();
  return RIGHTS.map((value) => ({ value, words: words.say(`webfac.rights.${RIGHTS_NAMES[value]}`) }));
}

export function Facilitators(): JSX.Element {
  const { words, state } = useRoom();
  const [adds, setAdds] = useState(false);
  const [fresh, setFresh] = useState<{ name: string; key: string } | null>(null);
  const there = state.facilitators.filter((one) => one.rights !== Rights.UNSPECIFIED);
  return (
    <Card id="facilitators" title={words.say("webfac.people.title")}>
      {fresh && <FreshKey name={fresh.name} secret={fresh.key} onAway={() => setFresh(null)} />}
      <ul class="person-rows">
        {there.map((one) => (
          <FacilitatorRow key={one.number} one={one} />
        ))}
      </ul>
      <div>
        <AskButton name="add-facilitator" kind={ActKind.ACT_FACILITATOR_ADD} world={null} words={words.say("webfac.people.add")} onPress={() => setAdds(true)} />
      </div>
      {adds && <AddDialog onClose={() => setAdds(false)} onAdded={(name, key) => setFresh({ name, key })} />}
    </Card>
  );
}

/** The only time that the key is seen: whoever lost it is taken out and added again. */
function FreshKey({ name, secret, onAway }: { name: string; secret: string; onAway: () => void }): JSX.Element {
  const { words } = useRoom();
  return (
    <div role="status">
      <Notice
        tone="warn"
        part="new-key"
        title={words.say("webfac.people.key", { name: harmless(name) })}
        actions={
          <Button small onPress={onAway}>
            {words.say("webfac.people.key_away")}
          </Button>
        }
      >
        {secret ? (
          <>
            <CodeShown code={secret} label={words.say("webfac.door.key")} />
            <p>{words.say("webfac.people.key_what")}</p>
          </>
        ) : (
          <p>{words.say("webfac.people.key_lost")}</p>
        )}
      </Notice>
    </div>
  );
}

function AddDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (name: string, key: string) => void }): JSX.Element {
  const { words } = useRoom();
  const [name, setName] = useState("");
  const [rights, setRights] = useState<Rights>(Rights.RUN);
  const why = name.trim() === "" ? words.say("webfac.people.name_missing") : bytesOf(name) > NAME_MAX ? words.say("webfac.too_long", { over: bytesOf(name) - NAME_MAX }) : undefined;
  return (
    <ActDialog
      part="add-dialog"
      title={words.say("webfac.people.add_title")}
      yes={words.say("webfac.people.add")}
      act={() => acts.addFacilitator(name.trim(), rights)}
      why={why}
      onClose={onClose}
      onDone={(done) => onAdded(name.trim(), done.newKey)}
    >
      <Typed label={words.say("webfac.people.name")} value={name} onInput={setName} most={NAME_MAX} part="name" />
      <Select label={words.say("webfac.people.rights")} options={useRightsOptions()} value={rights} onChange={setRights} part="rights" />
      <RightsWords />
    </ActDialog>
  );
}

function RightsWords(): JSX.Element {
  const { words } = useRoom();
  return (
    <ul class="small soft sentences">
      {RIGHTS.map((rights) => (
        <li key={rights}>{words.say(`webfac.rights_what.${RIGHTS_NAMES[rights]}`)}</li>
      ))}
    </ul>
  );
}

function FacilitatorRow({ one }: { one: ExerciseFacilitator }): JSX.Element {
  const { words, state, me } = useRoom();
  const acting = useActing();
  const [asks, setAsks] = useState<"" | "lead" | "out">("");
  const name = harmless(one.name);
  const isMe = one.number === me.number;
  const shut = shutWords(words, state, me, ActKind.ACT_FACILITATOR_RIGHTS, null);
  const worlds = state.worlds.flatMap((world, number) => (ownerOf(state, world)?.number === one.number ? [worldName(state, number)] : []));
  return (
    <li class="stack-tight" data-part={`facilitator-${one.number}`}>
      <p>
        <b>{name}</b> {isMe && words.say("webfac.people.you")} <span class="soft">{words.say(one.here > 0 ? "webfac.people.here" : "webfac.people.away")}</span>{" "}
        {worlds.length > 0 && <span>{words.say("webfac.people.worlds", { worlds: words.list(worlds) })}</span>}
      </p>
      {shut || isMe ? (
        <p class="small">{words.say(`webfac.rights_what.${RIGHTS_NAMES[one.rights]}`)}</p>
      ) : (
        <div class="row">
          <RightsChoice one={one} name={name} onChoose={(rights) => (rights === Rights.LEAD ? setAsks("lead") : acting.run(acts.setRights(one.number, rights), "rights"))} />
          <Button small kind="danger" label={words.say("webfac.scoped", { what: words.say("webfac.people.out"), scope: name })} onPress={() => setAsks("out")} part="take-out">
            {words.say("webfac.people.out")}
          </Button>
        </div>
      )}
      <ActFault acting={acting} />
      {asks === "lead" && (
        <ActDialog part="lead-dialog" title={words.say("webfac.people.ask_lead", { name })} yes={words.say("webfac.people.lead_yes")} act={() => acts.setRights(one.number, Rights.LEAD)} onClose={() => setAsks("")}>
          <p>{words.say("webfac.people.ask_lead_what")}</p>
        </ActDialog>
      )}
      {asks === "out" && (
        <ActDialog danger part="out-dialog" title={words.say("webfac.people.ask_out", { name })} yes={words.say("webfac.people.out")} act={() => acts.takeOut(one.number)} onClose={() => setAsks("")} onDone={() => focusOn("facilitators")}>
          <p>{words.say("webfac.people.ask_out_what")}</p>
        </ActDialog>
      )}
    </li>
  );
}

/** Chosen and then pressed: a list that acts while somebody walks through it with the arrow keys would act too often. */
function RightsChoice({ one, name, onChoose }: { one: ExerciseFacilitator; name: string; onChoose: (rights: Rights) => void }): JSX.Element {
  const { words } = useRoom();
  const [rights, setRights] = useState<Rights>(one.rights);
  const options = useRightsOptions();
  return (
    <>
      <Select label={words.say("webfac.scoped", { what: words.say("webfac.people.rights"), scope: name })} hideLabel options={options} value={rights} onChange={setRights} part="rights" />
      <Button small label={words.say("webfac.scoped", { what: words.say("webfac.people.change"), scope: name })} why={rights === one.rights ? words.say("webfac.time.same") : undefined} onPress={() => onChoose(rights)} part="change-rights">
        {words.say("webfac.people.change")}
      </Button>
    </>
  );
}
