import type { RuntimeStatus } from "./events";
import type { InstanceRow } from "./instances";

/** An instance as the durable client shows it. */
export interface InstanceStatus {
  readonly name: string;
  readonly instanceId: string;
  readonly runtimeStatus: RuntimeStatus;
  readonly input: unknown;
  readonly customStatus: unknown;
  readonly output: unknown;
  readonly createdTime: string;
  readonly lastUpdatedTime: string;
  readonly version: string | null;
}

export function toStatus(row: InstanceRow): InstanceStatus {
  return {
    name: row.name,
    instanceId: row.id,
    runtimeStatus: row.status,
    input: parse(row.input),
    customStatus: parse(row.customStatus),
    output: parse(row.output),
    createdTime: seconds(row.createdAt),
    lastUpdatedTime: seconds(row.updatedAt),
    version: row.version,
  };
}

// The extension's form: no fraction.
function seconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

// Failure texts and reasons are not JSON: they are shown as they are.
function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
