// A seat that is looked at, in the place of everything else: whose eyes these are, the way back, and what it sees. The
// rest of the page waits as it was left.

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import type { LinkState } from "../../model/api.js";
import type { Look } from "../../model/facilitator_api.js";
import { Button } from "../../parts/button.js";
import { useEachSecond } from "../../parts/context.js";
import { Notice } from "../../parts/notice.js";
import { LookScreen } from "../look/index.js";
import { durationWords } from "../play/facts.js";
import { faultWords, seatScope } from "./act_words.js";
import { focusOn } from "./focus.js";
import { useRoom } from "./room.js";

const AGE_STEP = 10; // seconds: nobody needs to see them run

/** Back to the button that it was opened by. */
export function focusLooked({ seat }: Look): void {
  const button = document.querySelector<HTMLElement>(`[data-part="detail"] [data-part="seat-${seat}"] [data-part="look"]`);
  if (button) button.focus();
  else focusOn("detail-title");
}

export function LookView({ look, link }: { look: Look; link: LinkState }): JSX.Element {
  const { words, state, facilitator, tell } = useRoom();
  const banner = useRef<HTMLParagraphElement>(null);
  const scope = seatScope(words, state, look.world, look.seat);
  const back = (): void => facilitator.lookAway();
  useEscape(back);
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
    banner.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const { clock } = facilitator.seen.model;
    if (look.seenAt !== null) tell(words.say("webfac.look.seen", { scope, turn: clock?.turn ?? 0 }));
  }, [look.seenAt]);
  return (
    <main class="look" id="look" data-part="looking" tabIndex={-1}>
      <div class="look-bar">
        <Button small onPress={back} part="look-back">
          {words.say("webfac.look.back")}
        </Button>
        <p class="look-words" ref={banner} tabIndex={-1} data-part="look-banner">
          {words.say("webfac.look.banner", { scope })}
        </p>
      </div>
      <div class="look-notices">
        <div class="look-age">
          <Age look={look} />
          <Button small onPress={() => facilitator.lookAgain()} busy={look.asking} part="look-again">
            {words.say("webfac.look.again")}
          </Button>
        </div>
        {link.kind === "lost" && <Notice tone="warn" title={words.say("webfac.link.lost")} part="look-lost" />}
        <Refused look={look} />
      </div>
      <LookScreen seen={facilitator.seen} />
    </main>
  );
}

/** What is saved or written after that is not in the picture. */
function Age({ look }: { look: Look }): JSX.Element {
  const { words, facilitator } = useRoom();
  const { seenAt } = look;
  const age = useEachSecond(() => (seenAt === null ? 0 : AGE_STEP * Math.floor((facilitator.now() - seenAt) / 1000 / AGE_STEP)));
  if (seenAt === null) return look.refusal ? <span /> : <p class="small">{words.say("webfac.look.coming")}</p>;
  return <p class="small soft">{words.say(age === 0 ? "webfac.look.now" : "webfac.look.age", { since: durationWords(words, age) })}</p>;
}

function Refused({ look: { refusal, seenAt } }: { look: Look }): JSX.Element | null {
  const { words } = useRoom();
  if (!refusal) return null;
  const { sentence, remedy } = faultWords(words, refusal);
  return (
    <div role="alert">
      <Notice tone="bad" title={sentence} part="look-refused">
        <p>{remedy}</p>
        {seenAt !== null && <p>{words.say("webfac.look.older")}</p>}
      </Notice>
    </div>
  );
}

function useEscape(run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
