// The strip below a game: whether one's orders count, and the button that says that one is done.

import type { JSX } from "preact";
import { memo } from "preact/compat";
import { useEffect } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { useDraft, useEachSecond, useHeard, useModel, usePlayer, useWords } from "../../parts/context.js";
import { Icon } from "../../parts/icon.js";
import { StatusLine } from "../../parts/status_line.js";
import { countsTold, standingOf, type Standing } from "./standing.js";
import { useDesk } from "./play_context.js";
import { useStripHeight } from "./strip.js";

/** The standing now; drawn again each second only while its words change. */
export function useStanding(): Standing {
  const heard = useHeard();
  const words = useWords();
  useModel((model) => model);
  useDraft((draft) => draft);
  const read = (): Standing => standingOf(words, heard.model, heard.draft, heard.secondsLeft(), performance.now());
  const said = useEachSecond(() => read().words);
  return { ...read(), words: said };
}

export const Status = memo(function Status(): JSX.Element {
  const standing = useStanding();
  return <StatusLine tone={standing.tone}>{standing.words}</StatusLine>;
});

function Ready(): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const ready = useDraft((draft) => draft.ready);
  const state = useDraft((draft) => draft.state);
  const clock = useModel((model) => model.clock);
  const counts = { ready: clock?.seatsReady ?? 0, seats: clock?.seats ?? 0 };
  const counted = ready ? "web.ready.back" : "web.ready.set";
  const alone = ready ? "web.ready.back_alone" : "web.ready.set_alone";
  return (
    <Button
      kind={ready ? "plain" : "main"}
      part="ready"
      onPress={() => player.setReady(!ready)}
      why={state === "refused" && !ready ? words.say("web.ready.refused") : undefined}
    >
      {ready && <Icon name="check" />}
      {words.say(countsTold(clock) ? counted : alone, counts)}
    </Button>
  );
}

/** A seat that a bot plays: asking for it is what brings it back, from the next turn; not where whoever runs the exercise holds it. */
function TakeBack(): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  return (
    <Button kind="main" part="take-seat" onPress={() => player.setReady(false)}>
      {words.say("web.bot.take_back")}
    </Button>
  );
}

export function Foot(): JSX.Element {
  const { shut } = useDesk();
  const bot = useModel((model) => Boolean(model.situation?.botHoldsSeat));
  const bound = useModel((model) => Boolean(model.situation?.held || model.situation?.returning));
  const measured = useStripHeight("--strip-below");
  useEffect(() => () => document.documentElement.style.removeProperty("--strip-below"), []);
  return (
    <footer class="foot" ref={measured}>
      <div class="foot-row">
        <Status />
        {bot ? !bound && <TakeBack /> : !shut && <Ready />}
      </div>
    </footer>
  );
}
