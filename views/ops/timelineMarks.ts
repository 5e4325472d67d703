import type { Moment, Span } from "../../domain/caseTimeline";
import type { TimeScale } from "../../domain/timeScale";
import { html, type Html } from "../html";
import { pc } from "./timelineLanes";
import { momentWords } from "./timelineWords";
import { shortTime, tickWords } from "./times";

export const markHeight = 22;
const radius = 9;
/** On a phone, numbers that are nearer than this share of the width would cover each other. */
const apart = 7;
/** Nearer to an edge a circle is moved inside. */
const atEdge = 4;

export interface Placed {
  readonly moment: Moment;
  readonly number: number;
  readonly percent: number;
  /** 0 is next to the lanes. */
  readonly level: number;
}

/** Numbers that would cover each other are stacked. */
export function placed(moments: readonly Moment[], scale: TimeScale): readonly Placed[] {
  const lastOn: number[] = [];
  return moments.map((moment, index) => {
    const percent = scale.place(moment.at);
    const seen = Math.max(percent, atEdge);
    const free = lastOn.findIndex((last) => seen - last >= apart);
    const level = free === -1 ? lastOn.length : free;
    lastOn[level] = seen;
    return { moment, number: index + 1, percent, level };
  });
}

/** Which side of a line its words stand on, so that they stay inside. */
const anchor = (percent: number) =>
  percent > 50 ? { side: "end", dx: -5 } : { side: "start", dx: 5 };

/** Circles stay inside the drawing at both ends. */
const inside = (percent: number): string =>
  percent < atEdge ? `${String(radius)}` : percent > 100 - atEdge ? "100%" : pc(percent);
const shift = (percent: number): number => (percent > 100 - atEdge ? -radius : 0);

const heightOf = (level: number, bottom: number): number =>
  bottom - markHeight / 2 - level * markHeight;

/** From the number down through the lanes; behind every number. */
export const stem = ({ percent, level }: Placed, bottom: number, end: number): Html =>
  html`<line
    class="stem"
    x1="${pc(percent)}"
    x2="${pc(percent)}"
    y1="${heightOf(level, bottom)}"
    y2="${end}"
  />`;

export function mark({ moment, number, percent, level }: Placed, bottom: number): Html {
  const y = heightOf(level, bottom);
  return html`<g class="mark ${moment.kind}" transform="translate(${shift(percent)} 0)">
    <title>${number}: ${momentWords(moment)}, ${shortTime(moment.at)}</title>
    <circle cx="${inside(percent)}" cy="${y}" r="${radius}" />
    <text x="${inside(percent)}" y="${y + 4}" text-anchor="middle">${number}</text>
  </g>`;
}

interface Upright {
  readonly name: string;
  readonly at: string;
  readonly top: number;
  readonly end: number;
  readonly words: number;
}

/** A line over all lanes with a word at it. */
export function upright(scale: TimeScale, { name, at, top, end, words }: Upright): Html {
  const percent = scale.place(at);
  const { side, dx } = anchor(percent);
  return html`<g class="${name}">
    <title>${name}: ${shortTime(at)}</title>
    <line x1="${pc(percent)}" x2="${pc(percent)}" y1="${top}" y2="${end}" />
    <text x="${pc(percent)}" dx="${dx}" y="${words}" text-anchor="${side}">${name}</text>
  </g>`;
}

/** Two slashes over the axis, where time is drawn shorter than it is. */
const broken = (scale: TimeScale, { from, to }: Span, y: number): Html => {
  const middle = (scale.place(from) + scale.place(to)) / 2;
  return html`<svg class="break" x="${pc(middle)}" y="${y - 8}" width="16" height="16">
    <path d="M1 15 L7 1 M8 15 L14 1" />
  </svg>`;
};

/** Dates under the lanes, and where time was squeezed. */
export function axis(scale: TimeScale, y: number): Html {
  return html`<g class="axis">
    <line x1="0" x2="100%" y1="${y}" y2="${y}" />
    ${scale.ticks.map(
      ({ at, percent, unit }) =>
        html`<line x1="${pc(percent)}" x2="${pc(percent)}" y1="${y}" y2="${y + 5}" />
          <text
            x="${pc(percent)}"
            y="${y + 18}"
            text-anchor="${percent < 6 ? "start" : percent > 94 ? "end" : "middle"}"
          >
            ${tickWords(at, unit)}
          </text>`,
    )}
    ${scale.squeezed.map((span) => broken(scale, span, y))}
  </g>`;
}
