// May what one does here be used? Asked only where the exercise asks; neither answer is chosen beforehand, and both
// lead to the same game.

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { Consent } from "../../gen/spiral/v1/exercise_pb.js";
import { Button } from "../../parts/button.js";
import { useWords } from "../../parts/context.js";

const POINTS = ["web_door.consent_what", "web_door.consent_name", "web_door.consent_game", "web_door.consent_withdraw"];

export interface ConsentProps {
  title: ComponentChildren; // of the exercise; may be nothing
  busy: boolean;
  onConsent: (consent: Consent) => void;
  onBack: () => void;
}

export function ConsentQuestion({ title, busy, onConsent, onBack }: ConsentProps): JSX.Element {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="stack" data-part="consent">
      <h1 ref={heading} tabIndex={-1}>
        {words.say("web_door.consent_title")}
      </h1>
      {title && <p class="soft">{title}</p>}
      <ul class="sentences">
        {POINTS.map((key) => (
          <li key={key}>{words.say(key)}</li>
        ))}
      </ul>
      <div class="stack-tight">
        <Button wide busy={busy} onPress={() => onConsent(Consent.YES)} part="consent-yes">
          {words.say("web_door.consent_yes")}
        </Button>
        <Button wide busy={busy} onPress={() => onConsent(Consent.PLAY_ONLY)} part="consent-play-only">
          {words.say("web_door.consent_play_only")}
        </Button>
        <Button kind="quiet" onPress={onBack} part="consent-back">
          {words.say("web_door.back")}
        </Button>
      </div>
    </section>
  );
}
