// Looking on without a seat, some turns behind: public events and figures, turn by turn, and at the end the debrief.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { ClockState } from "../../gen/spiral/v1/world_pb.js";
import type { LinkState, WatchedWorld, Watcher } from "../../model/api.js";
import { isRefusal } from "../../model/refusals.js";
import { Button } from "../../parts/button.js";
import { Select } from "../../parts/choice.js";
import { useWatched, useWords } from "../../parts/context.js";
import { EmptyState, Notice, Page } from "../../parts/notice.js";
import { Title } from "../../parts/said.js";
import type { Words } from "../../words/api.js";
import { harmless } from "../../words/harmless.js";
import { refusalWords } from "../../words/refusal_text.js";
import { stateNames, type Names } from "../../words/states.js";
import { PageFoot } from "../page_foot.js";
import { WatchedDebrief } from "../debrief/debrief.js";
import { TurnCards } from "./public_turn.js";
import { TurnBar } from "./turn_bar.js";
import { beginLooking, shownTurn } from "./turns.js";

export interface WatchScreenProps {
  watcher: Watcher;
  code: string;
}

export function WatchScreen({ watcher, code }: WatchScreenProps): JSX.Element {
  const [fault, setFault] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const [debriefs, setDebriefs] = useState(false);
  const [chosen, setChosen] = useState(0);
  const link = useWatched(watcher, ({ model }) => model.link);
  const worlds = useWatched(watcher, ({ model }) => model.worlds);
  const world = worlds.find(({ index }) => index === chosen) ?? worlds[0];
  useEffect(() => {
    let wanted = true;
    setFault(null);
    watcher.watch(code, "chosen").catch((cause: unknown) => {
      if (wanted) setFault(cause);
    });
    return () => {
      wanted = false;
    };
  }, [watcher, code, tries]);
  const choose = (index: number): void => {
    setChosen(index);
    watcher.choose(index);
  };
  if (debriefs && world?.ended) return <DebriefOfWatched watcher={watcher} index={world.index} onBack={() => setDebriefs(false)} />;
  const refusal = link.kind === "refused" || link.kind === "gone" ? link.refusal : fault;
  return (
    <Page wide>
      {world ? (
        <>
          {worlds.length > 1 && <Worlds worlds={worlds} chosen={world.index} onChoose={choose} />}
          <Watched key={world.index} world={world} link={link} onDebrief={() => setDebriefs(true)} />
        </>
      ) : refusal ? (
        <NotWatched cause={refusal} onAgain={() => setTries((count) => count + 1)} />
      ) : (
        <Connecting />
      )}
      <PageFoot />
    </Page>
  );
}

function Worlds({ worlds, chosen, onChoose }: { worlds: WatchedWorld[]; chosen: number; onChoose: (index: number) => void }): JSX.Element {
  const words = useWords();
  return (
    <Select
      label={words.say("web_step.which_world")}
      value={chosen}
      options={worlds.map(({ index, watching }) => ({ value: index, words: words.say("web_step.world", { world: watching.worldName }) }))}
      onChange={onChoose}
      part="which-world"
    />
  );
}

function Connecting(): JSX.Element {
  const words = useWords();
  return (
    <>
      <h1>{words.say("web.watch.title")}</h1>
      <p role="status">{words.say("web.watch.connecting")}</p>
    </>
  );
}

function NotWatched({ cause, onAgain }: { cause: unknown; onAgain: () => void }): JSX.Element {
  const words = useWords();
  const why = isRefusal(cause)
    ? refusalWords(words, cause)
    : { sentence: words.say("web.watch.failed"), remedy: words.say("web.watch.failed_remedy") };
  return (
    <>
      <h1>{words.say("web.watch.title")}</h1>
      <div role="alert">
        <Notice tone="bad" title={why.sentence} part="watch-refused">
          <p>{why.remedy}</p>
        </Notice>
      </div>
      <div class="row">
        <Button kind="main" onPress={onAgain}>
          {words.say("web.watch.again")}
        </Button>
        <a class="button button-plain" href="/watch">
          {words.say("web.watch.other")}
        </a>
      </div>
    </>
  );
}

