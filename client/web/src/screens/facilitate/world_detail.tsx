// One world from near: its seats with who holds them, and everything that can be done with the world or one of its seats.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { ActKind, Rights } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Button } from "../../parts/button.js";
import { Select } from "../../parts/choice.js";
import { harmless } from "../../words/harmless.js";
import { worldName } from "./act_words.js";
import { CloseDialog, RollBackDialog, TimeDialog } from "./clock_dialogs.js";
import { ownerOf, phaseOf } from "./facts.js";
import { ActButton, ActDialog, ActFault, AskButton } from "./pieces.js";
import { useActing, useRoom, useScoped } from "./room.js";
import { SeatTable } from "./seat_table.js";
import { WorldActs, WorldTime } from "./world_card.js";

export function WorldDetail({ world, onClose }: { world: number; onClose: () => void }): JSX.Element | null {
  const { words, state } = useRoom();
  const told = state.worlds[world];
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []); // it was opened by a press elsewhere
  if (!told) return null;
  const name = worldName(state, world);
  return (
    <section class="card detail" aria-labelledby="detail-title" id="detail" data-part="detail">
      <div class="card-head">
        <h2 id="detail-title" ref={heading} tabIndex={-1}>
          {words.say("webfac.world.name", { world: name })}
        </h2>
        <WorldTime world={told} />
        <Button small onPress={onClose} label={words.say("webfac.scoped", { what: words.say("web.close"), scope: words.say("webfac.scope.world", { world: name }) })}>
          {words.say("web.close")}
        </Button>
      </div>
      <div class="card-body stack">
        {told.conditions && <p class="small">{words.say("webfac.world.conditions", { conditions: harmless(told.conditions) })}</p>}
        {told.branch > 0 && <p class="small">{words.say("webfac.world.branch", { count: told.branch })}</p>}
        {told.deserted && <p>{words.say("webfac.world.deserted")}</p>}
        {told.clock?.reason && <p>{words.say("webfac.world.reason", { reason: harmless(told.clock.reason) })}</p>}
        <WorldActs world={world} />
        <Further world={world} />
        <SeatTable world={world} />
      </div>
    </section>
  );
}

type Asks = "" | "time" | "roll_back" | "close" | "owner";

/** What is needed less often. */
function Further({ world }: { world: number }): JSX.Element {
  const { words, state, me } = useRoom();
  const acting = useActing();
  const [asks, setAsks] = useState<Asks>("");
  const away = (): void => setAsks("");
  const told = state.worlds[world]!;
  const phase = phaseOf(told);
  const turns = phase === "open" || phase === "paused";
  const owner = ownerOf(state, told);
  const limitless = told.clock?.remaining ? undefined : words.say("webfac.why.no_limit");
  return (
    <div class="stack-tight">
      <div class="row">
        {turns && (
          <>
            <AskButton name="time" kind={ActKind.ACT_EXTEND} world={world} words={words.say("webfac.act.time")} why={limitless} onPress={() => setAsks("time")} />
            <AskButton name="roll-back" kind={ActKind.ACT_ROLL_BACK} world={world} words={words.say("webfac.act.back")} onPress={() => setAsks("roll_back")} />
          </>
        )}
        {owner?.number === me.number ? (
          <ActButton acting={acting} name="release" kind={ActKind.ACT_OWN} world={world} words={words.say("webfac.act.release")} act={() => acts.release(world)} />
        ) : (
          <ActButton acting={acting} name="own" kind={ActKind.ACT_OWN} world={world} words={words.say("webfac.act.own")} act={() => acts.own(world, me.number)} />
        )}
        {state.facilitators.length > 1 && me.rights >= Rights.LEAD && (
          <AskButton name="give" kind={ActKind.ACT_OWN} world={world} words={words.say("webfac.act.give")} onPress={() => setAsks("owner")} />
        )}
        {phase !== "ended" && <AskButton name="close" kind={ActKind.ACT_CLOSE} world={world} look="danger" words={words.say("webfac.act.close")} onPress={() => setAsks("close")} />}
      </div>
      <ActFault acting={acting} />
      {asks === "time" && <TimeDialog world={world} onClose={away} />}
      {asks === "roll_back" && <RollBackDialog world={world} onClose={away} />}
      {asks === "close" && <CloseDialog world={world} onClose={away} />}
      {asks === "owner" && <OwnerDialog world={world} onClose={away} />}
    </div>
  );
}

/** Who answers for a world: anybody who may run one. */
function OwnerDialog({ world, onClose }: { world: number; onClose: () => void }): JSX.Element {
  const { words, state, me } = useRoom();
  const { scope } = useScoped(world);
  const others = state.facilitators.filter((one) => one.number !== me.number && one.rights >= Rights.RUN);
  const [chosen, setChosen] = useState(others[0]?.number ?? 0);
  return (
    <ActDialog
      part="owner-dialog"
      title={words.say("webfac.ask.owner", { scope })}
      yes={words.say("webfac.act.give_yes")}
      act={() => acts.own(world, chosen)}
      why={others.length === 0 ? words.say("webfac.ask.owner_none") : undefined}
      onClose={onClose}
    >
      {others.length === 0 ? (
        <p>{words.say("webfac.ask.owner_none")}</p>
      ) : (
        <Select label={words.say("webfac.ask.owner_who")} options={others.map((one) => ({ value: one.number, words: harmless(one.name) }))} value={chosen} onChange={setChosen} />
      )}
    </ActDialog>
  );
}
