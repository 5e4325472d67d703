/**
 * A string property of Azure Tables holds 32 Ki UTF-16 characters, a row 512 Ki. A text that is longer
 * than one property stands in several: `doc`, `doc1`, `doc2`… A row is always replaced whole, so a
 * shorter text leaves no rest of a longer one.
 */
const mostInOne = 30_000;

const nameOf = (part: number): string => (part === 0 ? "doc" : `doc${String(part)}`);
const isHighSurrogate = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800;

/** The text in as many properties as it takes; a character of two halves stays in one. */
export function toProperties(text: string): Record<string, string> {
  const properties: Record<string, string> = {};
  let from = 0;
  for (let part = 0; part === 0 || from < text.length; part++) {
    const cut = from + mostInOne;
    const to = cut < text.length && isHighSurrogate(text, cut - 1) ? cut - 1 : cut;
    properties[nameOf(part)] = text.slice(from, to);
    from = to;
  }
  return properties;
}

/** The whole text; a row from before there were several properties has one. */
export function fromProperties(row: Readonly<Record<string, unknown>>): string {
  let text = "";
  for (let part = 0; typeof row[nameOf(part)] === "string"; part++)
    text += String(row[nameOf(part)]);
  return text;
}
