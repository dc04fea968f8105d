// What a seat sees, as whoever runs the exercise looks at it: the player's own parts, drawn from what is told of the seat.
// Here is no player, so nothing can act: a part that would fails to be drawn at all.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";

import type { Briefing, Situation } from "../../gen/spiral/v1/world_pb.js";
import type { Heard } from "../../model/api.js";
import { Card } from "../../parts/card.js";
import { HeardContext, PlayerContext, useModel, useWords } from "../../parts/context.js";
import { Disclosure } from "../../parts/disclosure.js";
import { EmptyState } from "../../parts/notice.js";
import { Banners } from "../play/banners.js";
import { Changes, OwnState } from "../play/changes.js";
import { asksBeliefs, type Facts } from "../play/facts.js";
import { DeskContext, useFacts, type Desk } from "../play/play_context.js";
import { Rivals } from "../play/rivals.js";
import { RoleCard, RoleWords } from "../play/role.js";
import { TimeLeft, TurnTitle } from "../play/strip.js";
import { Listed, ThreadTabs } from "../play/thread_list.js";
import { audienceKey, EVERYONE, threadsOf, type Audience } from "../play/threads.js";
import { SavedOrders } from "./saved_orders.js";
import { StatedBeliefs } from "./stated_beliefs.js";

/** Nothing as long as no picture has come. */
export function LookScreen({ seen }: { seen: Heard }): JSX.Element {
  return (
    <PlayerContext.Provider value={null}>
      <HeardContext.Provider value={seen}>
        <Picture />
      </HeardContext.Provider>
    </PlayerContext.Provider>
  );
}

function Picture(): JSX.Element | null {
  const briefing = useModel((model) => model.briefing);
  const situation = useModel((model) => model.situation);
  return briefing && situation ? <SeatDesk briefing={briefing} situation={situation} /> : null;
}

function SeatDesk({ briefing, situation }: { briefing: Briefing; situation: Situation }): JSX.Element {
  const words = useWords();
  const before = useModel((model) => model.before);
  const desk = useMemo<Desk>(() => {
    const facts: Facts = { words, briefing, situation, before, me: briefing.seat, turn: situation.turn + 1, aids: null };
    return { facts, shut: null, openThread: null };
  }, [words, briefing, situation, before]);
  return (
    <DeskContext.Provider value={desk}>
      <div class="look-strip">
        <TurnTitle />
        <TimeLeft />
      </div>
      <div class="columns look-columns">
        <div class="above">
          <Banners />
        </div>
        <div class="column column-see">
          <Role />
          <Changes />
          <OwnState />
          <Rivals />
        </div>
        <div class="column column-do">
          <SavedOrders />
          {asksBeliefs(briefing) && <StatedBeliefs />}
        </div>
        <div class="column column-say">
          <MessagesRead />
        </div>
      </div>
    </DeskContext.Provider>
  );
}

/** In sight in the first turn, as the seat has it; then at hand. */
function Role(): JSX.Element {
  const { words, briefing, situation, turn } = useFacts();
  const told = { words, briefing, situation };
  if (turn === 1) return <RoleCard {...told} />;
  return (
    <div class="card">
      <div class="card-body">
        <Disclosure quiet summary={words.say("screen.role")} part="role">
          {() => <RoleWords {...told} />}
        </Disclosure>
      </div>
    </div>
  );
}

function MessagesRead(): JSX.Element {
  const { words, me } = useFacts();
  const press = useModel((model) => model.press);
  const [audience, setAudience] = useState<Audience>(EVERYONE);
  const threads = useMemo(() => threadsOf(press, me), [press, me]);
  const chosen = threads.find((thread) => thread.key === audienceKey(audience)) ?? threads[0];
  return (
    <Card id="messages" title={words.say("web.press.title")}>
      {threads.length > 1 && <ThreadTabs threads={threads} chosen={chosen?.key ?? EVERYONE} onChoose={setAudience} />}
      {chosen && chosen.messages.length > 0 ? <Listed thread={chosen} /> : <EmptyState>{words.say("webfac.look.no_messages")}</EmptyState>}
    </Card>
  );
}
