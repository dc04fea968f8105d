// From a seat to the end of its world: which screen the state of things calls for.

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { ClockState } from "../gen/spiral/v1/world_pb.js";
import { Button } from "../parts/button.js";
import { useModel, usePlayer, useWords } from "../parts/context.js";
import { SpiralSign } from "../parts/icon.js";
import { Notice, Page } from "../parts/notice.js";
import { showJoin, showPlay } from "../router.js";
import { ForgetSeat } from "./forget_seat.js";
import { Later } from "./later.js";
import { LobbyScreen } from "./lobby/lobby.js";
import { Play } from "./play/play.js";

const debrief = (): Promise<() => JSX.Element> => import("./debrief/index.js").then((screen) => screen.DebriefScreen);

/** Another tab or device of the same person is live: the older one says so. */
function Superseded(): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  return (
    <Page>
      <h1>{words.say("web.superseded.title")}</h1>
      <Notice
        tone="warn"
        part="superseded"
        actions={
          <Button kind="main" onPress={() => player.takeBack()} part="take-back">
            {words.say("web.superseded.take_back")}
          </Button>
        }
      >
        <p>{words.say("web.superseded.words")}</p>
      </Notice>
    </Page>
  );
}

function Left(): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const seat = useModel((model) => model.seat);
  return (
    <Page>
      <h1>{words.say("web.left.title")}</h1>
      <Notice
        part="left"
        actions={
          seat && (
            <Button kind="main" onPress={() => player.resume(seat.code)} part="come-back">
              {words.say("web.left.come_back")}
            </Button>
          )
        }
      >
        <p>{words.say("leave.done")}</p>
      </Notice>
      <ForgetSeat />
      <p class="row link-row">
        <a href="/">{words.say("web.left.other")}</a>
        {seat && <a href={`/watch/${encodeURIComponent(seat.code)}`}>{words.say("web.join.watch_instead")}</a>}
      </p>
    </Page>
  );
}

/** Whoever runs the exercise took the person out of it; there is no way back from here. */
function Removed(): JSX.Element {
  const words = useWords();
  const seat = useModel((model) => model.seat);
  return (
    <Page>
      <h1>{words.say("web_step.removed.title")}</h1>
      <Notice tone="warn" part="removed">
        <p>{words.say("web_step.removed.words")}</p>
      </Notice>
      <p class="row link-row">
        <a href="/">{words.say("web.left.other")}</a>
        {seat && <a href={`/watch/${encodeURIComponent(seat.code)}`}>{words.say("web.join.watch_instead")}</a>}
      </p>
    </Page>
  );
}

/** On the way in: never a sign that turns and says nothing. */
function Connecting(): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  const link = useModel((model) => model.link);
  const slow = (link.kind === "connecting" || link.kind === "lost") && link.attempt > 1;
  return (
    <Page>
      <div class="door-head">
        <SpiralSign size={52} />
        <h1>{words.say("web.connecting.title")}</h1>
      </div>
      <p role="status">{words.say(slow ? "web.join.unreached" : "web.connecting.words")}</p>
      {slow && (
        <p class="row link-row">
          <a href="/check">{words.say("web.link.check")}</a>
          <Button
            small
            onPress={() => {
              player.stop();
              showJoin("");
              location.reload();
            }}
          >
            {words.say("web.connecting.give_up")}
          </Button>
        </p>
      )}
    </Page>
  );
}

export function Game(): JSX.Element {
  const link = useModel((model) => model.link);
  const seat = useModel((model) => model.seat);
  const briefing = useModel((model) => model.briefing);
  const situation = useModel((model) => model.situation);
  const ended = useModel((model) => model.ended);
  const lobby = useModel((model) => model.clock?.state === ClockState.CLOCK_LOBBY);
  const code = seat?.code;
  useEffect(() => {
    if (code !== undefined) showPlay(code);
  }, [code]);
  if (link.kind === "superseded") return <Superseded />;
  if (link.kind === "removed") return <Removed />;
  if (link.kind === "left") return <Left />;
  if (ended) return <Later load={debrief} props={{}} />;
  if (briefing && situation && !lobby) return <Play briefing={briefing} situation={situation} />;
  if (briefing && lobby) return <LobbyScreen />;
  return <Connecting />;
}
