// A line of text to fill in: its name, help, and what is wrong with what was typed.

import type { ComponentChildren, JSX, RefObject } from "preact";
import { useId } from "preact/hooks";

export interface FieldProps {
  label: string;
  value: string;
  onInput: (text: string) => void;
  help?: string;
  fault?: string;
  code?: boolean; // written large, in capitals
  name?: string; // for the browser's own memory of what was typed
  maxLength?: number;
  inputRef?: RefObject<HTMLInputElement>;
  beside?: ComponentChildren;
  part?: string;
}

export function Field(props: FieldProps): JSX.Element {
  const id = useId();
  const told = [props.fault ? `${id}-fault` : "", props.help ? `${id}-help` : ""].filter(Boolean).join(" ");
  const input = (
    <input
      id={id}
      ref={props.inputRef}
      class={props.code ? "input code-field" : "input"}
      type="text"
      name={props.name}
      value={props.value}
      maxLength={props.maxLength}
      autocomplete={props.code ? "off" : "nickname"}
      autocapitalize={props.code ? "characters" : "words"}
      spellcheck={false}
      dir={props.code ? "ltr" : "auto"}
      aria-invalid={props.fault ? "true" : undefined}
      aria-describedby={told || undefined}
      onInput={(event) => {
        props.onInput(event.currentTarget.value);
      }}
    />
  );
  return (
    <div class="field" data-part={props.part}>
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {props.beside ? (
        <div class="field-with-button">
          {input}
          {props.beside}
        </div>
      ) : (
        input
      )}
      {props.fault && (
        <p class="field-error" id={`${id}-fault`}>
          {props.fault}
        </p>
      )}
      {props.help && (
        <p class="field-help" id={`${id}-help`}>
          {props.help}
        </p>
      )}
    </div>
  );
}
