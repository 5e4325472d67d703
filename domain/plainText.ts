/** Control characters, and the invisible ones that make a text read as something else. */
export const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;

/** One line of at most `max` characters out of whatever a person typed. */
export const plainLine = (text: string, max: number): string =>
  text.replace(new RegExp(hidden, "g"), " ").replace(/\s+/g, " ").trim().slice(0, max);
