// What is done for one seat now and then: orders on behalf, more time, and its persons moved, taken out, or their yes to the
// use of their data taken back.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind, Consent, type ExercisePerson } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Button } from "../../parts/button.js";
import { Select } from "../../parts/choice.js";
import { Dialog } from "../../parts/dialog.js";
import { harmless } from "../../words/harmless.js";
import { seatName, seatScope, shutWords, worldName } from "./act_words.js";
import { phaseOf } from "./facts.js";
import { PERCENTS } from "./limits.js";
import { OrdersDialog } from "./orders_dialog.js";
import { ActDialog, ActFault } from "./pieces.js";
import { useActing, useRoom } from "./room.js";
import { timesWords } from "./seat_table.js";

interface SeatProps {
  world: number;
  seat: number;
  onClose: () => void;
}

type Asks = { kind: "seat" } | { kind: "orders" } | { kind: "move" | "remove" | "consent"; person: ExercisePerson };

export function SeatDialog({ world, seat, onClose }: SeatProps): JSX.Element | null {
  const { words, state, me } = useRoom();
  const [asks, setAsks] = useState<Asks>({ kind: "seat" });
  const told = state.worlds[world]?.seats[seat];
  if (!told) return null;
  const back = (): void => setAsks({ kind: "seat" });
  if (asks.kind === "orders") return <OrdersDialog world={world} seat={seat} onClose={back} />;
  if (asks.kind === "move") return <MoveDialog person={asks.person} world={world} seat={seat} onClose={back} />;
  if (asks.kind === "remove") return <RemoveDialog person={asks.person} onClose={back} />;
  if (asks.kind === "consent") return <ConsentDialog person={asks.person} onClose={back} />;
  const scope = seatScope(words, state, world, seat);
  return (
    <Dialog open title={scope} onClose={onClose} part="seat-dialog">
      {told.alive && <OrdersOfSeat world={world} onOpen={() => setAsks({ kind: "orders" })} />}
      {told.alive && <TimeOfSeat world={world} seat={seat} percent={told.percent || 100} />}
      <section class="stack-tight">
        <h3>{words.say("webfac.column.persons")}</h3>
        {told.persons.length === 0 && <p class="soft">{words.say("webfac.seat.nobody")}</p>}
        <ul class="person-rows">
          {told.persons.map((person, number) => (
            <li key={number} class="row-apart">
              <b>{harmless(person.name)}</b>
              <span class="row">
                {person.consent === Consent.YES && (
                  <Button
                    small
                    label={words.say("webfac.scoped", { what: words.say("webfac.act.consent"), scope: harmless(person.name) })}
                    why={shutWords(words, state, me, ActKind.ACT_CONSENT, world)}
                    onPress={() => setAsks({ kind: "consent", person })}
                    part="consent"
                  >
                    {words.say("webfac.act.consent")}
                  </Button>
                )}
                <Button
                  small
                  label={words.say("webfac.scoped", { what: words.say("webfac.act.move"), scope: harmless(person.name) })}
                  why={shutWords(words, state, me, ActKind.ACT_MOVE_PERSON, world)}
                  onPress={() => setAsks({ kind: "move", person })}
                  part="move"
                >
                  {words.say("webfac.act.move")}
                </Button>
                <Button
                  small
                  kind="danger"
                  label={words.say("webfac.scoped", { what: words.say("webfac.act.remove"), scope: harmless(person.name) })}
                  why={shutWords(words, state, me, ActKind.ACT_REMOVE_PERSON, world)}
                  onPress={() => setAsks({ kind: "remove", person })}
                  part="remove"
                >
                  {words.say("webfac.act.remove")}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Dialog>
  );
}

function OrdersOfSeat({ world, onOpen }: { world: number; onOpen: () => void }): JSX.Element {
  const { words, state, me } = useRoom();
  const phase = state.worlds[world] ? phaseOf(state.worlds[world]) : "ended";
  const noTurn = phase === "open" || phase === "paused" ? undefined : words.say("webfac.why.no_turn");
  return (
    <section class="stack-tight">
      <h3>{words.say("webfac.orders.title")}</h3>
      <p class="small">{words.say("webfac.orders.what")}</p>
      <div>
        <Button why={shutWords(words, state, me, ActKind.ACT_ORDERS, world) ?? noTurn} onPress={onOpen} part="orders-on-behalf">
          {words.say("webfac.orders.open")}
        </Button>
      </div>
    </section>
  );
}

/** Nobody else is told whose it is, but the whole world's turns last as long. */
function TimeOfSeat({ world, seat, percent }: { world: number; seat: number; percent: number }): JSX.Element {
  const { words, state, me } = useRoom();
  const acting = useActing();
  const [chosen, setChosen] = useState(percent);
  const others = PERCENTS.some((known) => known === percent) ? PERCENTS : [...PERCENTS, percent].sort((a, b) => a - b);
  const shut = shutWords(words, state, me, ActKind.ACT_MULTIPLY, world);
  return (
    <section class="stack-tight">
      <h3>{words.say("webfac.column.time")}</h3>
      <p class="small">{words.say("webfac.time.what")}</p>
      <div class="row">
        <Select
          label={words.say("webfac.column.time")}
          hideLabel
          disabled={Boolean(shut)}
          options={others.map((value) => ({ value, words: words.say("webfac.seat.percent", { times: timesWords(words.language, value) }) }))}
          value={chosen}
          onChange={setChosen}
          part="percent"
        />
        <Button
          why={shut ?? (chosen === percent ? words.say("webfac.time.same") : undefined)}
          busy={acting.busy.size > 0}
          onPress={() => acting.run(acts.multiply(world, seat, chosen), "multiply")}
          part="multiply"
        >
          {words.say("webfac.time.give")}
        </Button>
      </div>
      <ActFault acting={acting} />
    </section>
  );
}

function MoveDialog({ person, world, seat, onClose }: SeatProps & { person: ExercisePerson }): JSX.Element {
  const { words, state } = useRoom();
  const [to, setTo] = useState(world);
  const seats = (state.worlds[to]?.seats ?? []).flatMap((one, number) => (one.alive && !(to === world && number === seat) ? [number] : []));
  const [wanted, setWanted] = useState<number | null>(null);
  const chosen = wanted !== null && seats.includes(wanted) ? wanted : seats[0];
  return (
    <ActDialog
      part="move-dialog"
      title={words.say("webfac.ask.move", { name: harmless(person.name) })}
      yes={words.say("webfac.act.move")}
      act={() => acts.movePerson(person.person, to, chosen ?? 0)}
      why={chosen === undefined ? words.say("webfac.why.no_seat") : undefined}
      onClose={onClose}
    >
      <p>{words.say("webfac.ask.move_what")}</p>
      <Select label={words.say("webfac.ask.world")} options={state.worlds.map((_, value) => ({ value, words: worldName(state, value) }))} value={to} onChange={setTo} part="to-world" />
      {chosen !== undefined && (
        <Select
          label={words.say("webfac.column.seat")}
          options={seats.map((value) => ({ value, words: `${seatName(words, state, to, value)}: ${heldBy(state.worlds[to]!.seats[value]!.persons, words.say("webfac.seat.nobody"))}` }))}
          value={chosen}
          onChange={setWanted}
          part="to-seat"
        />
      )}
    </ActDialog>
  );
}

function heldBy(persons: readonly ExercisePerson[], nobody: string): string {
  return persons.length === 0 ? nobody : persons.map((person) => harmless(person.name)).join(", ");
}

function RemoveDialog({ person, onClose }: { person: ExercisePerson; onClose: () => void }): JSX.Element {
  const { words } = useRoom();
  return (
    <ActDialog
      danger
      part="remove-dialog"
      title={words.say("webfac.ask.remove", { name: harmless(person.name) })}
      yes={words.say("webfac.act.remove")}
      act={() => acts.removePerson(person.person)}
      onClose={onClose}
    >
      <p>{words.say("webfac.ask.remove_what")}</p>
    </ActDialog>
  );
}

function ConsentDialog({ person, onClose }: { person: ExercisePerson; onClose: () => void }): JSX.Element {
  const { words } = useRoom();
  return (
    <ActDialog
      danger
      part="consent-dialog"
      title={words.say("webfac.ask.consent", { name: harmless(person.name) })}
      yes={words.say("webfac.act.consent")}
      act={() => acts.takeYesBack(person.person)}
      onClose={onClose}
    >
      <p>{words.say("webfac.ask.consent_what")}</p>
    </ActDialog>
  );
}
