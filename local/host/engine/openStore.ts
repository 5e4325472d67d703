import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

const schema = `
  CREATE TABLE IF NOT EXISTS instance (
    id TEXT PRIMARY KEY, execution TEXT NOT NULL, name TEXT NOT NULL, version TEXT, status TEXT NOT NULL,
    input TEXT, output TEXT, customStatus TEXT, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL,
    nextTask INTEGER NOT NULL DEFAULT 0, actions INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS history (
    instance TEXT NOT NULL, seq INTEGER NOT NULL, type INTEGER NOT NULL, task INTEGER, action INTEGER, name TEXT,
    event TEXT NOT NULL, PRIMARY KEY (instance, seq)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, instance TEXT NOT NULL, execution TEXT NOT NULL, event TEXT NOT NULL,
    action INTEGER, finalAt INTEGER
  );
  CREATE INDEX IF NOT EXISTS inboxOfInstance ON inbox (instance, seq);
  CREATE TABLE IF NOT EXISTS activity (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, instance TEXT NOT NULL, execution TEXT NOT NULL, task INTEGER NOT NULL,
    name TEXT NOT NULL, input TEXT
  );
  CREATE TABLE IF NOT EXISTS timer (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, instance TEXT NOT NULL, execution TEXT NOT NULL, task INTEGER NOT NULL,
    action INTEGER NOT NULL, fireAt INTEGER NOT NULL, finalAt INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS timerDue ON timer (fireAt, seq);
  CREATE INDEX IF NOT EXISTS timerOfInstance ON timer (instance);
  CREATE TABLE IF NOT EXISTS schedule (name TEXT PRIMARY KEY, pattern TEXT NOT NULL, lastRun INTEGER, nextDue INTEGER NOT NULL) WITHOUT ROWID;
`;

export interface Store {
  readonly db: DatabaseSync;
  /** All or nothing; the callback must be synchronous. */
  transaction<T>(work: () => T): T;
  isOpen(): boolean;
  close(): void;
}

/**
 * Opens the engine's one file. The file is held exclusively: two hosts on it would take turns of
 * the same instance. A killed process gives it free at once.
 */
export function openStore(file: string): Store {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  try {
    db.exec(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
    );
    db.exec(schema);
  } catch (cause) {
    db.close();
    throw new Error(`Engine state '${file}' cannot be opened. Is another host running on it?`, {
      cause,
    });
  }
  const [begin, commit, rollback] = [
    db.prepare("BEGIN IMMEDIATE"),
    db.prepare("COMMIT"),
    db.prepare("ROLLBACK"),
  ];
  return {
    db,
    transaction: (work) => {
      begin.run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        rollback.run();
        throw error;
      }
    },
    isOpen: () => db.isOpen,
    close: () => db.close(),
  };
}
