// The exercise is full: to look on, or to wait for a seat that somebody leaves. Who waits pressed for it; the page then
// asks now and then, and not for ever.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { Button } from "../../parts/button.js";
import { useWords } from "../../parts/context.js";
import { Notice } from "../../parts/notice.js";

const AGAIN_MS = 15_000;
const TRIES_MAX = 60; // a quarter of an hour

export interface WaitingProps {
  code: string;
  /** True: in. False: still full. Rejects with whatever else kept the door shut. */
  tryOnce: () => Promise<boolean>;
  onFailed: (cause: unknown) => void;
  onBack: () => void;
}

export function Waiting({ code, tryOnce, onFailed, onBack }: WaitingProps): JSX.Element {
  const words = useWords();
  const [waits, setWaits] = useState(false);
  const [tries, setTries] = useState(0);
  const latest = useRef({ tryOnce, onFailed });
  latest.current = { tryOnce, onFailed };
  useEffect(() => {
    if (!waits) return;
    if (tries >= TRIES_MAX) return setWaits(false);
    let wanted = true;
    const timer = setTimeout(() => {
      latest.current.tryOnce().then(
        (isIn) => {
          if (wanted && !isIn) setTries((count) => count + 1);
        },
        (cause: unknown) => {
          if (wanted) latest.current.onFailed(cause);
        },
      );
    }, AGAIN_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [waits, tries]);
  const sentence = waits ? "web_door.waiting" : tries > 0 ? "web_door.waited" : "web_door.full_words";
  return (
    <Notice
      tone="warn"
      title={words.say("web_door.full")}
      part="full"
      actions={
        <>
          {!waits && (
            <Button
              kind="main"
              onPress={() => {
                setTries(0);
                setWaits(true);
              }}
              part="wait"
            >
              {words.say("web_door.wait")}
            </Button>
          )}
          <a class="button button-plain" href={`/watch/${encodeURIComponent(code)}`}>
            {words.say("web.join.watch")}
          </a>
          <Button kind="quiet" onPress={onBack}>
            {words.say("web_door.back")}
          </Button>
        </>
      }
    >
      <p role="status">{words.say(sentence, { seconds: AGAIN_MS / 1000, minutes: (AGAIN_MS * TRIES_MAX) / 60_000 })}</p>
    </Notice>
  );
}
