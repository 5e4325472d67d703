import type { RegisteredFunction } from "../checkRegistration";
import type { Invoke, Log } from "../invoke";
import type { RpcTypedData } from "../workerTypes";
import type { Clock } from "../../clock";
import { createEvent, EventType, isFinished, type HistoryEvent } from "./events";
import { activityFailure, describeThrown } from "./failures";
import type { Tables } from "./tables";
import type { ActivityRow } from "./work";

const AT_ONCE = 10;

interface WorkerParts {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly invoke: Invoke;
  readonly activities: ReadonlyMap<string, RegisteredFunction>;
  readonly log: Log;
  /** Told after some have ended, with the instances that have a message now. */
  finished(instanceIds: readonly string[]): void;
}

export interface ActivityWorker {
  /** Takes up what is waiting, as far as there is room. */
  pump(): void;
  isIdle(): boolean;
  /** Starts nothing more. What still runs may finish, but is written only until the store is closed. */
  stop(): void;
}

interface Settled {
  readonly row: ActivityRow;
  readonly event: HistoryEvent;
}

/** Runs activities side by side, in the order in which they were asked for. */
export function createActivityWorker(parts: WorkerParts): ActivityWorker {
  let running = 0;
  let taken = 0;
  let stopped = false;
  let settled: Settled[] = [];
  const run = async (row: ActivityRow) => {
    const event = await perform(parts, row);
    // Those that end together are written together: a synced write costs more than most activities.
    if (settled.push({ row, event }) === 1) setImmediate(flush);
  };
  const flush = () => {
    const done = settled;
    settled = [];
    running -= done.length;
    if (parts.tables.store.isOpen()) settle(parts.tables, done);
    parts.finished(done.map(({ row }) => row.instance));
  };
  return {
    pump: () => {
      if (stopped || running >= AT_ONCE) return;
      for (const row of parts.tables.activities.after(taken, AT_ONCE - running)) {
        taken = row.seq;
        running++;
        void run(row);
      }
    },
    isIdle: () =>
      running === 0 && (stopped || parts.tables.activities.after(taken, 1).length === 0),
    stop: () => {
      stopped = true;
    },
  };
}

async function perform(
  { clock, invoke, activities, log }: WorkerParts,
  row: ActivityRow,
): Promise<HistoryEvent> {
  const settled = { TaskScheduledId: row.task };
  try {
    const fn = activities.get(row.name);
    if (fn === undefined)
      throw new Error(
        `The function '${row.name}' doesn't exist, is disabled, or is not an activity function.`,
      );
    const invocation = await invoke(fn, row.input === null ? {} : { string: row.input });
    const { returnValue } = await invocation.respond();
    return createEvent(EventType.TaskCompleted, clock.now(), {
      ...settled,
      Result: resultText(returnValue),
    });
  } catch (thrown) {
    log(`[error] Executed 'Functions.${row.name}' (Failed): ${describeThrown(thrown).message}`);
    return createEvent(EventType.TaskFailed, clock.now(), {
      ...settled,
      ...activityFailure(row.name, thrown),
    });
  }
}

// One transaction: the work is done exactly when its result is in the inbox.
function settle({ store, activities, instances, inbox }: Tables, done: readonly Settled[]): void {
  store.transaction(() => {
    for (const { row, event } of done) {
      activities.remove(row.seq);
      const instance = instances.get(row.instance);
      if (instance?.execution === row.execution && !isFinished(instance.status))
        inbox.add(row, event);
    }
  });
}

function resultText(value: RpcTypedData | null | undefined): string {
  if (value?.json !== undefined && value.json !== null) return value.json;
  if (value?.bytes) return JSON.stringify(Buffer.from(value.bytes).toString("base64"));
  return JSON.stringify(value?.string ?? value?.int ?? value?.double ?? null);
}
