/** Scripts in whose words the two joiners are spelling. */
const joined = ["Arabic", "Syriac", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya"]
  .concat(["Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar", "Mongolian"])
  .map((script) => `\\p{Script=${script}}`)
  .join("");
const selectors = "\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}";
/** One joiner inside a word of such a script; one variation selector right after what it varies. */
const meant = [
  `(?<=[${joined}])[\\u200c\\u200d](?=[${joined}])`,
  `(?<=[\\p{L}\\p{N}\\p{S}])[${selectors}]`,
].join("|");
/** Letters and marks to Unicode that people see nothing of. */
const fillers = "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0";

/**
 * What makes a text read as something else: control, format and direction characters, halves of
 * characters, private and unassigned ones, line separators, fillers.
 */
export const hidden = new RegExp(
  `(?!${meant})[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}${fillers}${selectors}]`,
  "u",
);

/** One line of at most `max` characters out of whatever a person typed. */
export const plainLine = (text: string, max: number): string =>
  text.replace(new RegExp(hidden.source, "gu"), " ").replace(/\s+/g, " ").trim().slice(0, max);

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
