/** Control characters, and the invisible ones that make a text read as something else. */
export const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;

/** One line of at most `max` characters out of whatever a person typed. */
export const plainLine = (text: string, max: number): string =>
  text.replace(new RegExp(hidden, "g"), " ").replace(/\s+/g, " ").trim().slice(0, max);

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** An instant as "31 January 2027, 00:00 UTC". */
export function plainDay(instant: string): string {
  const date = new Date(instant);
  return `${day.format(date)}, ${date.toISOString().slice(11, 16)} UTC`;
}
