import { html, type Html } from "./html";

const inWords = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** An instant as people read it: "Sunday 29 November 2026, 10:00 UTC". */
export function readableTime(instant: string): string {
  const date = new Date(instant);
  return `${inWords.format(date)}, ${date.toISOString().slice(11, 16)} UTC`;
}

export const timeElement = (instant: string): Html =>
  html`<time datetime="${instant}">${readableTime(instant)}</time>`;
