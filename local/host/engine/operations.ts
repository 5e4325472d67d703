import { randomUUID } from "node:crypto";
import type { RegisteredFunction } from "../checkRegistration";
import type { Clock } from "../../clock";
import { createEvent, EventType, isFinished } from "./events";
import type { InstanceRow } from "./instances";
import type { Tables } from "./tables";
import type { Versioning } from "./versions";

interface OperationParts {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly orchestrators: ReadonlyMap<string, RegisteredFunction>;
  readonly versioning: Versioning;
  ready(instanceId: string): void;
}

export interface StartRequest {
  readonly name: string;
  readonly instanceId: string | undefined;
  /** JSON text; null for none. */
  readonly input: string | null;
  readonly version: string | undefined;
}

/** A call that the extension answers with this status and message. */
export class OperationRefused extends Error {
  readonly status: 400 | 404 | 409 | 410;
  constructor(status: 400 | 404 | 409 | 410, message: string) {
    super(message);
    this.status = status;
  }
}

export type Operations = ReturnType<typeof createOperations>;

/** What the durable client may do from outside. Each is one transaction. */
export function createOperations(parts: OperationParts) {
  const { instances, inbox, store } = parts.tables;
  const tell = (id: string, type: 3 | 15, fields: Readonly<Record<string, unknown>>) => {
    const row = instances.get(id);
    if (row === undefined) throw new OperationRefused(404, `No instance with ID '${id}' found.`);
    if (isFinished(row.status)) throw new OperationRefused(410, `Instance '${id}' has finished.`);
    inbox.add(
      { instance: id, execution: row.execution },
      createEvent(type, parts.clock.now(), fields),
    );
    parts.ready(id);
  };
  return {
    start: (request: StartRequest): string => start(parts, request),
    /** An event for an unknown or finished instance is thrown away, and the caller told so. */
    raiseEvent: (id: string, name: string, data: string) =>
      tell(id, EventType.EventRaised, { Name: name, Input: data }),
    terminate: (id: string, reason: string) =>
      tell(id, EventType.ExecutionTerminated, { Input: reason }),
    /** Removes finished instances that the filter lets through; running ones stay. */
    purge: (matches: (row: InstanceRow) => boolean): number => {
      const gone = instances.all().filter((row) => isFinished(row.status) && matches(row));
      store.transaction(() => gone.forEach(({ id }) => instances.purge(id)));
      return gone.length;
    },
  };
}

function start(parts: OperationParts, { name, instanceId, input, version }: StartRequest): string {
  checkName(name, parts.orchestrators);
  const id = instanceId ?? randomUUID().replaceAll("-", "");
  checkInstanceId(id);
  const { instances, inbox, store } = parts.tables;
  const existing = instances.get(id);
  if (existing !== undefined && !isFinished(existing.status))
    throw new OperationRefused(
      409,
      `An Orchestration instance with the status ${existing.status} already exists.`,
    );
  const now = parts.clock.now();
  const row = {
    id,
    execution: randomUUID().replaceAll("-", ""),
    name,
    version: version ?? parts.versioning.defaultVersion ?? null,
    input,
    createdAt: now.getTime(),
  };
  const event = createEvent(EventType.ExecutionStarted, now, {
    Name: name,
    Version: row.version ?? "",
    Input: input,
    OrchestrationInstance: { InstanceId: id, ExecutionId: row.execution },
    ParentInstance: null,
    Tags: null,
  });
  store.transaction(() => {
    instances.start(row);
    inbox.add({ instance: id, execution: row.execution }, event);
  });
  parts.ready(id);
  return id;
}

function checkName(name: string, known: ReadonlyMap<string, unknown>): void {
  if (known.has(name)) return;
  const others =
    known.size > 0
      ? `The following are the known orchestrator functions: '${[...known.keys()].join("', '")}'.`
      : "No orchestrator functions are currently registered!";
  throw new OperationRefused(
    400,
    `The function '${name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: ${others}`,
  );
}

function checkInstanceId(id: string): void {
  if (id.startsWith("@"))
    throw new OperationRefused(400, "Orchestration instance ids must not start with @.");
  if (/[/\\#?\u0000-\u001f\u007f-\u009f]/.test(id))
    throw new OperationRefused(
      400,
      "Orchestration instance ids must not contain /, \\, #, ?, or control characters.",
    );
  if (id.length > 100)
    throw new OperationRefused(400, "Instance ID lengths must not exceed 100 characters.");
}
