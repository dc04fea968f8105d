// The door: a code and a name, or a seat that is brought from another device. Looking at this page takes no seat;
// only the press does.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Seat } from "../../model/api.js";
import { Button } from "../../parts/button.js";
import { useModel, usePlayer, useWords } from "../../parts/context.js";
import { Field } from "../../parts/field.js";
import { SpiralSign } from "../../parts/icon.js";
import { Notice, Page } from "../../parts/notice.js";
import { LanguageChoice, ThemeChoice } from "../../parts/preferences.js";
import { codeFault, codeFrom, nameFault, seatCodeFault, seatCodeFrom } from "./code.js";
import { Refused, type DoorRefusal } from "./refused.js";

const OFFERED = 3;

/** Seats that this browser keeps: coming back is one press. */
function Kept({ code, onBack }: { code: string; onBack: (seat: Seat) => void }): JSX.Element | null {
  const player = usePlayer();
  const words = useWords();
  const seats = player
    .kept()
    .filter((seat) => code === "" || seat.code === code)
    .slice(0, OFFERED);
  if (seats.length === 0) return null;
  return (
    <Notice
      tone="good"
      title={words.say("web.resume.title")}
      part="resume"
      actions={seats.map((seat) => (
        <Button key={seat.code} kind="main" onPress={() => onBack(seat)} part={`resume-${seat.code}`}>
          {words.say("web.resume.as", { name: seat.name, code: seat.code })}
        </Button>
      ))}
    >
      <p>{words.say("web.resume.words")}</p>
    </Notice>
  );
}

function Paste({ onPaste }: { onPaste: (text: string) => void }): JSX.Element | null {
  const words = useWords();
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard?.readText) return null;
  return (
    <Button
      onPress={() => {
        clipboard.readText().then(onPaste, () => undefined); // not allowed: the field itself still takes a paste
      }}
    >
      {words.say("web.paste")}
    </Button>
  );
}

/** How the way to the server is, while one waits for an answer. */
function Way(): JSX.Element {
  const words = useWords();
  const link = useModel((model) => model.link);
  const slow = (link.kind === "connecting" || link.kind === "lost") && link.attempt > 1;
  return <>{words.say(slow ? "web.join.unreached" : "web.join.asking")}</>;
}

interface FormProps {
  code: string;
  busy: boolean;
  onCode: (code: string) => void;
  onJoin: (name: string) => void;
  onMove: (seatCode: string) => void;
}

function Form({ code, busy, onCode, onJoin, onMove }: FormProps): JSX.Element {
  const words = useWords();
  const [moving, setMoving] = useState(false);
  const [name, setName] = useState("");
  const [seatCode, setSeatCode] = useState("");
  const [shown, setShown] = useState(false); // what is wrong is said at the first press, not while typing
  const [codeField, secondField] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const faults = { code: codeFault(code), second: moving ? seatCodeFault(seatCode) : nameFault(name) };
  const press = (): void => {
    if (busy) return;
    setShown(true);
    if (faults.code) return codeField.current?.focus();
    if (faults.second) return secondField.current?.focus();
    if (moving) onMove(seatCode);
    else onJoin(name.trim());
  };
  const said = (fault: string | null): { fault: string } | object => (shown && fault ? { fault: words.say(fault) } : {});
  return (
    <form
      class="door-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
    >
      <Field
        label={words.say("web.join.code")}
        help={words.say("web.join.code_help")}
        value={code}
        onInput={(text) => onCode(codeFrom(text))}
        code
        inputRef={codeField}
        beside={<Paste onPaste={(text) => onCode(codeFrom(text))} />}
        part="code"
        {...said(faults.code)}
      />
      {moving ? (
        <Field
          key="seat-code" // another field, not the other one changed
          label={words.say("web.join.seat_code")}
          help={words.say("web.join.seat_code_help")}
          value={seatCode}
          onInput={(text) => setSeatCode(seatCodeFrom(text))}
          code
          inputRef={secondField}
          part="seat-code"
          {...said(faults.second)}
        />
      ) : (
        <Field
          key="name"
          label={words.say("web.join.name")}
          help={words.say("web.join.name_help")}
          value={name}
          onInput={setName}
          name="nickname"
          maxLength={63}
          inputRef={secondField}
          part="name"
          {...said(faults.second)}
        />
      )}
      <button type="submit" class="button button-main button-wide" aria-busy={busy ? "true" : undefined} data-part="join">
        {busy ? <Way /> : words.say(moving ? "web.join.move" : "web.join.join")}
      </button>
      <Button
        kind="quiet"
        onPress={() => {
          setMoving(!moving);
          setShown(false);
        }}
        part="other-way"
      >
        {words.say(moving ? "web.join.with_name" : "web.join.with_seat_code")}
      </Button>
    </form>
  );
}

export interface JoinProps {
  code: string; // of the address
  /** What a seat that was kept came to. */
  refused: DoorRefusal | null;
  onBack: (seat: Seat) => void;
}

export function JoinScreen({ code: given, refused: before, onBack }: JoinProps): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const [code, setCode] = useState(codeFrom(given));
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(before);
  const again = useRef<() => void>(() => undefined);
  const ask = (enter: () => Promise<void>): void => {
    setAsking(true);
    setRefused(null);
    again.current = () => ask(enter);
    enter().catch((cause: unknown) => {
      setRefused({ cause, at: performance.now(), code });
      setAsking(false);
    });
  };
  return (
    <Page>
      <header class="door-head">
        <SpiralSign size={52} />
        <div>
          <h1>{words.say("web.title")}</h1>
          <p class="soft">{words.say("web.subtitle")}</p>
        </div>
      </header>
      {refused && <Refused refused={refused} onAgain={() => again.current()} />}
      <Kept code={code} onBack={onBack} />
      <Form
        code={code}
        busy={asking}
        onCode={setCode}
        onJoin={(name) => ask(() => player.join(code, name))}
        onMove={(seatCode) => ask(() => player.move(code, seatCode))}
      />
      <div class="door-foot">
        <LanguageChoice />
        <ThemeChoice />
      </div>
      <p class="link-row row">
        <a href={code ? `/watch/${encodeURIComponent(code)}` : "/watch"}>{words.say("web.join.watch_instead")}</a>
        <a href="/check">{words.say("web.link.check")}</a>
        <a href="/assets/licences.txt">{words.say("web.link.licences")}</a>
      </p>
    </Page>
  );
}
