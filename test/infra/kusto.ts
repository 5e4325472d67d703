import { expression } from "./kustoExpression";

/** One line of a table, or of a result. */
export type Row = Readonly<Record<string, unknown>>;

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
