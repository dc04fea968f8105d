// News from outside, written now: to whom, from whom it seems to come, and when it comes.

import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";

import { Trigger } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Choice, Select } from "../../parts/choice.js";
import { Stepper } from "../../parts/stepper.js";
import { bytesOf } from "../../parts/text.js";
import { seatName, worldName, worldScope } from "./act_words.js";
import { newsOf, nextTurn, type Sheet } from "./inject_sheet.js";
import { BULLETIN_MAX, SOURCE_MAX } from "./limits.js";
import { ActDialog, Ticked, Typed } from "./pieces.js";
import { useRoom } from "./room.js";
import { RUNG_MOST, rungName } from "./tension.js";

const EVERY = -1;
const TRIGGERS: [Trigger, string][] = [
  [Trigger.UNSPECIFIED, "webfac.inject.when_now"],
  [Trigger.TURN, "webfac.inject.when_turn"],
  [Trigger.TENSION, "webfac.inject.when_tension"],
];
const TURNS_MOST = 99;

export function InjectForm({ onClose }: { onClose: () => void }): JSX.Element {
  const { words, state } = useRoom();
  const [sheet, setSheet] = useState<Sheet>(() => ({ textEn: "", textEs: "", source: "", world: null, seats: 0, misleading: false, trigger: Trigger.UNSPECIFIED, turn: nextTurn(state), tension: 4 }));
  const put = (change: Partial<Sheet>): void => setSheet((before) => ({ ...before, ...change }));
  const long = bytesOf(sheet.textEn) > BULLETIN_MAX || bytesOf(sheet.textEs) > BULLETIN_MAX || bytesOf(sheet.source) > SOURCE_MAX;
  const why = sheet.textEn.trim() === "" && sheet.textEs.trim() === "" ? words.say("webfac.inject.empty") : long ? words.say("webfac.inject.long") : undefined;
  const now = sheet.trigger === Trigger.UNSPECIFIED;
  return (
    <ActDialog part="inject-dialog" title={words.say("webfac.inject.form_title")} yes={words.say(now ? "webfac.inject.send" : "webfac.inject.plan")} act={() => acts.inject(newsOf(sheet))} why={why} onClose={onClose}>
      <Typed label={words.say("webfac.inject.text_en")} value={sheet.textEn} onInput={(textEn) => put({ textEn })} most={BULLETIN_MAX} lines part="text-en" />
      <Typed label={words.say("webfac.inject.text_es")} help={words.say("webfac.inject.text_help")} value={sheet.textEs} onInput={(textEs) => put({ textEs })} most={BULLETIN_MAX} lines part="text-es" />
      <Typed label={words.say("webfac.inject.source")} help={words.say("webfac.inject.source_help")} value={sheet.source} onInput={(source) => put({ source })} most={SOURCE_MAX} part="source" />
      <Select
        label={words.say("webfac.ask.world")}
        options={[{ value: EVERY, words: worldScope(words, state, null, null) }, ...state.worlds.map((_, value) => ({ value, words: worldName(state, value) }))]}
        value={sheet.world ?? EVERY}
        onChange={(world) => put({ world: world === EVERY ? null : world, seats: 0 })}
        part="inject-world"
      />
      <Seats sheet={sheet} onPut={put} />
      <Choice legend={words.say("webfac.inject.when")} options={TRIGGERS.map(([value, key]) => ({ value, words: words.say(key) }))} value={sheet.trigger} onChange={(trigger) => put({ trigger })} part="trigger" />
      {sheet.trigger === Trigger.TENSION && <Tension sheet={sheet} onPut={put} />}
      {!now && (
        <div class="row">
          <span>{words.say("webfac.inject.turn")}</span>
          <Stepper label={words.say("webfac.inject.turn")} value={sheet.turn} least={1} most={TURNS_MOST} onChange={(turn) => put({ turn })} part="inject-turn" />
        </div>
      )}
      <Ticked label={words.say("webfac.inject.misleading")} help={words.say("webfac.inject.misleading_help")} value={sheet.misleading} onChange={(misleading) => put({ misleading })} part="misleading" />
    </ActDialog>
  );
}

function Tension({ sheet, onPut }: { sheet: Sheet; onPut: (change: Partial<Sheet>) => void }): JSX.Element {
  const { words } = useRoom();
  const name = useId();
  const label = words.say("webfac.inject.tension");
  return (
    <div class="row">
      <span>{label}</span>
      <Stepper label={label} value={sheet.tension} least={1} most={RUNG_MOST} describedBy={name} onChange={(tension) => onPut({ tension })} part="tension" />
      <span id={name}>{rungName(words, sheet.tension)}</span>
    </div>
  );
}

/** None ticked: all states are told. */
function Seats({ sheet, onPut }: { sheet: Sheet; onPut: (change: Partial<Sheet>) => void }): JSX.Element {
  const { words, state } = useRoom();
  const world = sheet.world ?? 0;
  return (
    <fieldset class="stack-tight">
      <legend>{words.say("webfac.inject.seats")}</legend>
      <div class="ticks">
        {(state.worlds[world]?.seats ?? []).map((_, seat) => (
          <Ticked
            key={seat}
            label={seatName(words, state, world, seat)}
            value={((sheet.seats >>> seat) & 1) === 1}
            onChange={(on) => onPut({ seats: on ? sheet.seats | (1 << seat) : sheet.seats & ~(1 << seat) })}
          />
        ))}
      </div>
      <p class="field-help">{words.say("webfac.inject.seats_help")}</p>
    </fieldset>
  );
}
