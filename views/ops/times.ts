import { html, type Html } from "../html";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const two = (whole: number, unit: string, rest: number, small: string): string =>
  rest > 0 ? `${String(whole)} ${unit} ${String(rest)} ${small}` : `${String(whole)} ${unit}`;

/** A length of time at a glance: "3 d 4 h", "25 min". */
export function howLong(ms: number): string {
  if (ms < minute) return "less than a minute";
  if (ms < hour) return `${String(Math.floor(ms / minute))} min`;
  if (ms < 2 * day) return two(Math.floor(ms / hour), "h", Math.floor((ms % hour) / minute), "min");
  if (ms < 14 * day) return two(Math.floor(ms / day), "d", Math.floor((ms % day) / hour), "h");
  return `${String(Math.floor(ms / day))} d`;
}

/** "in 3 d 4 h", "25 min ago". */
export function fromNow(instant: string, now: string): string {
  const ms = Date.parse(instant) - Date.parse(now);
  if (Math.abs(ms) < minute) return ms < 0 ? "just now" : "in a moment";
  return ms < 0 ? `${howLong(-ms)} ago` : `in ${howLong(ms)}`;
}

const dayAndMonth = new Intl.DateTimeFormat("en-GB", {
  ...{ day: "numeric", month: "short", timeZone: "UTC" },
});

/** "22 Nov 2026, 09:00 UTC" */
export function shortTime(instant: string): string {
  const date = new Date(instant);
  const iso = date.toISOString();
  return `${dayAndMonth.format(date)} ${iso.slice(0, 4)}, ${iso.slice(11, 16)} UTC`;
}

/** "22 Nov", or "09:00" where a day is more than the whole. */
export const tickWords = (instant: string, unit: "day" | "minute"): string =>
  unit === "day"
    ? dayAndMonth.format(new Date(instant))
    : new Date(instant).toISOString().slice(11, 16);

export const timeOf = (instant: string): Html =>
  html`<time datetime="${instant}">${shortTime(instant)}</time>`;

/** Relative first, absolute beside it. */
export const timeFromNow = (instant: string, now: string): Html =>
  html`<time datetime="${instant}"
    >${fromNow(instant, now)} <span class="abs">${shortTime(instant)}</span></time
  >`;
