// What stands above everything else while it lasts: a pause, a bot on one's seat, an elimination; and news that is
// shown until it is put away.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import { ClockState } from "../../gen/spiral/v1/world_pb.js";
import { botNews } from "../../model/news.js";
import { Button } from "../../parts/button.js";
import { useModel } from "../../parts/context.js";
import { Notice } from "../../parts/notice.js";
import { Said } from "../../parts/said.js";
import { isAlive } from "./facts.js";
import { useFacts } from "./play_context.js";

/** Said, but not shown: the clock above, or the notice of a pause or a bot, shows it already. */
function isShown(key: string): boolean {
  return key === "warning.seconds" || key.startsWith("clock.paused") || key.startsWith("web.bot.");
}

function NewsBanner(): JSX.Element | null {
  const { words, turn } = useFacts();
  const news = useModel((model) => model.news);
  const [away, setAway] = useState(0);
  const came = useRef({ at: 0, turn: 0 }); // news of a turn go with it
  if (news && news.at !== came.current.at) came.current = { at: news.at, turn };
  if (!news || came.current.turn !== turn || news.at === away || isShown(news.key)) return null;
  return (
    <Notice
      part="news"
      actions={
        <Button small onPress={() => setAway(news.at)}>
          {words.say("web.news.away")}
        </Button>
      }
    >
      <p>
        <Said line={news} />
      </p>
    </Notice>
  );
}

/** Why a bot plays the seat, and what to do. */
function BotBanner(): JSX.Element | null {
  const { words } = useFacts();
  const situation = useModel((model) => model.situation);
  const misses = useModel((model) => model.briefing?.missesAllowed ?? 0);
  if (!situation?.botHoldsSeat) return null;
  const why = botNews(situation.botReason, situation.held, misses, situation.returning);
  return (
    <Notice tone="warn" part="bot" title={words.say("web.bot.title")}>
      <p>{words.say(why.key, why.slots)}</p>
    </Notice>
  );
}

export function Banners(): JSX.Element {
  const facts = useFacts();
  const clock = useModel((model) => model.clock);
  const { words } = facts;
  return (
    <>
      {clock?.state === ClockState.CLOCK_PAUSED && (
        <Notice tone="warn" part="paused" title={words.say("screen.paused")}>
          <p>{clock.reason ? words.say("clock.paused_for", { reason: clock.reason }) : words.say("clock.paused")}</p>
        </Notice>
      )}
      {clock?.practice && (
        <Notice tone="warn" part="practice" title={words.say("web_step.practice")}>
          <p>{words.say("web_step.practice_words")}</p>
        </Notice>
      )}
      {!isAlive(facts) && (
        <Notice tone="bad" part="eliminated" title={words.say("web.eliminated.title")}>
          <p>{words.say("web.eliminated.words")}</p>
        </Notice>
      )}
      {isAlive(facts) && <BotBanner />}
      <NewsBanner />
    </>
  );
}
