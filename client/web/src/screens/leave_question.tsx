// Asked before a person gives the seat to a bot; what that means where they are stands within.

import type { ComponentChildren, JSX } from "preact";

import { usePlayer, useWords } from "../parts/context.js";
import { Question } from "../parts/dialog.js";

export function LeaveQuestion({ onClose, children }: { onClose: () => void; children: ComponentChildren }): JSX.Element {
  const player = usePlayer();
  const words = useWords();
  return (
    <Question
      open
      title={words.say("web.leave.title")}
      yes={words.say("web.leave.yes")}
      no={words.say("web.leave.no")}
      danger
      part="leave-dialog"
      onClose={onClose}
      onYes={() => void player.leave().catch(() => undefined)}
    >
      <p>{children}</p>
    </Question>
  );
}
