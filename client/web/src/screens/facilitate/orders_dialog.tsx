// Orders on behalf of a seat: the paper form of a room without devices, typed in by whoever runs the exercise. What the
// seat has saved is not known here; these orders take its place.

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { Declaration, PactMoveKind, Project } from "../../gen/spiral/v1/orders_pb.js";
import * as acts from "../../model/facilitator_acts.js";
import { Select } from "../../parts/choice.js";
import { Stepper } from "../../parts/stepper.js";
import { seatName, seatScope } from "./act_words.js";
import { LINES, emptyPaper, ordersOf, sumOf, type Paper } from "./paper.js";
import { ActDialog, Ticked } from "./pieces.js";
import { useRoom } from "./room.js";

const POINTS_MOST = 999;
const PROJECTS: [Project, string][] = [
  [Project.UNSPECIFIED, "project.none"],
  [Project.INTEL, "project.intel"],
  [Project.FORTRESS, "project.fortress"],
  [Project.STRIKE, "project.strike"],
  [Project.SPECIALISE, "project.specialise"],
];
const DECLARATIONS: [Declaration, string][] = [
  [Declaration.UNSPECIFIED, "web.declare.nothing"],
  [Declaration.PEACEFUL, "web.declare.peaceful"],
  [Declaration.WARN, "web.declare.warn"],
  [Declaration.DEMAND, "web.declare.demand"],
];
const MOVES: [PactMoveKind, string][] = [
  [PactMoveKind.PACT_MOVE_UNSPECIFIED, "webfac.orders.no_move"],
  [PactMoveKind.PACT_MOVE_OFFER_NON_AGGRESSION, "pact.non_aggression"],
  [PactMoveKind.PACT_MOVE_OFFER_DEFENSIVE, "pact.defensive"],
  [PactMoveKind.PACT_MOVE_OFFER_UNCONDITIONAL, "pact.unconditional"],
  [PactMoveKind.PACT_MOVE_CANCEL, "webfac.orders.cancel"],
];

export function OrdersDialog({ world, seat, onClose }: { world: number; seat: number; onClose: () => void }): JSX.Element {
  const { words, state } = useRoom();
  const seats = state.worlds[world]?.seats ?? [];
  const [paper, setPaper] = useState(() => emptyPaper(seats.length));
  const put = (change: Partial<Paper>): void => setPaper((before) => ({ ...before, ...change }));
  const rivals = seats.flatMap((one, number) => (one.alive && number !== seat ? [number] : []));
  const options = (list: [number, string][]): { value: number; words: string }[] => list.map(([value, key]) => ({ value, words: words.say(key) }));
  const states = rivals.map((value) => ({ value, words: seatName(words, state, world, value) }));
  const named = paper.declare === Declaration.WARN || paper.declare === Declaration.DEMAND;
  return (
    <ActDialog
      part="orders-dialog"
      title={words.say("webfac.orders.headline", { scope: seatScope(words, state, world, seat) })}
      yes={words.say("webfac.orders.save")}
      act={() => acts.orders(state, world, seat, ordersOf(paper))}
      why={sumOf(paper) === 0 ? words.say("webfac.orders.empty") : undefined}
      onClose={onClose}
    >
      <p class="small">{words.say("webfac.orders.replace")}</p>
      <fieldset class="stack-tight">
        <legend>{words.say("webfac.orders.budget", { sum: sumOf(paper) })}</legend>
        <ul class="paper-lines">
          {LINES.map((line) => (
            <li key={line} class="row-apart">
              <span>{words.say(`line.${line}`)}</span>
              <Stepper label={words.say(`line.${line}`)} value={paper.budget[line]} least={0} most={POINTS_MOST} onChange={(points) => put({ budget: { ...paper.budget, [line]: points } })} part={`line-${line}`} />
            </li>
          ))}
        </ul>
      </fieldset>
      <Select label={words.say("web.attack.heading")} options={[{ value: -1, words: words.say("webfac.orders.nobody") }, ...states]} value={paper.attack} onChange={(attack) => put({ attack })} part="attack" />
      <Ticked label={words.say("webfac.orders.mobilise")} value={paper.mobilise} onChange={(mobilise) => put({ mobilise })} part="mobilise" />
      <Select label={words.say("web.declare.legend")} options={options(DECLARATIONS)} value={paper.declare} onChange={(declare) => put({ declare })} part="declare" />
      {named && <Select label={words.say("web.declare.to")} options={[{ value: -1, words: words.say("webfac.orders.all") }, ...states]} value={paper.declareTo} onChange={(declareTo) => put({ declareTo })} part="declare-to" />}
      <Select label={words.say("web.research.label")} options={options(PROJECTS)} value={paper.project} onChange={(project) => put({ project })} part="project" />
      <fieldset class="stack-tight">
        <legend>{words.say("web.pacts.title")}</legend>
        {rivals.map((rival) => (
          <PactRow key={rival} name={seatName(words, state, world, rival)} paper={paper} rival={rival} onPut={put} />
        ))}
      </fieldset>
    </ActDialog>
  );
}

interface PactRowProps {
  name: string;
  rival: number;
  paper: Paper;
  onPut: (change: Partial<Paper>) => void;
}

function PactRow({ name, rival, paper, onPut }: PactRowProps): JSX.Element {
  const { words } = useRoom();
  const now = paper.pacts[rival]!;
  const set = (change: Partial<typeof now>): void => onPut({ pacts: paper.pacts.map((one, number) => (number === rival ? { ...one, ...change } : one)) });
  const offers = now.move !== PactMoveKind.PACT_MOVE_UNSPECIFIED && now.move !== PactMoveKind.PACT_MOVE_CANCEL;
  return (
    <div class="stack-tight">
      <Select label={name} options={MOVES.map(([value, key]) => ({ value, words: words.say(key) }))} value={now.move} onChange={(move) => set({ move })} part={`pact-${rival}`} />
      {offers && <Ticked label={words.say("webfac.orders.secret")} value={now.secret} onChange={(secret) => set({ secret })} />}
    </div>
  );
}
