// Small parts that the facilitator's page is made of: refusals at their place, buttons of acts, and questions before an act.

import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

import type { ActKind } from "../../gen/spiral/v1/exercise_pb.js";
import type { Act, Done } from "../../model/facilitator_api.js";
import { Button, type ButtonProps } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { Notice } from "../../parts/notice.js";
import { bytesOf } from "../../parts/text.js";
import { useActing, useRoom, useScoped, type Acting } from "./room.js";

export function ActFault({ acting }: { acting: Acting }): JSX.Element | null {
  const { words } = useRoom();
  const { fault } = acting;
  if (!fault) return null;
  return (
    <Notice
      tone="bad"
      title={fault.sentence}
      part="act-fault"
      actions={
        <Button small onPress={acting.clear}>
          {words.say("webfac.fault.away")}
        </Button>
      }
    >
      {fault.parts.length > 0 && (
        <ul class="sentences">
          {fault.parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      )}
      <p>{fault.remedy}</p>
    </Notice>
  );
}

export interface ActButtonProps {
  acting: Acting;
  /** What it is called while it is under way; also its data-part. */
  name: string;
  kind: ActKind; // what rights it takes
  world: number | null;
  words: string;
  act: () => Act;
  why?: string | undefined; // it cannot be pressed now
  look?: ButtonProps["kind"];
  onDone?: (done: Done) => void;
}

/** Acts at one press. Its scope is said to who does not see where it stands. */
export function ActButton(props: ActButtonProps): JSX.Element {
  const { acting, name } = props;
  const { label, shut } = useScoped(props.world);
  return (
    <Button
      small
      kind={props.look ?? "plain"}
      label={label(props.words)}
      why={shut(props.kind) ?? props.why}
      busy={acting.busy.has(name)}
      onPress={() => acting.run(props.act(), name, props.onDone)}
      part={name}
    >
      {props.words}
    </Button>
  );
}

export interface AskButtonProps {
  name: string;
  kind: ActKind;
  world: number | null;
  words: string;
  why?: string | undefined;
  look?: ButtonProps["kind"];
  onPress: () => void; // opens what asks
}

/** Leads to a question or a form, which acts. */
export function AskButton(props: AskButtonProps): JSX.Element {
  const { label, shut } = useScoped(props.world);
  return (
    <Button small kind={props.look ?? "plain"} label={label(props.words)} why={shut(props.kind) ?? props.why} onPress={props.onPress} part={props.name}>
      {props.words}
    </Button>
  );
}

export interface ActDialogProps {
  title: string;
  yes: string;
  danger?: boolean;
  act: () => Act;
  /** What is missing before it can be sent. */
  why?: string | undefined;
  onClose: () => void;
  onDone?: (done: Done) => void;
  children?: ComponentChildren;
  part: string;
}

/** Asks, acts, and closes when it was done: what is refused is said within, and what was typed stays. */
export function ActDialog(props: ActDialogProps): JSX.Element {
  const { words } = useRoom();
  const acting = useActing();
  const send = (): void => {
    if (props.why) return;
    acting.run(props.act(), props.part, (done) => {
      props.onClose();
      props.onDone?.(done);
    });
  };
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      part={props.part}
      actions={
        <>
          <Button onPress={props.onClose}>{words.say("webfac.no")}</Button>
          <Button kind={props.danger ? "danger" : "main"} onPress={send} why={props.why} busy={acting.busy.size > 0} part="yes">
            {props.yes}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {props.children}
        {/* Enter in a field sends, as everywhere */}
        <button type="submit" hidden />
      </form>
      <ActFault acting={acting} />
    </Dialog>
  );
}

export interface TypedProps {
  label: string;
  value: string;
  onInput: (text: string) => void;
  most: number; // bytes
  help?: string;
  lines?: boolean;
  part?: string;
  fieldRef?: (field: HTMLElement | null) => void;
}

/** Free words with a bound: how much is left is said when it runs out. */
export function Typed(props: TypedProps): JSX.Element {
  const { words } = useRoom();
  const id = useId();
  const over = bytesOf(props.value) - props.most;
  const told = [props.help ? `${id}-help` : "", over > 0 ? `${id}-over` : ""].filter(Boolean).join(" ");
  const given = {
    id,
    value: props.value,
    dir: "auto" as const,
    autocomplete: "off",
    "aria-invalid": over > 0 ? ("true" as const) : undefined,
    "aria-describedby": told || undefined,
    onInput: (event: { currentTarget: { value: string } }) => props.onInput(event.currentTarget.value),
  };
  return (
    <div class="field" data-part={props.part}>
      <label class="field-label" for={id}>
        {props.label}
      </label>
      {props.lines ? (
        <textarea class="textarea" rows={2} ref={props.fieldRef} {...given} />
      ) : (
        <input class="input" type="text" ref={props.fieldRef} {...given} />
      )}
      {over > 0 && (
        <p class="field-error" id={`${id}-over`}>
          {words.say("webfac.too_long", { over })}
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

export function Ticked({ label, value, onChange, help, part }: { label: string; value: boolean; onChange: (value: boolean) => void; help?: string; part?: string }): JSX.Element {
  const id = useId();
  return (
    <div class="tick-field" data-part={part}>
      <label class="tick">
        <input type="checkbox" checked={value} aria-describedby={help ? id : undefined} onChange={(event) => onChange(event.currentTarget.checked)} />
        <span>{label}</span>
      </label>
      {help && (
        <p class="field-help" id={id}>
          {help}
        </p>
      )}
    </div>
  );
}
