// Which turn is looked at: one on, one back, any, or always the newest. Left and Right do it from the keyboard.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { Select } from "../../parts/choice.js";
import { useWords } from "../../parts/context.js";
import { goToTurn, setFollows, shownTurn, stepOfKey, turnBy, type Looking } from "./turns.js";

interface TurnBarProps {
  looking: Looking;
  count: number;
  onLook: (looking: Looking) => void;
}

const CONTROLS = "input, select, textarea, dialog, [contenteditable], .scroller-moves";

export function TurnBar({ looking, count, onLook }: TurnBarProps): JSX.Element {
  const words = useWords();
  const at = shownTurn(looking, count);
  useArrows((step) => onLook(turnBy(looking, count, step)));
  return (
    <nav class="turn-bar" aria-label={words.say("web.watch.turns")}>
      <div class="turn-bar-keys">
        <Button disabled={at <= 0} onPress={() => onLook(turnBy(looking, count, -1))} part="earlier">
          {words.say("web.watch.earlier")}
        </Button>
        <Select
          label={words.say("web.watch.which")}
          hideLabel
          value={at}
          options={Array.from({ length: count }, (_, turn) => ({
            value: turn,
            words: turn === 0 ? words.say("web.watch.option_start") : words.say("web.watch.option", { turn }),
          }))}
          onChange={(turn) => onLook(goToTurn(turn, count))}
          part="which"
        />
        <Button disabled={at >= count - 1} onPress={() => onLook(turnBy(looking, count, 1))} part="later">
          {words.say("web.watch.later")}
        </Button>
      </div>
      <label class="follow">
        <input
          type="checkbox"
          checked={looking.follows}
          onChange={(event) => onLook(setFollows(looking, count, event.currentTarget.checked))}
        />
        {words.say("web.watch.follow")}
      </label>
      <p class="small soft keys-hint">{words.say("web.watch.keys")}</p>
    </nav>
  );
}

function useArrows(onStep: (step: number) => void): void {
  const latest = useRef(onStep);
  latest.current = onStep;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const inControl = event.target instanceof Element && event.target.closest(CONTROLS) !== null;
      const changed = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented;
      const step = stepOfKey(event.key, changed, inControl);
      if (step === 0) return;
      event.preventDefault();
      latest.current(step);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
