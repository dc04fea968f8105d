// The drawing of a grid: the labels of its levels, which stay, and the turns, which may move sideways beside them.

import type { JSX } from "preact";

import { StateSign } from "../parts/state_mark.js";
import { MARK, wayOf, type GridLayout, type Placed } from "./grid_layout.js";
import { signId, titleId, wordsId } from "./grid_names.js";

const SIGN = 34; // side of the square in which StateSign draws, with its edge
const SMALL = 0.74; // of a mark's side

/** In units of the drawing, or with the letters around it. */
function sizes(width: number, height: number, em: number | undefined): { width: number | string; height: number | string } {
  return em === undefined ? { width, height } : { width: `${width * em}em`, height: `${height * em}em` };
}

export function Axis({ layout, em }: { layout: GridLayout; em?: number | undefined }): JSX.Element {
  const { axis, height } = layout;
  return (
    <svg class="grid-axis" {...sizes(axis, height, em)} viewBox={`0 0 ${axis} ${height}`} aria-hidden="true" focusable="false">
      {layout.levels.map((level, index) => (
        <text key={index} class="grid-label" x={layout.axis - 6} y={level.y + level.height / 2} dy="0.35em" text-anchor="end">
          {level.label}
        </text>
      ))}
    </svg>
  );
}

interface PlotProps {
  layout: GridLayout;
  em?: number | undefined; // of a unit; else a unit is a pixel
  drawing: string;
  title: string;
  told: string;
  followed: number | null;
}

export function Plot({ layout, em, drawing, title, told, followed }: PlotProps): JSX.Element {
  const states = [...new Set(layout.marks.map((mark) => mark.state))];
  const { width, height } = layout;
  return (
    <svg
      class="grid-plot"
      {...sizes(width, height, em)}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${titleId(drawing)} ${wordsId(drawing)}`}
    >
      <title id={titleId(drawing)}>{title}</title>
      <desc id={wordsId(drawing)}>{told}</desc>
      <defs>
        {states.map((state) => (
          <g key={state} id={signId(drawing, state)}>
            <StateSign state={state} />
          </g>
        ))}
      </defs>
      <Ground layout={layout} />
      {followed !== null && <Way marks={wayOf(layout, followed)} />}
      {layout.marks.map((mark, index) => (
        <Mark key={index} mark={mark} drawing={drawing} faint={followed !== null && followed !== mark.state} />
      ))}
    </svg>
  );
}

function Ground({ layout }: { layout: GridLayout }): JSX.Element {
  return (
    <>
      {layout.levels.map((level, index) => (
        <rect
          key={index}
          class={index % 2 ? "grid-level" : "grid-level grid-level-other"}
          x="0"
          y={level.y}
          width={layout.width}
          height={level.height}
        />
      ))}
      {layout.levels.map((level, index) => (
        <text key={index} class="grid-label grid-label-print" x="-6" y={level.y + level.height / 2} dy="0.35em" text-anchor="end">
          {level.label}
        </text>
      ))}
      {layout.columns.map((column) => (
        <g key={column.turn}>
          <path class="grid-line" d={`M${column.x + 0.5} 0V${layout.height - 20}`} />
          <text class="grid-label" x={column.x + column.width / 2} y={layout.height - 7} text-anchor="middle">
            {column.turn}
          </text>
        </g>
      ))}
    </>
  );
}

function Way({ marks }: { marks: Placed[] }): JSX.Element {
  return <polyline class="grid-way" points={marks.map(({ x, y }) => `${x},${y}`).join(" ")} />;
}

function Mark({ mark, drawing, faint }: { mark: Placed; drawing: string; faint: boolean }): JSX.Element {
  const scale = (MARK / SIGN) * (mark.small ? SMALL : 1);
  return (
    <use
      class={faint ? "grid-mark grid-mark-faint" : "grid-mark"}
      href={`#${signId(drawing, mark.state)}`}
      transform={`translate(${mark.x} ${mark.y}) scale(${scale}) translate(-16 -16)`}
    />
  );
}
