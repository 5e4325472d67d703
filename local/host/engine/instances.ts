import { EventType, isScheduling, taskIdOf, type HistoryEvent, type RuntimeStatus } from "./events";
import type { Store } from "./openStore";

export interface InstanceRow {
  readonly id: string;
  /** Changes when a finished instance is started again, so that late results of the old run are told apart. */
  readonly execution: string;
  readonly name: string;
  readonly version: string | null;
  readonly status: RuntimeStatus;
  readonly input: string | null;
  readonly output: string | null;
  readonly customStatus: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The id the SDK gives to the next task. */
  readonly nextTask: number;
  /** How many actions of the orchestrator are already in the history. */
  readonly actions: number;
}

export interface HistoryRow {
  readonly seq: number;
  readonly type: HistoryEvent["EventType"];
  readonly task: number | null;
  /** Index of the orchestrator's action that led to it (all hops of a long timer share one); null for the rest. */
  readonly action: number | null;
  readonly name: string | null;
  readonly event: string;
}

export interface NewHistory {
  readonly event: HistoryEvent;
  readonly action: number | null;
}

type Started = Pick<InstanceRow, "id" | "execution" | "name" | "version" | "input" | "createdAt">;
type Progress = Pick<
  InstanceRow,
  "status" | "output" | "customStatus" | "updatedAt" | "nextTask" | "actions"
>;

export type Instances = ReturnType<typeof createInstances>;

/** Instances and their histories. */
export function createInstances({ db }: Store) {
  const get = db.prepare("SELECT * FROM instance WHERE id = ?");
  const all = db.prepare("SELECT * FROM instance ORDER BY createdAt, id");
  const put = db.prepare(
    `INSERT OR REPLACE INTO instance (id, execution, name, version, status, input, createdAt, updatedAt)
     VALUES (:id, :execution, :name, :version, 'Pending', :input, :createdAt, :createdAt)`,
  );
  const update = db.prepare(
    `UPDATE instance SET status = :status, output = :output, customStatus = :customStatus, updatedAt = :updatedAt,
     nextTask = :nextTask, actions = :actions WHERE id = :id`,
  );
  const events = db.prepare(
    "SELECT seq, type, task, action, name, event FROM history WHERE instance = ? ORDER BY seq",
  );
  const append = db.prepare(
    "INSERT INTO history (instance, seq, type, task, action, name, event) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const clear = ["history", "inbox", "timer"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE instance = ?`),
  );
  const remove = db.prepare("DELETE FROM instance WHERE id = ?");
  const forget = (id: string) => clear.forEach((statement) => statement.run(id));
  return {
    get: (id: string) => get.get(id) as InstanceRow | undefined,
    all: () => all.all() as unknown as InstanceRow[],
    history: (id: string) => events.all(id) as unknown as HistoryRow[],
    /** A new execution; whatever an earlier one of this id left behind goes. */
    start: (row: Started) => {
      forget(row.id);
      put.run({ ...row });
    },
    update: (id: string, progress: Progress) => void update.run({ id, ...progress }),
    append: (id: string, length: number, rows: readonly NewHistory[]) =>
      rows.forEach(({ event, action }, i) => {
        const name = isScheduling(event.EventType) ? nameOf(event) : null;
        // Stored as the next turn reads it: by then it has been played.
        const text = JSON.stringify({ ...event, IsPlayed: true });
        append.run(id, length + i, event.EventType, taskIdOf(event), action, name, text);
      }),
    /** Drops what waits for a finished instance: nothing of it will ever be read. */
    forgetWaiting: (id: string) => clear.slice(1).forEach((statement) => statement.run(id)),
    purge: (id: string) => {
      forget(id);
      remove.run(id);
    },
  };
}

function nameOf(event: HistoryEvent): string | null {
  return event.EventType === EventType.TaskScheduled ? String(event["Name"]) : null;
}
