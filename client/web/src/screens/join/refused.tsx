// Why the door stayed shut, and what can be done about it.

import type { JSX } from "preact";

import { RefusalCode, type Refusal } from "../../gen/spiral/v1/session_pb.js";
import { useEachSecond, useWords } from "../../parts/context.js";
import { Button } from "../../parts/button.js";
import { Notice } from "../../parts/notice.js";
import { refusalOf, whyNotWords } from "../refusal_text.js";

export interface DoorRefusal {
  cause: unknown;
  at: number; // performance.now()
  code: string; // that was asked for
}

function busySeconds(refusal: Refusal | null): number {
  return refusal?.more.case === "busy" ? Math.ceil(refusal.more.value.retryAfterMs / 1000) : 0;
}

/** Counts down, and then tries again when pressed: nobody is sent to a busy server without wanting it. */
function TryAgain({ refused, onAgain }: { refused: DoorRefusal; onAgain: () => void }): JSX.Element {
  const words = useWords();
  const wait = busySeconds(refusalOf(refused.cause));
  const left = useEachSecond(() => Math.max(0, Math.ceil(wait - (performance.now() - refused.at) / 1000)));
  return (
    <Button kind="main" disabled={left > 0} onPress={onAgain} part="again">
      {left > 0 ? words.say("web.join.again_in", { seconds: left }) : words.say("web.join.again")}
    </Button>
  );
}

const RETRY = [RefusalCode.REFUSAL_BUSY, RefusalCode.REFUSAL_FULL, RefusalCode.REFUSAL_UNSPECIFIED];
const WATCH = [RefusalCode.REFUSAL_FULL, RefusalCode.REFUSAL_OVER];

export function Refused({ refused, onAgain }: { refused: DoorRefusal; onAgain: () => void }): JSX.Element {
  const words = useWords();
  const refusal = refusalOf(refused.cause);
  const { sentence, remedy } = whyNotWords(words, refused.cause);
  const code = refusal?.code;
  return (
    <div role="alert">
      <Notice
        tone="bad"
        title={sentence}
        part="refused"
        actions={
          <>
            {code !== undefined && WATCH.includes(code) && (
              <a class="button button-plain" href={`/watch/${encodeURIComponent(refused.code)}`}>
                {words.say("web.join.watch")}
              </a>
            )}
            {(code === undefined || RETRY.includes(code)) && <TryAgain refused={refused} onAgain={onAgain} />}
            {refusal?.more.case === "moved" && (
              <a class="button button-main" href={`https://${refusal.more.value.host}:${refusal.more.value.port}/join/${encodeURIComponent(refused.code)}`}>
                {words.say("web.join.go_there")}
              </a>
            )}
          </>
        }
      >
        <p>{remedy}</p>
      </Notice>
    </div>
  );
}
