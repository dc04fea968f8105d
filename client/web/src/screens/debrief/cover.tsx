// What stands in the place of something that tells motives until it is uncovered. Nothing of it is in the page yet.

import type { JSX } from "preact";

import { Button } from "../../parts/button.js";
import { useWords } from "../../parts/context.js";

interface CoverProps {
  sentence: string;
  uncover: string; // on the button
  onUncover: () => void;
  all?: { words: string; onPress: () => void } | undefined;
}

export function Cover({ sentence, uncover, onUncover, all }: CoverProps): JSX.Element {
  const words = useWords();
  return (
    <div class="cover no-print" data-part="cover">
      <p>{sentence}</p>
      <div class="row">
        <Button kind="main" onPress={onUncover} part="uncover">
          {uncover}
        </Button>
        {all && (
          <Button kind="quiet" onPress={all.onPress} part="uncover-all">
            {all.words}
          </Button>
        )}
      </div>
      <p class="small soft">{words.say("web.debrief.cover_why")}</p>
    </div>
  );
}
