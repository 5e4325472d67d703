/** One line of a table, or of a result. */
export type Row = Readonly<Record<string, unknown>>;
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

/** Reads one expression of Kusto, as much of the language as the alerts use; anything else throws. */
function expression(source: string): Value {
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
  function path(name: string): Value {
    const names = [name];
    while (takes(".")) names.push(take());
    return (row) => names.reduce<unknown>((at, one) => (at as Row | undefined)?.[one], row);
  }
  function value(): Value {
    const word = take();
    if (/^["']/.test(word)) return () => word.slice(1, -1);
    if (/^\d+m$/.test(word)) return () => Number.parseInt(word) * minute;
    if (/^\d/.test(word)) return () => Number(word);
    if (rest[0] !== "(") return path(word);
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

const assigned = (source: string): [string, string] => {
  const [, name = "", value = ""] = /^(\w+) = ([^]+)$/.exec(source.trim()) ?? [];
  if (!name) throw new Error(`no name for ${source}`);
  return [name, value];
};

/** count(), sum(X) or max(X), perhaps divided by a number. */
function aggregate(source: string): (rows: readonly Row[]) => number | null {
  const [, kind, column = "", by = "1"] =
    /^(count|sum|max)\((\w*)\)(?: \/ (\d+))?$/.exec(source) ?? [];
  return (rows) => {
    const values = rows.map((row) => Number(row[column]));
    if (kind === "count") return rows.length / Number(by);
    if (kind === "sum") return values.reduce((all, one) => all + one, 0) / Number(by);
    if (kind === "max") return rows.length > 0 ? Math.max(...values) / Number(by) : null;
    throw new Error(`no aggregate ${source}`);
  };
}

/** Without `by` there is one row, also of nothing; with it, one for each value that is there. */
function summarize(source: string, rows: readonly Row[], now: number): Row[] {
  const [measured = "", grouped] = source.split(" by ");
  const [name, what] = assigned(measured);
  const measure = aggregate(what.trim());
  if (!grouped) return [{ [name]: measure(rows) }];
  const [by, key] = grouped.includes(" = ") ? assigned(grouped) : [grouped.trim(), grouped];
  const value = expression(key);
  const groups = Map.groupBy(rows, (row) => value(row, now));
  return [...groups].map(([of, some]) => ({ [by]: of, [name]: measure(some) }));
}

/** Runs a query on tables at a moment; `ingested` of a row is when it came in. */
export function runQuery(
  kql: string,
  tables: Readonly<Record<string, readonly Row[]>>,
  now: number,
): readonly Row[] {
  const [table = "", ...steps] = kql
    .replace(/^\/\/.*$/gm, "")
    .trim()
    .split(/\n\| /);
  return steps.reduce<readonly Row[]>((rows, step) => {
    const [, verb, what = ""] = /^(\w+)\s+([^]+)$/.exec(step.trim()) ?? [];
    if (verb === "summarize") return summarize(what, rows, now);
    if (verb === "where") {
      const isKept = expression(what);
      return rows.filter((row) => Boolean(isKept(row, now)));
    }
    if (verb !== "extend") throw new Error(`no step ${step}`);
    const [name, of] = assigned(what);
    const value = expression(of);
    return rows.map((row) => ({ ...row, [name]: value(row, now) }));
  }, tables[table.trim()] ?? []);
}
