// A chance about one state: five big keys, fine steps beside them.

import type { JSX } from "preact";

import { Choice } from "../../parts/choice.js";
import { useWords } from "../../parts/context.js";
import { StateMark } from "../../parts/state_mark.js";
import { Stepper } from "../../parts/stepper.js";
import { percent } from "./facts.js";

const taps = [
  { value: 0, key: "web.belief.0" },
  { value: 250, key: "web.belief.25" },
  { value: 500, key: "web.belief.50" },
  { value: 750, key: "web.belief.75" },
  { value: 1000, key: "web.belief.100" },
];

export interface ChanceProps {
  state: number;
  name: string;
  disabled?: boolean;
  legend: string;
  value: number | null; // permille
  start: number; // where the fine steps begin
  beside?: string;
  part: string;
  under?: boolean; // a heading of its own stands above
  onChange: (permille: number | null) => void;
}

/** A chance about one state. */
export function Chance({ state, name, disabled, legend, value, start, beside, part, under, onChange }: ChanceProps): JSX.Element {
  const words = useWords();
  const Heading = under ? "h4" : "h3";
  return (
    <li class="belief" data-part={`${part}-${state}`}>
      <div class="belief-head">
        <Heading class="rival-name">
          <StateMark state={state} />
          {name}
        </Heading>
        <Stepper
          label={legend}
          value={percent(value ?? start)}
          unset={value === null}
          least={0}
          most={100}
          step={5}
          unit="%"
          disabled={Boolean(disabled)}
          onChange={(percents) => onChange(percents * 10)}
        />
      </div>
      <Choice
        legend={legend}
        hideLegend
        tight
        options={taps.map((tap) => ({ value: tap.value, words: percent(tap.value), label: words.say(tap.key) }))}
        value={value}
        disabled={Boolean(disabled)}
        onChange={onChange}
      />
      <div class="belief-foot">
        <span class="soft small">{beside}</span>
        {value !== null && !disabled && (
          <button type="button" class="link-button" onClick={() => onChange(null)}>
            {words.say("web.belief.take_back")}
          </button>
        )}
      </div>
    </li>
  );
}
