// What is pressed. One of them a view is the main one; the others are plain or quiet.

import type { ComponentChildren, JSX, RefObject } from "preact";

export interface ButtonProps {
  children: ComponentChildren;
  onPress: () => void;
  kind?: "main" | "plain" | "quiet" | "danger";
  small?: boolean;
  wide?: boolean;
  /** Why it cannot be pressed: it stays in reach of the keyboard and says so. */
  why?: string | undefined;
  disabled?: boolean;
  busy?: boolean;
  pressed?: boolean;
  label?: string;
  describedBy?: string | undefined;
  part?: string;
  buttonRef?: RefObject<HTMLButtonElement>;
}

export function Button(props: ButtonProps): JSX.Element {
  const { kind = "plain", why } = props;
  const shut = Boolean(why) || props.disabled || props.busy;
  const classes = ["button", `button-${kind}`];
  if (props.small) classes.push("button-small");
  if (props.wide) classes.push("button-wide");
  return (
    <button
      type="button"
      ref={props.buttonRef}
      class={classes.join(" ")}
      aria-disabled={shut ? "true" : undefined}
      aria-busy={props.busy ? "true" : undefined}
      aria-pressed={props.pressed === undefined ? undefined : props.pressed ? "true" : "false"}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      data-part={props.part}
      title={why}
      onClick={() => {
        if (!shut) props.onPress();
      }}
    >
      {props.children}
    </button>
  );
}
