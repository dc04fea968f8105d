// The seats of a world: who is there, how far they are, and what can be done for them. Of what they ordered or believe it
// says nothing, because the server tells nothing: for that one looks at a seat, which is logged.

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

import { ActKind, Consent, TeamRole, type ExercisePerson, type ExerciseSeat } from "../../gen/spiral/v1/exercise_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Button } from "../../parts/button.js";
import { useEachSecond } from "../../parts/context.js";
import { StateMark } from "../../parts/state_mark.js";
import { harmless } from "../../words/harmless.js";
import { clockFace } from "../play/facts.js";
import { scoped, seatName, seatScope, shutWords } from "./act_words.js";
import { phaseOf } from "./facts.js";
import { ActFault } from "./pieces.js";
import { useActing, useRoom, type Acting } from "./room.js";
import { SeatDialog } from "./seat_dialog.js";

const COLUMNS = ["seat", "persons", "orders", "beliefs", "ready", "missed", "time", "acts"] as const;

/** A table whose rows stand as blocks on a phone: the roles are said, since the layout takes them away. */
export function SeatTable({ world }: { world: number }): JSX.Element {
  const { words, state } = useRoom();
  const [chosen, setChosen] = useState<number | null>(null);
  const acting = useActing();
  const seats = state.worlds[world]?.seats ?? [];
  return (
    <>
      <table class="seats" role="table" aria-label={words.say("webfac.seats.title")}>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {words.say(`webfac.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {seats.map((seat, number) => (
            <SeatRow key={number} world={world} number={number} seat={seat} acting={acting} onMore={() => setChosen(number)} />
          ))}
        </tbody>
      </table>
      <ActFault acting={acting} />
      {chosen !== null && seats[chosen] && <SeatDialog world={world} seat={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function Cell({ column, children }: { column: (typeof COLUMNS)[number]; children: ComponentChildren }): JSX.Element {
  const { words } = useRoom();
  return (
    <td role="cell" class={`cell-${column}`}>
      <span class="cell-label" aria-hidden="true">
        {words.say(`webfac.column.${column}`)}
      </span>
      <span>{children}</span>
    </td>
  );
}

interface SeatRowProps {
  world: number;
  number: number;
  seat: ExerciseSeat;
  acting: Acting;
  onMore: () => void;
}

function SeatRow({ world, number, seat, acting, onMore }: SeatRowProps): JSX.Element {
  const { words, state } = useRoom();
  const name = seatName(words, state, world, number);
  const rivals = Math.max(0, (state.worlds[world]?.seats.filter((one) => one.alive).length ?? 1) - 1);
  const beliefs = seat.asked ? words.say("webfac.seat.beliefs", { done: seat.beliefs, of: rivals }) : words.say("webfac.seat.not_asked");
  return (
    <tr role="row" class={seat.alive ? undefined : "seat-gone"} data-part={`seat-${number}`}>
      <th role="rowheader" scope="row">
        <StateMark state={number} size={22} /> {name}
      </th>
      <Cell column="persons">
        <Persons seat={seat} />
      </Cell>
      <Cell column="orders">{words.say(seat.revision > 0 ? "webfac.seat.saved" : "webfac.seat.nothing")}</Cell>
      <Cell column="beliefs">{beliefs}</Cell>
      <Cell column="ready">{words.say(seat.ready ? "webfac.yes_word" : "webfac.no_word")}</Cell>
      <Cell column="missed">{seat.misses}</Cell>
      <Cell column="time">{words.say("webfac.seat.percent", { times: timesWords(words.language, seat.percent) })}</Cell>
      <td role="cell" class="cell-acts">
        {seat.alive ? <SeatActs world={world} number={number} seat={seat} acting={acting} onMore={onMore} /> : <OutOfPlay world={world} number={number} seat={seat} onMore={onMore} />}
      </td>
    </tr>
  );
}

/** 150 percent as 1.5 or 1,5. */
export function timesWords(language: string, percent: number): string {
  const tenths = Math.round((percent || 100) / 10);
  return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}${language === "es" ? "," : "."}${tenths % 10}`;
}

const ROLES: Partial<Record<TeamRole, string>> = {
  [TeamRole.ROLE_HEAD]: "webfac.role.head",
  [TeamRole.ROLE_DEFENCE]: "webfac.role.defence",
  [TeamRole.ROLE_FOREIGN]: "webfac.role.foreign",
  [TeamRole.ROLE_INTEL]: "webfac.role.intel",
};

function Persons({ seat }: { seat: ExerciseSeat }): JSX.Element {
  const { words } = useRoom();
  const played = seat.held ? "webfac.seat.held" : seat.bot ? (seat.returning ? "webfac.seat.returning" : "webfac.seat.bot") : "";
  return (
    <span class="persons">
      {seat.persons.map((person, number) => (
        <PersonWords key={number} person={person} alone={seat.persons.length === 1} />
      ))}
      {seat.persons.length === 0 && <span class="soft">{words.say("webfac.seat.nobody")}</span>}
      {played && <span>{words.say(played)}</span>}
    </span>
  );
}

function PersonWords({ person, alone }: { person: ExercisePerson; alone: boolean }): JSX.Element {
  const { words, at, facilitator } = useRoom();
  const away = useEachSecond(() => (person.here || person.goneSeconds === 0 ? 0 : person.goneSeconds + Math.floor((facilitator.now() - at) / 1000)));
  const role = alone ? undefined : ROLES[person.role];
  const how = person.left ? words.say("webfac.person.left") : person.here ? words.say("webfac.person.here") : away > 0 ? words.say("webfac.person.away", { since: clockFace(away) }) : words.say("webfac.person.never");
  return (
    <span class={person.here ? "person" : "person person-away"}>
      <b>{harmless(person.name)}</b> {role && <span class="soft">({words.say(role)})</span>} {how}
      {person.consent === Consent.PLAY_ONLY && <span class="soft"> {words.say("webfac.person.play_only")}</span>}
    </span>
  );
}

function SeatActs({ world, number, seat, acting, onMore }: SeatRowProps): JSX.Element {
  const { words, state, me } = useRoom();
  const scope = seatScope(words, state, world, number);
  const phase = state.worlds[world] ? phaseOf(state.worlds[world]) : "ended";
  const press = (key: string, name: string, kind: ActKind, act: () => ReturnType<typeof acts.nudge>, why?: string): JSX.Element => (
    <Button
      small
      label={scoped(words, words.say(key), scope)}
      why={shutWords(words, state, me, kind, world) ?? (phase === "ended" ? words.say("webfac.why.ended") : why)}
      busy={acting.busy.has(`${name}-${number}`)}
      onPress={() => acting.run(act(), `${name}-${number}`)}
      part={name}
    >
      {words.say(key)}
    </Button>
  );
  const nobody = seat.persons.some((person) => person.here) ? undefined : words.say("webfac.why.nobody_here");
  return (
    <div class="row">
      {press("webfac.act.nudge", "nudge", ActKind.ACT_NUDGE, () => acts.nudge(world, number), nobody)}
      {seat.held
        ? press("webfac.act.bot_out", "bot-out", ActKind.ACT_BOT_OUT, () => acts.botOut(world, number))
        : press("webfac.act.bot_in", "bot-in", ActKind.ACT_BOT_IN, () => acts.botIn(world, number))}
      <LookButton world={world} number={number} />
      <MoreButton world={world} number={number} onMore={onMore} />
    </div>
  );
}

/** An eliminated state still has eyes, and its persons what is theirs. */
function OutOfPlay({ world, number, seat, onMore }: Pick<SeatRowProps, "world" | "number" | "seat" | "onMore">): JSX.Element {
  const { words } = useRoom();
  return (
    <div class="row">
      <span>{words.say("webfac.standing.out")}</span>
      <LookButton world={world} number={number} />
      {seat.persons.length > 0 && <MoreButton world={world} number={number} onMore={onMore} />}
    </div>
  );
}

function MoreButton({ world, number, onMore }: Pick<SeatRowProps, "world" | "number" | "onMore">): JSX.Element {
  const { words, state } = useRoom();
  return (
    <Button small label={scoped(words, words.say("webfac.act.more"), seatScope(words, state, world, number))} onPress={onMore} part="more">
      {words.say("webfac.act.more")}
    </Button>
  );
}

function LookButton({ world, number }: Pick<SeatRowProps, "world" | "number">): JSX.Element {
  const { words, state, me, facilitator } = useRoom();
  const inLobby = state.worlds[world] && phaseOf(state.worlds[world]) === "lobby" ? words.say("webfac.look.not_begun") : undefined;
  return (
    <Button
      small
      label={scoped(words, words.say("webfac.act.look"), seatScope(words, state, world, number))}
      why={shutWords(words, state, me, ActKind.ACT_LOOK, world) ?? inLobby}
      onPress={() => facilitator.lookAt(world, number)}
      part="look"
    >
      {words.say("webfac.act.look")}
    </Button>
  );
}
