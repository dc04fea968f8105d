// What the exercise is that one is about to join, and what of it matters before a name is typed.

import type { JSX } from "preact";

import type { ExerciseInfo } from "../../gen/spiral/v1/exercise_pb.js";
import { useWords } from "../../parts/context.js";
import { Notice } from "../../parts/notice.js";
import { Title } from "../../parts/said.js";
import { titleOf } from "./knowing.js";

export function About({ info, guest }: { info: ExerciseInfo; guest: boolean }): JSX.Element {
  const words = useWords();
  const title = titleOf(info, words.language);
  return (
    <div class="stack-tight" data-part="about">
      {title && (
        <h2>
          <Title texts={info.texts} />
        </h2>
      )}
      {info.places > 0 && !info.ended && (
        <p class="soft">{words.say("web_door.here", { persons: info.persons, places: info.places, worlds: info.worlds })}</p>
      )}
      {guest && !info.ended && <p>{words.say("web_door.guest")}</p>}
      {info.full && !info.ended && !guest && <p>{words.say("web_door.full")}</p>}
      {info.started && !info.ended && <p>{words.say("web_door.started")}</p>}
      {info.teamSize > 1 && !info.ended && <p>{words.say("web_door.team", { count: info.teamSize })}</p>}
    </div>
  );
}

/** Nobody can join any more: what happened can still be looked at. */
export function Over({ code }: { code: string }): JSX.Element {
  const words = useWords();
  return (
    <Notice
      tone="warn"
      title={words.say("web_door.over")}
      part="over"
      actions={
        <a class="button button-main" href={`/watch/${encodeURIComponent(code)}`}>
          {words.say("web_door.over_watch")}
        </a>
      }
    >
      <p>{words.say("web_door.over_words")}</p>
    </Notice>
  );
}

/** Only who was invited comes in, and there is no personal link here. */
export function GuestsOnly(): JSX.Element {
  const words = useWords();
  return (
    <Notice tone="warn" title={words.say("web_door.guests_only")} part="guests-only">
      <p>{words.say("web_remedy.guests_only")}</p>
    </Notice>
  );
}
