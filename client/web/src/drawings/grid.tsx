// A grid of a debrief: states on levels, turn by turn. The drawing comes with its words: a title, the states with
// their signs, and the same as a table.

import type { JSX } from "preact";
import { useId, useMemo } from "preact/hooks";

import type { Debrief } from "../model/api.js";
import { Select } from "../parts/choice.js";
import { useWords } from "../parts/context.js";
import { Disclosure } from "../parts/disclosure.js";
import { StateMark } from "../parts/state_mark.js";
import { layoutGrid, type GridBlock } from "./grid_layout.js";
import { Plot, Axis } from "./grid_plot.js";
import { hasSmall, rowsOfGrid, type GridRow } from "./grid_table.js";
import { Scroller } from "./scroller.js";

export type States = Debrief["states"];

export interface GridProps {
  block: GridBlock;
  states: States;
  title: string; // what is drawn: the heading above it
}

const NOBODY = -1;

/** One of the states is set off in all drawings below, with its way through the turns. */
export function FollowChoice(props: { states: States; followed: number | null; onFollow: (state: number | null) => void }): JSX.Element {
  const words = useWords();
  const nobody = { value: NOBODY, words: words.say("web.drawing.follow_nobody") };
  return (
    <div class="follow-choice no-print">
      <Select
        label={words.say("web.drawing.follow")}
        value={props.followed ?? NOBODY}
        options={[nobody, ...props.states.map(({ name }, state) => ({ value: state, words: name }))]}
        onChange={(state) => props.onFollow(state === NOBODY ? null : state)}
        part="follow"
      />
    </div>
  );
}

interface DrawnProps extends GridProps {
  followed: number | null;
  /** On a wall: how many marks stand side by side at most, and how large a unit is, in em. */
  drawn?: { across: number; em: number } | undefined;
}

export function Grid({ block, states, title, followed, drawn }: DrawnProps): JSX.Element {
  const words = useWords();
  const drawing = useId();
  const layout = useMemo(() => layoutGrid(block, drawn?.across), [block, drawn?.across]);
  const rows = useMemo(() => rowsOfGrid(block, states.length), [block, states]);
  return (
    <figure class="grid-figure">
      {!drawn && (
        <Disclosure quiet summary={words.say("web.drawing.as_table")}>
          {() => <GridTable block={block} rows={rows} states={states} title={title} />}
        </Disclosure>
      )}
      <div class="grid-drawing">
        <Axis layout={layout} em={drawn?.em} />
        <Scroller label={title}>
          <Plot
            layout={layout}
            em={drawn?.em}
            drawing={drawing}
            title={title}
            told={words.say("web.drawing.told", {
              states: rows.length,
              first: block.turns[0] ?? 0,
              last: block.turns[block.turns.length - 1] ?? 0,
            })}
            followed={followed}
          />
        </Scroller>
      </div>
      <ul class="grid-states" data-part="legend">
        {rows.map(({ state }) => (
          <li key={state} class={followed === state ? "with-mark grid-followed" : "with-mark"}>
            <StateMark state={state} size={22} />
            {states[state]?.name}
          </li>
        ))}
      </ul>
      {hasSmall(block) && <p class="small soft">{words.say("web.drawing.small")}</p>}
    </figure>
  );
}

function GridTable({ block, rows, states, title }: GridProps & { rows: GridRow[] }): JSX.Element {
  const words = useWords();
  return (
    <Scroller label={title}>
      <table class="facts-table">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.say("web.drawing.state")}</th>
            {block.turns.map((turn) => (
              <th scope="col" key={turn}>
                {words.say("web.drawing.turn", { turn })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.state}>
              <th scope="row">{states[row.state]?.name}</th>
              {row.cells.map((cell, column) => (
                <td key={column} class="facts-words">
                  {cell === null ? words.say("web.drawing.nowhere") : cell.label}
                  {cell?.small ? ` (${words.say("web.drawing.called")})` : ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
