import { found, query, readInfra } from "./bicep";
import { runQuery, type Row } from "./kusto";

interface Rule {
  readonly isEvent: boolean;
  readonly windowMs: number;
  readonly everyMs: number;
  readonly measure: string;
  readonly by: string;
  readonly operator: string;
  readonly threshold: number;
}

const minute = 60 * 1000;
const units: Readonly<Record<string, number>> = { M: minute, H: 60 * minute };

/** ISO 8601, as much of it as the rules have. */
function span(text: string): number {
  const [, amount, unit = ""] = /^PT(\d+)([MH])$/.exec(text) ?? [];
  return Number(amount) * (units[unit] ?? Number.NaN);
}

const block = /^ {2}(\w+): \{\n((?: {4}(?! ).*\n)+) {2}\}/gm;
const [, ruleBlocks = ""] =
  /^var rules = \{\n([^]*?)^\}/m.exec(readInfra("modules/alerts.bicep")) ?? [];

function ruleOf(body: string): Rule {
  const value = (of: string) =>
    found(body, new RegExp(`^ {4}${of}: '?([^'\n]*)'?$`, "gm"))[0] ?? "";
  return {
    ...{ isEvent: value("isEvent") === "true", measure: value("measure"), by: value("by") },
    ...{ windowMs: span(value("window")), everyMs: span(value("every")) },
    ...{ operator: value("operator"), threshold: Number(value("threshold")) },
  };
}

/** The rules of modules/alerts.bicep, by name. */
export const rules: Readonly<Record<string, Rule>> = Object.fromEntries(
  [...ruleBlocks.matchAll(block)].map(([, name = "", body = ""]) => [name, ruleOf(body)]),
);

const operators: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThan: (value, threshold) => value > threshold,
  GreaterThanOrEqual: (value, threshold) => value >= threshold,
  LessThan: (value, threshold) => value < threshold,
};

/** A line of a table with when it happened and when it came in, in minutes. */
export const at = (happened: number, row: Row, ingested = happened): Row => ({
  ...row,
  ...{ happened: happened * minute, ingested: ingested * minute },
});

/** The values of `by` that a look at this minute mails about; one empty text where the rule has no `by`. */
export function mailed(name: string, lines: readonly Row[], atMinute: number): readonly string[] {
  const rule = rules[name];
  const exceeds = operators[rule?.operator ?? ""];
  if (!rule || !exceeds) throw new Error(`no rule ${name}, or an operator that is not known`);
  const now = atMinute * minute;
  const seen = lines.filter(({ happened, ingested }) => {
    return Number(happened) > now - rule.windowMs && Number(ingested) <= now;
  });
  const kql = query(name);
  const table = (row: Row) => String(row["table"]);
  const result = runQuery(kql, Object.groupBy(seen, table) as Record<string, Row[]>, now);
  return result.flatMap((row) => {
    const value = row[rule.measure];
    if (value === undefined) throw new Error(`${name}: the result has no ${rule.measure}`);
    // As the service does: what has no value is compared with nothing.
    if (value === null || !exceeds(Number(value), rule.threshold)) return [];
    return [rule.by ? String(row[rule.by]) : ""];
  });
}

/** How many looks of two days mail, where the rule looks at its own pace. */
export const mails = (name: string, lines: readonly Row[]): number => {
  const every = (rules[name]?.everyMs ?? 0) / minute;
  const looks = Array.from({ length: (2 * 24 * 60) / every }, (_, n) => (n + 1) * every);
  return looks.filter((look) => mailed(name, lines, look).length > 0).length;
};
