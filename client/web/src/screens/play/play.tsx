// The game's screen: a strip above, a strip below, and between them what changed, the others, orders, beliefs and
// messages. One column on a phone, three on a desk.

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Briefing, Situation } from "../../gen/spiral/v1/world_pb.js";
import { useModel, useWords } from "../../parts/context.js";
import { Banners } from "./banners.js";
import { Beliefs } from "./beliefs.js";
import { Changes, OwnState } from "./changes.js";
import { Foot } from "./foot.js";
import { asksBeliefs, type Facts } from "./facts.js";
import { Hint } from "./hints.js";
import { Menu } from "./menu.js";
import { Messages } from "./messages.js";
import { Orders } from "./orders.js";
import { DeskContext, useConsidered, type Desk } from "./play_context.js";
import { Rivals } from "./rivals.js";
import { RoleCard } from "./role.js";
import { Strip } from "./strip.js";
import type { Audience } from "./threads.js";
import { Voices } from "./voices.js";

/** A new turn begins at the top of the page, where it says what changed. */
function useTurnStart(turn: number): void {
  const first = useRef(turn);
  useLayoutEffect(() => {
    if (first.current === turn) return;
    first.current = turn;
    const written = document.activeElement instanceof HTMLTextAreaElement;
    if (written) return; // somebody is writing a message
    document.getElementById("changes")?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [turn]);
}

function useFactsOf(briefing: Briefing, situation: Situation): Facts {
  const words = useWords();
  const before = useModel((model) => model.before);
  const turn = situation.turn + 1;
  const alive = Boolean(situation.states[briefing.seat]?.alive);
  const aids = useConsidered(turn, alive && situation.end === 0, "figures", "prospects", "margins", "idle");
  return useMemo(
    () => ({ words, briefing, situation, before, me: briefing.seat, turn, aids }),
    [words, briefing, situation, before, turn, aids],
  );
}

function whyShut(facts: Facts): string | null {
  const { words, situation, me } = facts;
  if (situation.end !== 0) return words.say("status.ended");
  if (!situation.states[me]?.alive) return words.say("status.eliminated");
  if (situation.botHoldsSeat) return words.say("web.status.bot");
  return null;
}

/** The first turn of all, and of whoever came late or was moved: the turn that a bot still plays for them, and their own first. */
function useFirstTurns(turn: number): boolean {
  const fresh = useModel((model) => model.fresh);
  const since = useRef({ fresh: "", turn: 0 });
  if (fresh && since.current.fresh !== fresh) since.current = { fresh, turn };
  return turn === 1 || (fresh !== "" && turn <= since.current.turn + 1);
}

export function Play({ briefing, situation }: { briefing: Briefing; situation: Situation }): JSX.Element {
  const facts = useFactsOf(briefing, situation);
  const showsRole = useFirstTurns(facts.turn);
  const [menu, setMenu] = useState(false);
  const [audience, setAudience] = useState<Audience>("everyone");
  const unread = useModel((model) => model.press.filter((press) => press.from !== facts.me && Number(press.number) > model.pressSeen).length);
  const shut = whyShut(facts);
  const writes = useRef(false); // in the field of a thread that was just opened, as soon as it is drawn
  const desk = useMemo<Desk>(
    () => ({
      facts,
      shut,
      openThread: (state) => {
        setAudience([state]);
        writes.current = true;
      },
    }),
    [facts, shut],
  );
  useTurnStart(facts.turn);
  useLayoutEffect(() => {
    if (!writes.current) return;
    writes.current = false;
    const field = document.querySelector<HTMLTextAreaElement>("#messages textarea");
    field?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  });
  return (
    <DeskContext.Provider value={desk}>
      <a class="skip" href="#main">
        {facts.words.say("web.skip")}
      </a>
      <Strip onMenu={() => setMenu(true)} unread={unread} />
      <main class="columns" id="main" tabIndex={-1}>
        <div class="above">
          <Banners />
          <Hint />
        </div>
        <div class="column column-see">
          {showsRole && <RoleCard words={facts.words} briefing={briefing} situation={situation} />}
          <Changes />
          <OwnState />
          <Rivals />
        </div>
        <div class="column column-do">
          <Orders />
          {asksBeliefs(briefing) && <Beliefs />}
        </div>
        <div class="column column-say">
          <Messages audience={audience} onAudience={setAudience} />
        </div>
      </main>
      <Foot />
      <Voices />
      {menu && <Menu onClose={() => setMenu(false)} />}
    </DeskContext.Provider>
  );
}
