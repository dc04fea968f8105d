// A number that is changed by one: two buttons and a field between them, for thumbs, mice, keys and voices.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import { Icon } from "./icon.js";
import { useWords } from "./context.js";

export interface StepperProps {
  label: string; // of the whole; the field is called so
  value: number;
  least: number;
  most: number;
  step?: number;
  /** What stands behind the number, such as a percent sign. */
  unit?: string;
  describedBy?: string | undefined;
  disabled?: boolean;
  /** Nothing chosen yet: the field is empty and the first press begins at `value`. */
  unset?: boolean;
  part?: string;
  onChange: (value: number) => void;
}

export function Stepper(props: StepperProps): JSX.Element {
  const { value, least, most, step = 1, unset = false } = props;
  const words = useWords();
  const field = useRef<HTMLInputElement>(null);
  const put = (wanted: number): void => {
    const kept = Math.max(least, Math.min(most, Math.round(wanted)));
    if (field.current) field.current.value = String(kept);
    if (unset || kept !== value) props.onChange(kept);
  };
  const typed = (text: string): void => {
    const number = Number.parseInt(text, 10);
    if (Number.isNaN(number)) {
      if (field.current) field.current.value = unset ? "" : String(value); // back to what stands
    } else put(number);
  };
  const shut = (end: boolean): "true" | undefined => (props.disabled || end ? "true" : undefined);
  const atLeast = !unset && value <= least;
  const atMost = !unset && value >= most;
  return (
    <span class="stepper" data-part={props.part}>
      <button
        type="button"
        class="stepper-step"
        aria-label={words.say("web.stepper.less", { what: props.label })}
        aria-disabled={shut(atLeast)}
        onClick={() => !props.disabled && !atLeast && put(unset ? value : value - step)}
      >
        <Icon name="minus" />
      </button>
      <input
        ref={field}
        class={props.unit ? "stepper-field stepper-field-unit" : "stepper-field"}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        role="spinbutton"
        aria-label={props.label}
        aria-valuenow={unset ? undefined : value}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-describedby={props.describedBy}
        disabled={props.disabled}
        value={unset ? "" : String(value)}
        placeholder={unset ? "–" : undefined}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => typed(event.currentTarget.value)}
        onKeyDown={(event) => {
          const ways: Record<string, number> = { ArrowUp: step, ArrowDown: -step, PageUp: 5 * step, PageDown: -5 * step };
          const way = ways[event.key];
          if (way === undefined) return;
          event.preventDefault();
          put(unset ? value : value + way);
        }}
      />
      {props.unit && (
        <span class="stepper-unit" aria-hidden="true">
          {props.unit}
        </span>
      )}
      <button
        type="button"
        class="stepper-step"
        aria-label={words.say("web.stepper.more", { what: props.label })}
        aria-disabled={shut(atMost)}
        onClick={() => !props.disabled && !atMost && put(unset ? value : value + step)}
      >
        <Icon name="plus" />
      </button>
    </span>
  );
}
