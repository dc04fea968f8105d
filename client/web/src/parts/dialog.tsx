// What must be answered, or looked at, before anything else. The browser's own <dialog> keeps focus within, gives
// it back, and closes on Escape.

import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { Button } from "./button.js";
import { useWords } from "./context.js";
import { Icon } from "./icon.js";

export interface DialogProps {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ComponentChildren;
  /** What is answered; without, it is only closed. */
  actions?: ComponentChildren;
  part?: string;
}

export function Dialog(props: DialogProps): JSX.Element | null {
  const words = useWords();
  const title = useId();
  const box = useRef<HTMLDialogElement>(null);
  // Modal with the same press that opened it: a key that follows at once must not fall beside it.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!props.open || !dialog) return;
    const before = document.activeElement;
    const known = "showModal" in dialog; // older browsers know no dialog: it stands in the page then
    if (known) dialog.showModal();
    else (dialog as Element).setAttribute("open", "");
    return () => {
      if (known) dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [props.open]);
  if (!props.open) return null;
  return (
    <dialog
      ref={box}
      class="dialog"
      aria-labelledby={title}
      data-part={props.part}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current) props.onClose(); // beside the box
      }}
    >
      <div class="dialog-box">
        <div class="dialog-head">
          <h2 id={title}>{props.title}</h2>
          <button type="button" class="icon-button" aria-label={words.say("web.close")} onClick={props.onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div class="dialog-body stack">{props.children}</div>
        {props.actions && <div class="dialog-actions">{props.actions}</div>}
      </div>
    </dialog>
  );
}

/** A question with one answer that does it and one that does not. */
export function Question(
  props: Omit<DialogProps, "actions"> & { yes: string; no: string; danger?: boolean; onYes: () => void },
): JSX.Element | null {
  const { yes, no, danger, onYes, ...rest } = props;
  return (
    <Dialog
      {...rest}
      actions={
        <>
          <Button kind="plain" onPress={props.onClose}>
            {no}
          </Button>
          <Button
            kind={danger ? "danger" : "main"}
            onPress={() => {
              props.onClose();
              onYes();
            }}
          >
            {yes}
          </Button>
        </>
      }
    />
  );
}
