import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SQLInputValue } from "node:sqlite";
import { openStore } from "../../local/host/engine/openStore";
import type { DirectoryUser } from "../../local/sandbox/facts";
import { table } from "./rows";

type SqlRow = Record<string, SQLInputValue>;

/** A link as an earlier edition of the story left it: engine state, rows, and the guests it had made. */
export interface Recorded {
  readonly id: string;
  readonly now: string;
  readonly keys: Record<string, string>;
  readonly guests: DirectoryUser[];
  readonly rows: ({ partitionKey: string; rowKey: string } & Record<string, unknown>)[];
  readonly engine: Record<"instance" | "history" | "inbox" | "activity" | "timer", SqlRow[]>;
}

const folder = join(__dirname, "../journeys/history");
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
/** Columns of the engine that hold a moment as a number. */
const moments = ["createdAt", "updatedAt", "fireAt", "finalAt"];

const shiftedInstant = (text: string, by: number): string => {
  const moved = new Date(Date.parse(text) + by).toISOString();
  return text.includes(".") ? moved : moved.replace(/\.\d+Z$/, "Z");
};

const shiftedRow = (row: SqlRow, by: number): SqlRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      moments.includes(name) && typeof value === "number" ? value + by : value,
    ]),
  );

/** Reads a recording and moves all of its moments, so that it was made just now. */
export function readRecorded(name: string): Recorded {
  const text = readFileSync(join(folder, `${name}.json`), "utf8");
  const by = Date.now() - Date.parse((JSON.parse(text) as Recorded).now);
  const recorded = JSON.parse(
    text.replaceAll(instant, (found) => shiftedInstant(found, by)),
  ) as Recorded;
  const engine = Object.fromEntries(
    Object.entries(recorded.engine).map(([table, rows]) => [
      table,
      rows.map((row) => shiftedRow(row, by)),
    ]),
  ) as Recorded["engine"];
  return { ...recorded, engine };
}

/** Puts the engine's part of a recording into a state file that a host then starts on. */
export function writeEngineState({ engine }: Recorded, stateFile: string): void {
  const store = openStore(stateFile);
  for (const [name, rows] of Object.entries(engine))
    for (const row of rows) {
      // Three of the tables number their rows by themselves.
      const columns = Object.keys(row).filter((one) => name === "history" || one !== "seq");
      const values = columns.map((column) => row[column] ?? null);
      const marks = columns.map(() => "?").join(", ");
      store.db
        .prepare(`INSERT INTO ${name} (${columns.join(", ")}) VALUES (${marks})`)
        .run(...values);
    }
  store.close();
}

/** Puts the product's rows into the tables of this test file. */
export async function writeRows({ rows, id }: Recorded): Promise<void> {
  for (const row of rows) {
    const name =
      row.partitionKey === id ? "links" : row.rowKey.startsWith(id) ? "followups" : "reservations";
    await table(name).createTable();
    await table(name).upsertEntity(row, "Replace");
  }
}
