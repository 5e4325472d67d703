/** One opening or closing tag of a page. */
export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where the text after the tag begins. */
  readonly end: number;
}

const tagShape = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const attributeShape = /([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** The tags of a page in order; enough for plain pages, not a browser's parser. */
export function tagsOf(text: string): Tag[] {
  return [...text.matchAll(tagShape)]
    .filter((match) => match[2] !== undefined)
    .map((match) => ({
      name: (match[2] ?? "").toLowerCase(),
      closing: match[1] === "/",
      attributes: attributesOf(match[3] ?? ""),
      end: match.index + match[0].length,
    }));
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(attributeShape)].map(([, name = "", ...values]) => [
    name.toLowerCase(),
    decodeEntities(values.find((value) => value !== undefined) ?? ""),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

/** Text as a reader sees it: `&amp;`, `&#38;` and `&#x26;` are all `&`. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, entity: string) => {
    if (/^#x/i.test(entity)) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
    if (entity.startsWith("#")) return String.fromCodePoint(Number(entity.slice(1)));
    return named[entity.toLowerCase()] ?? whole;
  });
}
