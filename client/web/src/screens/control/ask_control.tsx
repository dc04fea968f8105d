// The way to whoever runs the exercise, on every screen of who has a seat and always at its upper end: a question,
// and what was answered.

import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import type { ControlAnswer } from "../../gen/spiral/v1/exercise_pb.js";
import { Button } from "../../parts/button.js";
import { useModel, usePlayer, useWords } from "../../parts/context.js";
import { Dialog } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { bytesOf } from "../../parts/text.js";
import { harmlessLines } from "../../words/harmless.js";
import { refusalText } from "../refusal_text.js";
import { toldOf } from "./told.js";

const TEXT_MAX = 500; // bytes

function Answers({ questions }: { questions: readonly ControlAnswer[] }): JSX.Element {
  const words = useWords();
  if (questions.length === 0) return <p class="soft">{words.say("web_step.ask.none")}</p>;
  return (
    <ol class="answers">
      {[...questions].reverse().map((one) => (
        <li key={one.number} class="answer">
          {one.question !== "" && (
            <p class="answer-question" dir="auto">
              <strong>{words.say("web_step.ask.asked")}</strong> {harmlessLines(one.question)}
            </p>
          )}
          {one.answer !== "" ? (
            <p class="answer-words" dir="auto">
              <strong>{words.say(one.everyone ? "web_step.ask.answer_all" : "web_step.ask.answer")}</strong> {harmlessLines(one.answer)}
            </p>
          ) : (
            <p class="soft">{words.say("web_step.ask.waiting")}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Question(): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);
  const [told, setTold] = useState(""); // what became of it
  const field = useId();
  const bytes = bytesOf(text.trim());
  const fault = bytes > TEXT_MAX ? words.say("web_step.ask.too_long", { bytes: bytes - TEXT_MAX }) : "";
  const send = async (): Promise<void> => {
    if (sending || fault !== "") return;
    if (bytes === 0) return setTold(words.say("web_step.ask.empty"));
    setSending(true);
    try {
      await player.askControl(text.trim());
      setText("");
      setTold(words.say("web_step.ask.sent"));
    } catch (cause) {
      setTold(refusalText(words, cause));
    }
    setSending(false);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="field-label" for={field}>
        {words.say("web_step.ask.label")}
      </label>
      <textarea
        id={field}
        class="textarea"
        rows={3}
        value={text}
        dir="auto"
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={`${field}-told`}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setTold("");
        }}
      />
      <p id={`${field}-told`} role="status" class={fault ? "field-error" : "small"}>
        {fault || told}
      </p>
      <button type="submit" class="button button-main" aria-busy={sending ? "true" : undefined} data-part="ask-send">
        {words.say("web_step.ask.send")}
      </button>
    </form>
  );
}

function AskDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const model = useModel((whole) => whole);
  const answers = model.questions.filter(({ answer }) => answer !== "").length;
  useEffect(() => player.readAnswers(), [player, answers]);
  return (
    <Dialog open title={words.say("web_step.ask.title")} onClose={onClose} part="ask-dialog">
      <p>{words.say("web_step.ask.who")}</p>
      <Question />
      <h3>{words.say("web_step.ask.list")}</h3>
      <Answers questions={model.questions} />
    </Dialog>
  );
}

/** `bar`: in the strip above a game. */
export function AskControl({ bar }: { bar?: boolean }): JSX.Element {
  const words = useWords();
  const unread = useModel((model) => toldOf(model.questions) - model.questionsSeen);
  const [open, setOpen] = useState(false);
  const label = (
    <>
      <Icon name="ask" />
      <span class={bar ? "strip-ask" : undefined}>{words.say("web_step.ask.button")}</span>
      {unread > 0 && (
        <span class="unread">
          <span aria-hidden="true">{unread}</span>
          <span class="unseen">{words.say("web_step.ask.unread", { count: unread })}</span>
        </span>
      )}
    </>
  );
  return (
    <>
      {bar ? (
        <button type="button" class="strip-menu" aria-haspopup="dialog" onClick={() => setOpen(true)} data-part="ask">
          {label}
        </button>
      ) : (
        <Button small onPress={() => setOpen(true)} part="ask">
          {label}
        </Button>
      )}
      {open && <AskDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** The same place on pages that have no strip. */
export function PageTop(): JSX.Element {
  return (
    <div class="page-top no-print">
      <AskControl />
    </div>
  );
}