function Watched({ world, link, onDebrief }: { world: WatchedWorld; link: LinkState; onDebrief: () => void }): JSX.Element {
  const words = useWords();
  const [looking, setLooking] = useState(beginLooking);
  const names = stateNames(words, world.watching.states.map(harmless), -1);
  const at = shownTurn(looking, world.turns.length);
  const turn = world.turns[at];
  const newest = world.turns[world.turns.length - 1];
  return (
    <>
      <Head world={world} link={link} names={names} />
      <p class="unseen" role="status">
        {newest && newest.turn > 0 ? words.say("web.watch.new", { turn: newest.turn }) : ""}
      </p>
      {world.ended && (
        <Notice
          tone="good"
          title={words.say("web.watch.ended")}
          part="watch-ended"
          actions={
            <Button kind="main" onPress={onDebrief} part="to-debrief">
              {words.say("web.watch.debrief")}
            </Button>
          }
        />
      )}
      {turn ? (
        <>
          <TurnBar looking={looking} count={world.turns.length} onLook={setLooking} />
          <h2>{turn.turn === 0 ? words.say("web.watch.option_start") : words.say("web.watch.option", { turn: turn.turn })}</h2>
          <TurnCards turn={turn} before={world.turns[at - 1]} names={names} />
        </>
      ) : (
        <EmptyState>{waitingWords(words, world)}</EmptyState>
      )}
    </>
  );
}

function waitingWords(words: Words, { clock, watching }: WatchedWorld): string {
  if (!clock) return words.say("web.watch.connecting");
  if (clock.state === ClockState.CLOCK_LOBBY) return words.say("watch.lobby");
  if (clock.state === ClockState.CLOCK_ENDED) return words.say("end.headline_none");
  return words.say("watch.waiting", { turn: clock.turn, until: watching.delay + 1 });
}

function clockWords(words: Words, { clock, turns }: WatchedWorld): string {
  if (!clock || turns.length === 0) return ""; // said where the turns will be
  if (clock.state === ClockState.CLOCK_PAUSED) return words.say("watch.paused", { turn: clock.turn });
  return clock.state === ClockState.CLOCK_OPEN ? words.say("web.watch.open", { turn: clock.turn }) : "";
}

function Head({ world, link, names }: { world: WatchedWorld; link: LinkState; names: Names }): JSX.Element {
  const words = useWords();
  const { watching } = world;
  const { delay } = watching;
  const states = words.list(Array.from({ length: names.count }, (_, state) => names.name(state)));
  return (
    <header class="stack-tight">
      <p class="small soft">{words.say("web.watch.title")}</p>
      <h1>
        <Title texts={watching.texts} name={watching.scenario} />
      </h1>
      <p>
        {words.say("web.watch.seatless", { states })} {words.say(delay > 0 ? "web.watch.delay" : "web.watch.no_delay", { turns: delay })}
      </p>
      {!world.ended && <p class="soft">{words.say("watch.hidden")}</p>}
      <p class="watch-clock">{clockWords(words, world)}</p>
      {link.kind === "lost" && (
        <div role="status">
          <Notice tone="warn" title={words.say("web.watch.lost")} part="watch-lost" />
        </div>
      )}
    </header>
  );
}

function DebriefOfWatched({ watcher, index, onBack }: { watcher: Watcher; index: number; onBack: () => void }): JSX.Element {
  const words = useWords();
  return (
    <>
      <WatchedDebrief watcher={watcher} index={index} />
      <div class="page page-wide page-foot no-print">
        <p>
          <Button onPress={onBack}>{words.say("web.watch.back")}</Button>
        </p>
      </div>
    </>
  );
}
