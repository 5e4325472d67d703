import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

export interface EngineState {
  /** Every row of every table. */
  readonly rows: string;
  /** Its bytes, also those that no row has any more. */
  readonly bytes: string;
}

/** What the engine keeps, once its host is stopped: the file is held by one process only. */
export function readEngine(file: string): EngineState {
  const bytes = [file, `${file}-wal`]
    .filter((name) => existsSync(name))
    .map((name) => readFileSync(name, "latin1"))
    .join("\n");
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    const rows = names.flatMap(({ name }) => db.prepare(`SELECT * FROM "${String(name)}"`).all());
    return { rows: JSON.stringify(rows), bytes };
  } finally {
    db.close();
  }
}
