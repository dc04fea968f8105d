// In, and not begun yet: who is missed, the code for another device, and what comes.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { BeliefMode } from "../../gen/spiral/v1/exercise_pb.js";
import { Button } from "../../parts/button.js";
import { Card } from "../../parts/card.js";
import { CodeShown } from "../../parts/code_shown.js";
import { useModel, useWords } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { LiveRegion } from "../../parts/live_region.js";
import { Notice, Page } from "../../parts/notice.js";
import { LanguageChoice, ThemeChoice } from "../../parts/preferences.js";
import { Said } from "../../parts/said.js";
import { LeaveQuestion } from "../leave_question.js";
import { PageTop } from "../control/ask_control.js";
import { Rules } from "../play/menu.js";
import { RoleCard } from "../play/role.js";
import { botWords, hereOf, lobbyWords } from "./lobby_words.js";

const PLACES_DRAWN = 40;
const STEPS = ["web.lobby.step_1", "web.lobby.step_2", "web.lobby.step_3", "web.lobby.step_4"];

function Places({ here, needed }: { here: number; needed: number }): JSX.Element | null {
  if (needed === 0 || needed > PLACES_DRAWN) return null;
  return (
    <div class="lobby-places" aria-hidden="true">
      {Array.from({ length: needed }, (_, place) => (
        <span key={place} class={place < here ? "lobby-place lobby-place-taken" : "lobby-place"} />
      ))}
    </div>
  );
}

function Here(): JSX.Element {
  const words = useWords();
  const clock = useModel((model) => model.clock);
  const briefing = useModel((model) => model.briefing);
  const { here, of } = hereOf(clock);
  return (
    <Notice tone="good" part="lobby-here">
      <p>{lobbyWords(words, briefing, clock)}</p>
      <Places here={here} needed={of} />
      {clock && <p class="small">{botWords(words, briefing, clock)}</p>}
    </Notice>
  );
}

/** How the way to the server is, when it is not open. */
function Cut(): JSX.Element | null {
  const words = useWords();
  const link = useModel((model) => model.link);
  if (link.kind !== "lost" && link.kind !== "connecting") return null;
  return (
    <Notice tone="warn" part="cut">
      <p>{words.say("web.lobby.lost")}</p>
    </Notice>
  );
}

export function LobbyScreen(): JSX.Element {
  const words = useWords();
  const seat = useModel((model) => model.seat);
  const briefing = useModel((model) => model.briefing);
  const news = useModel((model) => model.news);
  const clock = useModel((model) => model.clock);
  const [leaving, setLeaving] = useState(false);
  const told = lobbyWords(words, briefing, clock);
  const steps = briefing?.beliefs === BeliefMode.BELIEFS_OFF ? STEPS.filter((key) => key !== "web.lobby.step_3") : STEPS;
  return (
    <Page>
      <PageTop />
      <h1>{seat ? words.say("web.lobby.title", { name: seat.name }) : words.say("web.lobby.in")}</h1>
      <Cut />
      <Here />
      {seat?.seatCode && (
        <Card id="seat-code" title={words.say("web.seat.title")}>
          <CodeShown code={seat.seatCode} label={words.say("web.seat.title")} />
          <p class="soft small">{words.say("web.seat.help")}</p>
        </Card>
      )}
      {briefing?.scenario && <RoleCard words={words} briefing={briefing} situation={null} />}
      <Card id="practice" title={words.say("web.lobby.next")}>
        <ol class="rules-list">
          {steps.map((key) => (
            <li key={key}>{words.say(key)}</li>
          ))}
        </ol>
        <Disclosure quiet summary={words.say("web.rules.title")}>
          {() => <Rules />}
        </Disclosure>
      </Card>
      <div class="door-foot">
        <LanguageChoice />
        <ThemeChoice />
      </div>
      <p class="row link-row">
        <Button small kind="danger" onPress={() => setLeaving(true)} part="leave">
          {words.say("web.leave.button")}
        </Button>
      </p>
      {leaving && <LeaveQuestion onClose={() => setLeaving(false)}>{words.say("web.leave.lobby")}</LeaveQuestion>}
      <LiveRegion polite={news ? <Said key={news.at} line={news} /> : told} assertive="" />
    </Page>
  );
}
