// The door: a code and a name, or a seat that is brought from another device. Looking at this page takes no seat;
// only the press does.

import type { JSX, RefObject } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Seat } from "../../model/api.js";
import { Button } from "../../parts/button.js";
import { useModel, usePlayer, useWords } from "../../parts/context.js";
import { Field } from "../../parts/field.js";
import { SpiralSign } from "../../parts/icon.js";
import { Notice, Page } from "../../parts/notice.js";
import { LanguageChoice, ThemeChoice } from "../../parts/preferences.js";
import { Title } from "../../parts/said.js";
import { codeFault, codeFrom, guestFrom, nameFault, seatCodeFault, seatCodeFrom } from "./code.js";
import { About, GuestsOnly, Over } from "./about.js";
import { ConsentQuestion } from "./consent.js";
import { titleOf } from "./knowing.js";
import { Refused, type DoorRefusal } from "./refused.js";
import { useDoor } from "./use_door.js";
import { Waiting } from "./waiting.js";

const OFFERED = 3;
const GUEST_NAME = "guest"; // never shown: the name is the list's

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

type Fault = { fault: string } | object;

interface SecondProps {
  value: string;
  onInput: (text: string) => void;
  inputRef: RefObject<HTMLInputElement>;
  fault: Fault;
}

function SeatCodeField({ value, onInput, inputRef, fault }: SecondProps): JSX.Element {
  const words = useWords();
  return (
    <Field
      label={words.say("web.join.seat_code")}
      help={words.say("web.join.seat_code_help")}
      value={value}
      onInput={(text) => onInput(seatCodeFrom(text))}
      code
      inputRef={inputRef}
      part="seat-code"
      {...fault}
    />
  );
}

function NameField({ value, onInput, inputRef, fault, help = "web.join.name_help" }: SecondProps & { help?: string }): JSX.Element {
  const words = useWords();
  return (
    <Field
      label={words.say("web.join.name")}
      help={words.say(help)}
      value={value}
      onInput={onInput}
      name="nickname"
      maxLength={63}
      inputRef={inputRef}
      part="name"
      {...fault}
    />
  );
}

interface FormProps {
  code: string;
  guest: boolean; // by a personal link, which has the name
  movesOnly: boolean; // nobody new comes in here
  team: boolean; // several play a state, each by the same card
  busy: boolean;
  onCode: (typed: string) => void; // or pasted: a link is as good
  onJoin: (name: string) => void;
  onMove: (seatCode: string, name: string) => void;
}

function Form({ code, guest, movesOnly, team, busy, onCode, onJoin, onMove }: FormProps): JSX.Element {
  const words = useWords();
  const [wantsMove, setMoving] = useState(false);
  const moving = wantsMove || movesOnly;
  const [name, setName] = useState("");
  const [seatCode, setSeatCode] = useState("");
  const [shown, setShown] = useState(false); // what is wrong is said at the first press, not while typing
  const [codeField, secondField, thirdField] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const faults = { code: codeFault(code), second: moving ? seatCodeFault(seatCode) : guest ? null : nameFault(name), third: moving && team && name.trim() ? nameFault(name) : null };
  const press = (): void => {
    if (busy) return;
    setShown(true);
    if (faults.code) return codeField.current?.focus();
    if (faults.second) return secondField.current?.focus();
    if (faults.third) return thirdField.current?.focus();
    if (moving) onMove(seatCode, team ? name.trim() : "");
    else onJoin(guest ? GUEST_NAME : name.trim());
  };
  const said = (fault: string | null): Fault => (shown && fault ? { fault: words.say(fault) } : {});
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
        onInput={onCode}
        code
        inputRef={codeField}
        beside={<Paste onPaste={onCode} />}
        part="code"
        {...said(faults.code)}
      />
      {moving ? (
        <>
          <SeatCodeField value={seatCode} onInput={setSeatCode} inputRef={secondField} fault={said(faults.second)} />
          {team && <NameField value={name} onInput={setName} help="web.join.name_card" inputRef={thirdField} fault={said(faults.third)} />}
        </>
      ) : (
        !guest && <NameField value={name} onInput={setName} inputRef={secondField} fault={said(faults.second)} />
      )}
      <button type="submit" class="button button-main button-wide" aria-busy={busy ? "true" : undefined} data-part="join">
        {busy ? <Way /> : words.say(moving ? "web.join.move" : "web.join.join")}
      </button>
      {!movesOnly && (
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
      )}
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
  const door = useDoor(player, given, before);
  const { code, info, at } = door;
  const guest = player.isGuest(code);
  const [, redraw] = useState(0);
  const onCode = (typed: string): void => {
    redraw((count) => count + 1); // also when a link has the code that is there already
    const secret = guestFrom(typed);
    if (secret !== null) player.bring(codeFrom(typed), secret);
    door.setCode(codeFrom(typed));
  };
  const isOver = at === "over" || info?.ended === true;
  const isForGuests = !isOver && (at === "guests" || (info?.guestsOnly === true && !guest));
  if (at === "consent") {
    return (
      <Page>
        <ConsentQuestion title={info && titleOf(info, words.language) ? <Title texts={info.texts} /> : null} busy={door.asking} onConsent={door.answer} onBack={door.back} />
      </Page>
    );
  }
  return (
    <Page>
      <header class="door-head">
        <SpiralSign size={52} />
        <div>
          <h1>{words.say("web.title")}</h1>
          <p class="soft">{words.say("web.subtitle")}</p>
        </div>
      </header>
      {info && <About info={info} guest={guest} />}
      {door.refused && <Refused refused={door.refused} onAgain={door.again} />}
      <Kept code={code} onBack={onBack} />
      {at === "wait" ? (
        <Waiting code={code} tryOnce={door.tryOnce} onFailed={door.fail} onBack={door.back} />
      ) : (
        <>
          {isOver && <Over code={code} />}
          {isForGuests && <GuestsOnly />}
          <Form code={code} guest={guest} movesOnly={isOver || isForGuests} team={(info?.teamSize ?? 1) > 1 && !isOver} busy={door.asking} onCode={onCode} onJoin={door.join} onMove={door.move} />
        </>
      )}
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
