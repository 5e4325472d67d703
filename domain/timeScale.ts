import type { Span } from "./caseTimeline";

interface Tick {
  readonly at: string;
  readonly percent: number;
  /** Which part of the instant tells it from the next tick. */
  readonly unit: "day" | "minute";
}

/** Where an instant stands on a drawing's width. To scale, except in `squeezed`. */
export interface TimeScale {
  place(at: string): number;
  readonly ticks: readonly Tick[];
  /** Long times in which nothing was waited for, drawn short. */
  readonly squeezed: readonly Span[];
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour],
  ...[day, 2 * day, 4 * day, 7 * day, 14 * day, 30 * day, 90 * day, 365 * day],
];
/** So many labels fit beside each other on a phone. */
const mostTicks = 5;
const leastApart = 17;
/** The share of the rest that a squeezed time gets. */
const squeezedShare = 0.2;

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly isIdle: boolean;
}

function piecesOf(span: Span, idle: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let from = Date.parse(span.from);
  for (const one of idle) {
    const [begin, end] = [Date.parse(one.from), Date.parse(one.to)];
    pieces.push({ from, to: begin, isIdle: false }, { from: begin, to: end, isIdle: true });
    from = end;
  }
  return [...pieces, { from, to: Date.parse(span.to), isIdle: false }];
}

function ticksOf(pieces: readonly Piece[], place: (ms: number) => number): Tick[] {
  const busy = pieces.filter(({ isIdle }) => !isIdle);
  const length = busy.reduce((sum, { from, to }) => sum + to - from, 0);
  const step = steps.find((one) => length / one <= mostTicks) ?? length;
  const unit = step >= day ? "day" : "minute";
  const ticks: Tick[] = [];
  for (const { from, to } of busy)
    for (let ms = Math.ceil(from / step) * step; ms <= to && step > 0; ms += step) {
      const percent = place(ms);
      const before = ticks.at(-1)?.percent ?? -leastApart;
      if (percent - before >= leastApart)
        ticks.push({ at: new Date(ms).toISOString(), percent, unit });
    }
  return ticks;
}

/** The scale of a drawing over `span`; `idle` (in order, apart from each other) may be squeezed. */
export function timeScale(span: Span, idle: readonly Span[]): TimeScale {
  const pieces = piecesOf(span, idle);
  const lengthOf = ({ from, to }: Piece) => Math.max(0, to - from);
  const busy = pieces
    .filter(({ isIdle }) => !isIdle)
    .reduce((sum, piece) => sum + lengthOf(piece), 0);
  const limit = busy > 0 ? busy * squeezedShare : Infinity;
  const weightOf = (piece: Piece) =>
    piece.isIdle ? Math.min(lengthOf(piece), limit) : lengthOf(piece);
  const whole = pieces.reduce((sum, piece) => sum + weightOf(piece), 0) || 1;
  const place = (ms: number): number => {
    let weight = 0;
    for (const piece of pieces) {
      const share = lengthOf(piece) > 0 ? weightOf(piece) / lengthOf(piece) : 0;
      weight += Math.min(Math.max(ms - piece.from, 0), lengthOf(piece)) * share;
    }
    return (weight / whole) * 100;
  };
  return {
    place: (at) => place(Date.parse(at)),
    ticks: ticksOf(pieces, place),
    squeezed: idle.filter((one) => Date.parse(one.to) - Date.parse(one.from) > limit),
  };
}
