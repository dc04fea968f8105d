// One of a few, all in sight: native radio buttons that look like one row of keys.

import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

export interface Option<T extends string | number> {
  value: T;
  words: ComponentChildren;
  /** What a screen reader says instead, where the words are short. */
  label?: string;
  why?: string | undefined; // cannot be chosen
}

export interface ChoiceProps<T extends string | number> {
  legend: ComponentChildren;
  options: Option<T>[];
  value: T | null;
  onChange: (value: T) => void;
  hideLegend?: boolean;
  tight?: boolean;
  describedBy?: string;
  disabled?: boolean;
  part?: string;
}

export function Choice<T extends string | number>(props: ChoiceProps<T>): JSX.Element {
  const name = useId();
  return (
    <fieldset class="choice" disabled={props.disabled} aria-describedby={props.describedBy} data-part={props.part}>
      <legend class={props.hideLegend ? "unseen" : undefined}>{props.legend}</legend>
      <div class={props.tight ? "choice-row choice-tight" : "choice-row"}>
        {props.options.map((option) => (
          <label key={option.value} class="choice-one" title={option.why}>
            <input
              type="radio"
              name={name}
              aria-label={option.label}
              checked={option.value === props.value}
              disabled={Boolean(option.why)}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface SelectProps<T extends string | number> {
  label: ComponentChildren;
  options: { value: T; words: string; why?: string | undefined }[];
  value: T;
  onChange: (value: T) => void;
  describedBy?: string;
  disabled?: boolean;
  hideLabel?: boolean;
  part?: string;
}

export function Select<T extends string | number>(props: SelectProps<T>): JSX.Element {
  const id = useId();
  return (
    <div class="field" data-part={props.part}>
      <label for={id} class={props.hideLabel ? "unseen" : "field-label"}>
        {props.label}
      </label>
      <select
        id={id}
        class="select"
        disabled={props.disabled}
        aria-describedby={props.describedBy}
        onChange={(event) => {
          const chosen = props.options[event.currentTarget.selectedIndex];
          if (chosen) props.onChange(chosen.value);
        }}
      >
        {props.options.map((option) => (
          <option key={option.value} selected={option.value === props.value} disabled={Boolean(option.why)}>
            {option.why ? `${option.words} (${option.why})` : option.words}
          </option>
        ))}
      </select>
    </div>
  );
}
