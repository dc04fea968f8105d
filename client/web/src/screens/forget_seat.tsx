// For a computer that others use: the way back to a seat is taken out of this browser. The seat code still leads to it.

import type { JSX } from "preact";
import { useId } from "preact/hooks";

import { Button } from "../parts/button.js";
import { useModel, usePlayer, useWords } from "../parts/context.js";

export function ForgetSeat(): JSX.Element | null {
  const player = usePlayer();
  const words = useWords();
  const seat = useModel((model) => model.seat);
  const means = useId();
  if (!seat) return null;
  const forget = (): void => {
    player.forget();
    location.assign("/");
  };
  return (
    <section class="stack no-print">
      <p id={means} class="small soft">
        {words.say("web.forget.words", { code: seat.seatCode })}
      </p>
      <div>
        <Button onPress={forget} describedBy={means} part="forget">
          {words.say("web.forget.press")}
        </Button>
      </div>
    </section>
  );
}
