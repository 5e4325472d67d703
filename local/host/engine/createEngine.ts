import type { RegisteredFunction } from "../checkRegistration";
import type { Invoke, Log } from "../invoke";
import type { WakeSource } from "../waker";
import type { Clock } from "../../clock";
import { createActivityWorker } from "./activityWorker";
import { createDueTimers } from "./dueTimers";
import type { HistoryEvent } from "./events";
import { createOperations, type Operations } from "./operations";
import type { Store } from "./openStore";
import { toStatus, type InstanceStatus } from "./instanceStatus";
import { createTables } from "./tables";
import { takeTurn } from "./takeTurn";
import { createTurnLoop } from "./turnLoop";
import type { Versioning } from "./versions";

export type { InstanceStatus } from "./instanceStatus";

export interface EngineParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly invoke: Invoke;
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  readonly versioning: Versioning;
  readonly log: Log;
  /** Told whenever a timer may have been added or the engine may have come to rest. */
  changed(): void;
}

export interface Engine {
  readonly operations: Operations;
  readonly timers: WakeSource;
  status(instanceId: string): InstanceStatus | undefined;
  history(instanceId: string): HistoryEvent[];
  instances(): InstanceStatus[];
  start(): void;
  isIdle(): boolean;
  /** No new turn, no new activity. */
  stop(): void;
}

/** The durable engine: state in the store, turns and activities in memory only while they run. */
export function createEngine(parts: EngineParts): Engine {
  const { clock, invoke, log, functions, versioning } = parts;
  const tables = createTables(parts.store);
  const ofKind = (kind: RegisteredFunction["kind"]) =>
    new Map([...functions].filter(([, fn]) => fn.kind === kind));
  const orchestrators = ofKind("orchestration");
  const activities = ofKind("activity");
  const turnParts = {
    tables,
    clock,
    invoke,
    orchestrators,
    versioning,
    log,
    activityNames: new Set(activities.keys()),
  };
  const worker = createActivityWorker({
    tables,
    clock,
    invoke,
    activities,
    log,
    finished: (ids) => {
      ids.forEach(loop.ready);
      worker.pump();
      parts.changed();
    },
  });
  const loop = createTurnLoop({
    inbox: tables.inbox,
    log,
    take: (id) => takeTurn(turnParts, id),
    taken: () => {
      worker.pump();
      parts.changed();
    },
  });
  return {
    operations: createOperations({ tables, clock, orchestrators, versioning, ready: loop.ready }),
    timers: createDueTimers({ tables, clock, fired: loop.ready }),
    status: (id) => {
      const row = tables.instances.get(id);
      return row && toStatus(row);
    },
    history: (id) =>
      tables.instances.history(id).map(({ event }) => JSON.parse(event) as HistoryEvent),
    instances: () => tables.instances.all().map(toStatus),
    start: () => {
      tables.inbox.instances().forEach(loop.ready);
      worker.pump();
    },
    isIdle: () => loop.isIdle() && worker.isIdle(),
    stop: () => {
      loop.stop();
      worker.stop();
    },
  };
}
