// The strip above a game: turn, time left, who one is, the menu, and the ways to the parts of the page.

import type { JSX } from "preact";
import { memo } from "preact/compat";
import { useEffect, useRef } from "preact/hooks";

import { ClockState } from "../../gen/spiral/v1/world_pb.js";
import { useEachSecond, useHeard, useModel, useWords } from "../../parts/context.js";
import { Icon } from "../../parts/icon.js";
import { StateMark } from "../../parts/state_mark.js";
import { AskControl } from "../control/ask_control.js";
import { asksBeliefs, clockFace, parameter, plainName } from "./facts.js";
import { useFacts } from "./play_context.js";

const HURRY_S = 30;

/** Keeps what has focus from hiding under a strip: the page scrolls to below it. */
export function useStripHeight(property: "--strip-above" | "--strip-below"): (element: HTMLElement | null) => void {
  const watcher = useRef<ResizeObserver | null>(null);
  return (element) => {
    watcher.current?.disconnect();
    if (!element) return;
    const root = document.documentElement;
    const measure = (): void => {
      const sticks = getComputedStyle(element).position === "sticky";
      root.style.setProperty(property, sticks ? `${Math.ceil(element.getBoundingClientRect().height)}px` : "0px");
    };
    watcher.current = new ResizeObserver(measure);
    watcher.current.observe(element);
    measure();
  };
}

export function TurnTitle(): JSX.Element {
  const facts = useFacts();
  const last = parameter(facts.briefing, "max_turns");
  const key = parameter(facts.briefing, "end_from") ? "web.turn_of_most" : "web.turn_of";
  return (
    <h1 class="strip-turn">
      {facts.words.say("web.turn", { turn: Math.min(facts.turn, last) })} <span class="strip-last">{facts.words.say(key, { last })}</span>
      {facts.briefing.worldName && <span class="strip-world">{facts.words.say("web_step.world", { world: facts.briefing.worldName })}</span>}
    </h1>
  );
}

/** Drawn each second, and nothing else is. */
export const TimeLeft = memo(function TimeLeft(): JSX.Element {
  const heard = useHeard();
  const words = useWords();
  const clock = useModel((model) => model.clock);
  const whole = useModel((model) => model.briefing?.turnSeconds ?? 0);
  const seconds = useEachSecond(() => heard.secondsLeft());
  const paused = clock?.state === ClockState.CLOCK_PAUSED;
  if (seconds === null)
    return <p class="strip-time">{words.say(paused ? "screen.paused" : "screen.no_clock")}</p>;
  const hurry = !paused && seconds <= HURRY_S;
  return (
    <div class={hurry ? "strip-time strip-hurry" : "strip-time"} data-part="time">
      <span class="strip-clock">
        <span class="unseen">{words.say("web.time_left")} </span>
        {clockFace(seconds)}
      </span>
      {paused && <span class="strip-paused">{words.say("screen.paused")}</span>}
      <progress class="strip-progress" max={Math.max(whole, seconds, 1)} value={seconds} aria-hidden="true" />
    </div>
  );
});

function Jumps({ unread }: { unread: number }): JSX.Element {
  const words = useWords();
  const { briefing } = useFacts();
  const jumps = (["changes", "rivals", "orders", "beliefs", "messages"] as const).filter((part) => part !== "beliefs" || asksBeliefs(briefing));
  return (
    <nav class="jumps" aria-label={words.say("web.jumps")}>
      <ul class="jumps-list">
        {jumps.map((part) => (
          <li key={part}>
            <a href={`#${part}`}>
              {words.say(`web.jump.${part}`)}
              {part === "messages" && unread > 0 && <Unread count={unread} />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Unread({ count }: { count: number }): JSX.Element {
  const words = useWords();
  return (
    <span class="unread">
      <span aria-hidden="true">{count}</span>
      <span class="unseen">{words.say("web.unread", { count })}</span>
    </span>
  );
}

export function Strip({ onMenu, unread }: { onMenu: () => void; unread: number }): JSX.Element {
  const facts = useFacts();
  const measured = useStripHeight("--strip-above");
  useEffect(() => () => document.documentElement.style.removeProperty("--strip-above"), []);
  const name = plainName(facts.briefing, facts.me);
  return (
    <header class="strip" ref={measured}>
      <div class="strip-row">
        <TurnTitle />
        <TimeLeft />
        <p class="strip-you">
          <span class="unseen">{facts.words.say("web.you_are", { name })}</span>
          <StateMark state={facts.me} size={30} />
          <span class="strip-name" aria-hidden="true">
            {name}
          </span>
        </p>
        <AskControl bar />
        <button type="button" class="strip-menu" aria-haspopup="dialog" onClick={onMenu} data-part="menu">
          <Icon name="menu" />
          <span>{facts.words.say("web.menu")}</span>
        </button>
      </div>
      <Jumps unread={unread} />
    </header>
  );
}
