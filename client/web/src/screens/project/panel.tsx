// One world among those side by side: turn, clock, how it stands, and what everybody was told last.

import type { JSX } from "preact";
import { memo } from "preact/compat";

import { ClockState } from "../../gen/spiral/v1/world_pb.js";
import type { WatchedWorld, Watcher } from "../../model/api.js";
import { useEachSecond, useWords } from "../../parts/context.js";
import { StateMark } from "../../parts/state_mark.js";
import type { Words } from "../../words/api.js";
import { eventWords, orderEvents } from "../../words/events.js";
import { harmless, harmlessLines } from "../../words/harmless.js";
import { stateNames } from "../../words/states.js";
import { clockFace } from "../play/facts.js";
import { linesFor } from "./stage.js";

interface PanelProps {
  watcher: Watcher;
  world: WatchedWorld;
  count: number; // of worlds side by side
}

export function WorldPanel({ watcher, world, count }: PanelProps): JSX.Element {
  const words = useWords();
  const { watching, clock, index } = world;
  const title = watching.worldName === "" ? words.say("web_project.world_only") : words.say("web_step.world", { world: watching.worldName });
  return (
    <section class="project-world" aria-labelledby={`world-${index}`} data-part={`world-${index}`}>
      <div class="project-world-head">
        <h2 id={`world-${index}`}>{title}</h2>
        <p class="project-turn">{clock && clock.turn > 0 && !world.ended ? words.say("web.turn", { turn: clock.turn }) : ""}</p>
        <Standing world={world} />
        <TimeLeft watcher={watcher} world={world} />
      </div>
      <Newest world={world} lines={linesFor(count)} />
    </section>
  );
}

/** Drawn each second, and nothing else is. */
const TimeLeft = memo(function TimeLeft({ watcher, world }: { watcher: Watcher; world: WatchedWorld }): JSX.Element {
  const words = useWords();
  const seconds = useEachSecond(() => watcher.secondsLeft(world));
  return (
    <p class="project-clock">
      {seconds !== null && !world.ended && (
        <>
          <span class="unseen">{words.say("web.time_left")} </span>
          {clockFace(seconds)}
        </>
      )}
    </p>
  );
});

function standingWords(words: Words, { clock, ended, anew }: WatchedWorld): string[] {
  if (ended || clock?.state === ClockState.CLOCK_ENDED) return [words.say("web_project.ended")];
  if (!clock || clock.state === ClockState.CLOCK_LOBBY) return [words.say("web_project.lobby")];
  const paused = clock.reason ? words.say("web_project.paused_for", { reason: clock.reason }) : words.say("web_project.paused");
  return [
    ...(clock.state === ClockState.CLOCK_PAUSED ? [paused] : []),
    ...(clock.practice ? [words.say("web_step.practice")] : []),
    ...(anew ? [anew.practice ? words.say("web_project.practice_over") : words.say("web_project.rolled_back", { turn: anew.turn })] : []),
  ];
}

function Standing({ world }: { world: WatchedWorld }): JSX.Element {
  const words = useWords();
  return (
    <div class="project-standing" role="status">
      {standingWords(words, world).map((sentence, index) => (
        <p key={index}>{sentence}</p>
      ))}
    </div>
  );
}

/** The newest turn that may be shown: what was said to everybody, then what happened. */
function Newest({ world, lines }: { world: WatchedWorld; lines: number }): JSX.Element | null {
  const words = useWords();
  const turn = world.turns[world.turns.length - 1];
  if (!turn || turn.turn === 0 || lines === 0) return null;
  const names = stateNames(words, world.watching.states.map(harmless), -1);
  const events = orderEvents(turn.events).flatMap((event) => eventWords(words, event, names, false) ?? []);
  const told = events.slice(0, Math.max(1, lines - turn.press.length));
  const room = lines - told.length;
  const press = room > 0 ? turn.press.slice(-room) : [];
  const left = events.length - told.length + turn.press.length - press.length;
  return (
    <div class="project-news">
      <div class="project-told">
        <h3>{words.say("web_project.turn", { turn: turn.turn })}</h3>
        {left > 0 && lines > 1 && <p>{words.say("web_project.more", { count: left })}</p>}
      </div>
      {press.length > 0 && (
        <ul class="said" aria-label={words.say("web.watch.said")}>
          {press.map((said, index) => (
            <li key={index}>
              <StateMark state={said.from} size={28} />
              <p class="said-text" dir="auto">
                <span class="unseen">{names.name(said.from)}: </span>
                {harmlessLines(said.text)}
              </p>
            </li>
          ))}
        </ul>
      )}
      {told.length > 0 && (
        <ul class="facts">
          {told.map((sentence, index) => (
            <li key={index}>{sentence}</li>
          ))}
        </ul>
      )}
      {events.length === 0 && press.length === 0 && <p>{words.say("web.watch.nothing")}</p>}
    </div>
  );
}
