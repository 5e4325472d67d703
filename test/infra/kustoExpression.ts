import type { Row } from "./kusto";

type Value = (row: Row, now: number) => unknown;

const words =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+m\b|\d+|!?[A-Za-z_]\w*|==|!=|>=|<=|[><=/.,()]/g;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const has = (whole: unknown, part: unknown) =>
  text(whole).toLowerCase().includes(text(part).toLowerCase());
const isStart = (whole: unknown, part: unknown) =>
  text(whole).toLowerCase().startsWith(text(part).toLowerCase());

const comparisons: Readonly<Record<string, (a: unknown, b: unknown) => boolean>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  ">": (a, b) => Number(a) > Number(b),
  ">=": (a, b) => Number(a) >= Number(b),
  contains: has,
  "!contains": (a, b) => !has(a, b),
  startswith: isStart,
};
const functions: Readonly<Record<string, (values: unknown[], row: Row, now: number) => unknown>> = {
  tostring: ([value]) => (value === undefined || value === null ? "" : String(value)),
  isnotempty: ([value]) => value !== undefined && value !== "",
  parse_json: ([value]) => JSON.parse(String(value)) as unknown,
  ingestion_time: (_values, row) => row["ingested"],
  ago: ([span], _row, now) => now - Number(span),
};
const minute = 60 * 1000;

/** A column, or a value inside one. */
function path(name: string, rest: string[]): Value {
  const names = [name];
  while (rest[0] === ".") names.push(...rest.splice(0, 2).slice(1));
  return (row) => names.reduce<unknown>((at, one) => (at as Row | undefined)?.[one], row);
}

/** Reads one expression of Kusto, as much of the language as the alerts use; anything else throws. */
export function expression(source: string): Value {
  const rest = source.match(words) ?? [];
  if (
    rest.join("") !== source.replace(/("[^"]*"|'[^']*')|\s+/g, (_all, kept) => String(kept ?? ""))
  )
    throw new Error(`not read: ${source}`);
  const take = (): string => rest.shift() ?? "";
  const takes = (word: string): boolean => rest[0] === word && Boolean(rest.shift());
  const must = (word: string): void => {
    if (!takes(word)) throw new Error(`${word} is missing before ${rest.join(" ")}: ${source}`);
  };
  function list(): Value[] {
    const values: Value[] = [];
    must("(");
    while (!takes(")")) {
      values.push(either());
      takes(",");
    }
    return values;
  }
  function value(): Value {
    const word = take();
    if (/^["']/.test(word)) return () => word.slice(1, -1);
    if (/^\d+m$/.test(word)) return () => Number.parseInt(word) * minute;
    if (/^\d/.test(word)) return () => Number(word);
    if (rest[0] !== "(") return path(word, rest);
    const call = functions[word];
    if (!call) throw new Error(`no function ${word}: ${source}`);
    const values = list();
    return (row, now) =>
      call(
        values.map((one) => one(row, now)),
        row,
        now,
      );
  }
  function compared(): Value {
    const left = value();
    const sign = rest[0] ?? "";
    if (takes("in") || takes("!in")) {
      const values = list();
      const isWanted = sign === "in";
      return (row, now) => values.some((one) => one(row, now) === left(row, now)) === isWanted;
    }
    const compare = comparisons[sign];
    if (!compare) return left;
    take();
    const right = value();
    return (row, now) => compare(left(row, now), right(row, now));
  }
  function both(): Value {
    const first = compared();
    if (!takes("and")) return first;
    const second = both();
    return (row, now) => Boolean(first(row, now)) && Boolean(second(row, now));
  }
  function either(): Value {
    const first = both();
    if (!takes("or")) return first;
    const second = either();
    return (row, now) => Boolean(first(row, now)) || Boolean(second(row, now));
  }
  const whole = either();
  if (rest.length > 0) throw new Error(`left over: ${rest.join(" ")} of ${source}`);
  return whole;
}
