import type { Address } from "./inbox";
import type { Store } from "./openStore";

export interface ActivityRow {
  readonly seq: number;
  readonly instance: string;
  readonly execution: string;
  readonly task: number;
  readonly name: string;
  /** JSON as the orchestrator gave it; null for none. */
  readonly input: string | null;
}

export interface TimerRow {
  readonly seq: number;
  readonly instance: string;
  readonly execution: string;
  readonly task: number;
  readonly action: number;
  readonly fireAt: number;
  /** When the whole timer is due; later than fireAt for a hop of a long one. */
  readonly finalAt: number;
}

export type NewActivity = Pick<ActivityRow, "task" | "name" | "input">;
export type NewTimer = Pick<TimerRow, "task" | "action" | "fireAt" | "finalAt">;
export type Activities = ReturnType<typeof createActivities>;
export type Timers = ReturnType<typeof createTimers>;

/** Activities that were asked for and have not finished. A row outlives a killed process: it runs again. */
export function createActivities({ db }: Store) {
  const add = db.prepare(
    "INSERT INTO activity (instance, execution, task, name, input) VALUES (?, ?, ?, ?, ?)",
  );
  const next = db.prepare("SELECT * FROM activity WHERE seq > ? ORDER BY seq LIMIT ?");
  const remove = db.prepare("DELETE FROM activity WHERE seq = ?");
  return {
    add: (to: Address, { task, name, input }: NewActivity) =>
      void add.run(to.instance, to.execution, task, name, input),
    after: (seq: number, limit: number) => next.all(seq, limit) as unknown as ActivityRow[],
    remove: (seq: number) => void remove.run(seq),
  };
}

/** Durable timers, found by when they are due. */
export function createTimers({ db }: Store) {
  const add = db.prepare(
    "INSERT INTO timer (instance, execution, task, action, fireAt, finalAt) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const due = db.prepare("SELECT * FROM timer WHERE fireAt <= ? ORDER BY fireAt, seq LIMIT 500");
  const first = db.prepare("SELECT MIN(fireAt) AS at FROM timer");
  const remove = db.prepare("DELETE FROM timer WHERE seq = ?");
  const ofInstance = db.prepare("SELECT * FROM timer WHERE instance = ?");
  return {
    add: (to: Address, { task, action, fireAt, finalAt }: NewTimer) =>
      void add.run(to.instance, to.execution, task, action, fireAt, finalAt),
    due: (now: number) => due.all(now) as unknown as TimerRow[],
    nextDue: () => (first.get() as { at: number | null }).at ?? undefined,
    remove: (seq: number) => void remove.run(seq),
    ofInstance: (instance: string) => ofInstance.all(instance) as unknown as TimerRow[],
  };
}
