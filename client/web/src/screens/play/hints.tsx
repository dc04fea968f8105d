// A hint for each of the first turns, until it is put away. What was put away stays so in this tab.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { Notice } from "../../parts/notice.js";
import { plainName, rivals } from "./facts.js";
import { useDesk } from "./play_context.js";

const hints = ["web.hint.1", "web.hint.2", "web.hint.3", "web.hint.4", "web.hint.5"];
const KEY = "spiral.hint";

function putAwayIn(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // a browser that keeps nothing shows the hint again after a reload
  }
}

function putAway(name: string): void {
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // it is gone from this page at least
  }
}

export function Hint(): JSX.Element | null {
  const { facts, shut } = useDesk();
  const [away, setAway] = useState(putAwayIn);
  const key = hints[facts.turn - 1];
  const name = `${facts.briefing.seat}.${facts.turn}`;
  if (!key || shut || away === name) return null;
  const rival = rivals(facts)[0];
  return (
    <Notice
      part="hint"
      actions={
        <Button
          small
          onPress={() => {
            putAway(name);
            setAway(name);
          }}
        >
          {facts.words.say("web.hint.away")}
        </Button>
      }
    >
      <p>{facts.words.say(key, { rival: rival === undefined ? "" : plainName(facts.briefing, rival) })}</p>
    </Notice>
  );
}
