/** Markup that only `html` makes, so that it can be trusted wherever it is put in. */
class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  get text(): string {
    return this.#text;
  }
}
export type Html = Markup;

/** What may stand in an interpolation: text is escaped; undefined, null and false are skipped. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? "");

/** A web address or a path of this site as it is; anything else (`javascript:`, `//host`) leads nowhere. */
export const safeUrl = (url: string): string =>
  /^https?:\/\/[^\s\\]+$/i.test(url) || /^\/(?![/\\])[^\s\\]*$/.test(url) ? url : "#";

function fill(part: Part): string {
  if (part === undefined || part === null || part === false) return "";
  if (part instanceof Markup) return part.text;
  return typeof part === "object" ? part.map(fill).join("") : escaped(String(part));
}

/** The interpolation after `before`: inside an address attribute only a safe URL gets through. */
function fillAfter(before: string, part: Part): string {
  if (/=\s*$/.test(before)) throw new Error(`put quotes around the attribute after: ${before}`);
  if (!/\b(?:href|action|src)\s*=\s*"$/i.test(before)) return fill(part);
  return escaped(safeUrl(typeof part === "string" ? part : ""));
}

/** Markup with every interpolation escaped; `Html` values and arrays compose. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Markup(
    strings.map((text, i) => text + (i < parts.length ? fillAfter(text, parts[i]) : "")).join(""),
  );

/** A style sheet of ours as part of the page. It must not come from anybody else: nothing in it is escaped. */
export const inlineStyle = (css: string): Html => {
  if (css.includes("</")) throw new Error("a style sheet that would end its element");
  return new Markup(`<style>${css}</style>`);
};

export const render = (markup: Html): string => markup.text;
