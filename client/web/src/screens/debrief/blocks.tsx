// What a card says, laid out: text, headings, lists, tables, drawings. Only text nodes: names come from people.

import { Fragment, type JSX } from "preact";
import { useMemo, useState } from "preact/hooks";

import type { Block } from "../../model/api.js";
import { FollowChoice, Grid, type States } from "../../drawings/grid.js";
import { Scroller } from "../../drawings/scroller.js";
import { useWords } from "../../parts/context.js";
import { StateMark } from "../../parts/state_mark.js";
import { areFigures, arrange, markOf, type Item, type Of } from "./arrange.js";
import { drawingOf } from "./wall_measures.js";

/** A state that is followed in the drawings of several runs of blocks; one of them asks which. */
export interface Follow {
  followed: number | null;
  onFollow: (state: number | null) => void;
  asks: boolean;
}

export interface BlocksProps {
  blocks: Block[];
  title: string; // of the card
  states: States;
  /** The state that the blocks are about: the sentence that begins with its name is set off, with its sign. */
  about?: number | undefined;
  /** On a wall nothing is pressed, and a drawing is as large as there is room. */
  wall?: boolean;
  follow?: Follow;
}

export function Blocks({ blocks, title, states, about, wall = false, follow }: BlocksProps): JSX.Element {
  const name = about === undefined ? undefined : states[about]?.name;
  const [own, setOwn] = useState<number | null>(null);
  const { followed, onFollow, asks } = follow ?? { followed: own, onFollow: setOwn, asks: !wall };
  const pieces = useMemo(() => arrange(blocks, title), [blocks, title]);
  const drawn = pieces.findIndex((piece) => piece.kind === "grid");
  return (
    <>
      {pieces.map((piece, index) => {
        switch (piece.kind) {
          case "text":
            return about !== undefined && name && piece.text.startsWith(`${name}:`) ? (
              <p key={index} class="told">
                <StateMark state={about} />
                <span>{piece.text}</span>
              </p>
            ) : (
              <p key={index}>{piece.text}</p>
            );
          case "section":
            return piece.inner ? <h4 key={index}>{piece.text}</h4> : <h3 key={index}>{piece.text}</h3>;
          case "list":
            return <List key={index} items={piece.items} />;
          case "table":
            return <Table key={index} table={piece.table} title={piece.title} />;
          case "grid":
            return (
              <Fragment key={index}>
                {index === drawn && asks && <FollowChoice states={states} followed={followed} onFollow={onFollow} />}
                <Grid block={piece.grid} title={piece.title} states={states} followed={followed} drawn={wall ? drawingOf(piece.grid) : undefined} />
              </Fragment>
            );
        }
      })}
    </>
  );
}

function List({ items }: { items: Item[] }): JSX.Element {
  const labelled = items.some((item) => item.label !== "");
  return (
    <ul class={labelled ? "facts facts-labelled" : "facts"}>
      {items.map((item, index) => (
        <li key={index}>
          {labelled && <span class="facts-label">{item.label} </span>}
          <span>{item.text}</span>
          {item.inner.length > 0 && <List items={item.inner} />}
        </li>
      ))}
    </ul>
  );
}

function Table({ table, title }: { table: Of<"table">; title: string }): JSX.Element {
  const figures = table.head.map((_, column) => areFigures(table, column));
  return (
    <Scroller label={title}>
      <table class="facts-table">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            {table.head.map((cell, column) =>
              cell === "" ? (
                <td key={column} />
              ) : (
                <th key={column} scope="col" class={figures[column] ? "figure" : undefined}>
                  {cell}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <Cell key={column} cell={cell} marked={table.marks?.[index]?.[column] === true} figure={figures[column] === true} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

/** Marked: shaded, hatched and with a letter, so that no one of them is needed. */
function Cell({ cell, marked, figure }: { cell: string; marked: boolean; figure: boolean }): JSX.Element {
  const words = useWords();
  const classes = [figure ? "figure" : "facts-words", marked ? "marked" : ""].filter(Boolean).join(" ");
  return (
    <td class={classes}>
      {cell}
      {marked && (
        <>
          <span aria-hidden="true">{markOf(cell, marked)}</span>
          <span class="unseen"> {words.say("web.debrief.misperceived")}</span>
        </>
      )}
    </td>
  );
}
