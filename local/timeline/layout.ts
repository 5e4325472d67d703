import type { Paint, Style } from "./paint";

/** What a line of the timeline is about; each has its sign and colour. */
export type LineKind =
  "person" | "directory" | "change" | "mail" | "ticket" | "waiting" | "clock" | "host" | "wrong";

export interface Line {
  readonly kind: LineKind;
  readonly who: string;
  readonly words: string;
}

const looks: Readonly<Record<LineKind, { sign: string; style?: Style }>> = {
  person: { sign: "●", style: "cyan" },
  directory: { sign: "·", style: "dim" },
  change: { sign: "▸", style: "green" },
  mail: { sign: "✉", style: "yellow" },
  ticket: { sign: "◂", style: "dim" },
  waiting: { sign: "…", style: "bold" },
  clock: { sign: "»", style: "blue" },
  host: { sign: "■", style: "blue" },
  wrong: { sign: "✗", style: "red" },
};

export const timeWidth = 7;
export const whoWidth = 18;
/** Time, a space, the sign, a space, who, a space: what stands before the words. */
export const indent = timeWidth + 2 + 2 + whoWidth + 1;

/** Words in lines of at most `width`; what is longer than a line is cut where the line ends. */
export function wrap(words: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(" ").flatMap((one) => pieces(one, width))) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const pieces = (word: string, width: number): string[] =>
  word.length <= width ? [word] : [word.slice(0, width), ...pieces(word.slice(width), width)];

const fit = (text: string, width: number): string =>
  (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);

/** One entry as it is printed: time, sign and who in columns, the words wrapped beside them. */
export function layoutLine(
  time: string,
  line: Line,
  { columns, paint }: { columns: number; paint: Paint },
): string[] {
  const { sign, style } = looks[line.kind];
  const [first = "", ...rest] = wrap(line.words, Math.max(20, columns - indent));
  const strong = style === "dim" ? "dim" : undefined;
  const head = `${paint("dim", time.padStart(timeWidth))}  ${paint(style, sign)} ${paint(style, fit(line.who, whoWidth))} `;
  return [
    head + paint(strong, first),
    ...rest.map((text) => " ".repeat(indent) + paint(strong, text)),
  ].map((text) => text.trimEnd());
}
