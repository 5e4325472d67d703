import type { InvocationContext } from "@azure/functions";
import type { Backlog, Heartbeat } from "../domain/health";
import type { Clock } from "../domain/ports";
import type { Telemetry } from "../domain/telemetry";
import { createObservedTimer } from "./observedTimer";
import { outboxWaiting } from "./outboxWaiting";
import type { Swept } from "./sweep";

interface Ports {
  readonly sweep: (timer: unknown, context: InvocationContext) => Promise<Swept>;
  readonly heartbeat: Pick<Heartbeat, "beat">;
  readonly backlog: Backlog;
  readonly telemetry: Pick<Telemetry, "metric">;
  readonly now: Clock;
}

/** How long the oldest event that a ticket has not heard waits for that. */
async function tellOutbox({ backlog, telemetry, now }: Ports): Promise<void> {
  const { oldestDueAt } = await outboxWaiting(backlog, 1);
  const waitedMs = oldestDueAt ? Date.parse(now()) - Date.parse(oldestDueAt) : 0;
  telemetry.metric({ name: "outboxAge", value: Math.max(0, waitedMs / 1000), about: {} });
}

/** The sweep as every timer is observed, and the outbox's age. */
export const createObservedSweep = (ports: Ports) => {
  const sweep = createObservedTimer(ports)("sweep", ports.sweep);
  return async (timer: unknown, context: InvocationContext): Promise<void> => {
    await sweep(timer, context);
    try {
      await tellOutbox(ports);
    } catch {
      context.warn("sweep: the outbox's age could not be read; tried again in a minute");
    }
  };
};
