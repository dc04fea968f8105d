// Coming in as a facilitator: the code of the exercise and one's own key. The key is typed or pasted here and nowhere
// else: it stands in no address, and only this tab keeps it.

import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";

import type { Facilitator } from "../../model/facilitator_api.js";
import { Button } from "../../parts/button.js";
import { useWords } from "../../parts/context.js";
import { Field } from "../../parts/field.js";
import { Notice, Page } from "../../parts/notice.js";
import { showFacilitate } from "../../router.js";
import { codeFault, codeFrom } from "../join/code.js";
import { PageFoot } from "../page_foot.js";
import { faultWords } from "./act_words.js";

const KEY_MAX = 64; // letters; longer ones are none

export interface DoorProps {
  facilitator: Facilitator;
  code: string;
  refused: unknown; // why one stands here again
  slow: boolean;
}

export function FacilitatorDoor({ facilitator, code: first, refused, slow }: DoorProps): JSX.Element {
  const words = useWords();
  const [code, setCode] = useState(first);
  const [key, setKey] = useState("");
  const [fault, setFault] = useState<unknown>(refused);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState(false); // what is missing, only after a press
  const codeField = useRef<HTMLInputElement>(null);
  const keyField = useRef<HTMLInputElement>(null);
  const codeWrong = codeFault(code);
  const come = (): void => {
    setShown(true);
    if (codeWrong) return codeField.current?.focus();
    if (key.trim() === "") return keyField.current?.focus();
    setAsking(true);
    setFault(null);
    facilitator.enter(code, key).then(
      () => showFacilitate(code),
      (cause: unknown) => {
        setAsking(false);
        setFault(cause);
        keyField.current?.focus();
      },
    );
  };
  return (
    <Page>
      <h1>{words.say("webfac.door.title")}</h1>
      <p class="prose">{words.say("webfac.door.what")}</p>
      <div role="alert">{Boolean(fault) && <Refused cause={fault} />}</div>
      <form
        class="door-form"
        noValidate
        data-part="facilitate"
        onSubmit={(event) => {
          event.preventDefault();
          if (!asking) come();
        }}
      >
        <Field
          label={words.say("web.join.code")}
          value={code}
          onInput={(text) => setCode(codeFrom(text))}
          code
          inputRef={codeField}
          part="code"
          {...(shown && codeWrong ? { fault: words.say(codeWrong) } : {})}
        />
        <KeyField value={key} onInput={setKey} missing={shown && key.trim() === ""} field={keyField} />
        <Button kind="main" wide busy={asking} onPress={come} part="enter">
          {words.say(asking ? "webfac.door.asking" : "webfac.door.enter")}
        </Button>
        <p role="status">{asking && slow ? words.say("web.join.unreached") : ""}</p>
        <button type="submit" hidden />
      </form>
      <PageFoot />
    </Page>
  );
}

interface KeyFieldProps {
  value: string;
  onInput: (text: string) => void;
  missing: boolean;
  field: { current: HTMLInputElement | null };
}

function KeyField({ value, onInput, missing, field }: KeyFieldProps): JSX.Element {
  const words = useWords();
  const id = useId();
  const [seen, setSeen] = useState(false);
  return (
    <div class="field" data-part="key">
      <label class="field-label" for={id}>
        {words.say("webfac.door.key")}
      </label>
      <div class="field-with-button">
        <input
          id={id}
          ref={field}
          class="input key-field"
          type={seen ? "text" : "password"}
          value={value}
          maxLength={KEY_MAX}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={missing ? "true" : undefined}
          aria-describedby={missing ? `${id}-fault ${id}-help` : `${id}-help`}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <Button onPress={() => setSeen(!seen)} pressed={seen}>
          {words.say("webfac.door.show")}
        </Button>
      </div>
      {missing && (
        <p class="field-error" id={`${id}-fault`}>
          {words.say("webfac.door.key_missing")}
        </p>
      )}
      <p class="field-help" id={`${id}-help`}>
        {words.say("webfac.door.key_help")}
      </p>
    </div>
  );
}

function Refused({ cause }: { cause: unknown }): JSX.Element {
  const words = useWords();
  const fault = faultWords(words, cause);
  return (
    <Notice tone="bad" title={fault.sentence} part="refused">
      <p>{fault.remedy}</p>
    </Notice>
  );
}
