// What is not of the game itself: language, light or dark, the seat code, the rules, and the way out.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { useModel, useWords } from "../../parts/context.js";
import { Dialog } from "../../parts/dialog.js";
import { Disclosure } from "../../parts/disclosure.js";
import { LanguageChoice, ThemeChoice } from "../../parts/preferences.js";
import { CodeShown } from "../../parts/code_shown.js";
import { LeaveQuestion } from "../leave_question.js";
import { RoleWords } from "./role.js";

const RULES = ["rules.1", "rules.2", "rules.3", "rules.4", "rules.5", "rules.6", "rules.7", "rules.8", "rules.9"];

export function Rules(): JSX.Element {
  const words = useWords();
  return (
    <ol class="rules-list">
      {RULES.map((key) => (
        <li key={key}>{words.say(key)}</li>
      ))}
    </ol>
  );
}

export function Menu({ onClose }: { onClose: () => void }): JSX.Element {
  const words = useWords();
  const seat = useModel((model) => model.seat);
  const briefing = useModel((model) => model.briefing);
  const situation = useModel((model) => model.situation);
  const ended = useModel((model) => model.ended !== null);
  const [leaving, setLeaving] = useState(false);
  if (leaving) return <LeaveQuestion onClose={onClose}>{words.say("web.leave.confirm")}</LeaveQuestion>;
  return (
    <Dialog open title={words.say("web.menu")} onClose={onClose} part="menu-dialog">
      {briefing && (
        <Disclosure summary={words.say("screen.role")} part="menu-role">
          {() => <RoleWords words={words} briefing={briefing} situation={situation} />}
        </Disclosure>
      )}
      <Disclosure summary={words.say("web.rules.title")} part="menu-rules">
        {() => <Rules />}
      </Disclosure>
      {seat?.seatCode && (
        <div class="stack-tight">
          <h3>{words.say("web.seat.title")}</h3>
          <CodeShown code={seat.seatCode} label={words.say("web.seat.title")} />
          <p class="soft small">{words.say("web.seat.help")}</p>
        </div>
      )}
      <LanguageChoice />
      <ThemeChoice />
      <p class="link-row row">
        <a href="/check">{words.say("web.link.check")}</a>
        <a href="/assets/licences.txt">{words.say("web.link.licences")}</a>
      </p>
      {!ended && (
        <Button kind="danger" onPress={() => setLeaving(true)} part="leave">
          {words.say("web.leave.button")}
        </Button>
      )}
    </Dialog>
  );
}
