import type { InvocationContext } from "@azure/functions";
import type { Backlog, Heartbeat, KeysSeen } from "../domain/health";
import type { Clock } from "../domain/ports";
import type { Telemetry } from "../domain/telemetry";
import { createObservedTimer } from "./observedTimer";
import { outboxWaiting } from "./outboxWaiting";
import type { Swept } from "./sweep";

interface Ports {
  readonly sweep: (timer: unknown, context: InvocationContext) => Promise<Swept>;
  readonly heartbeat: Pick<Heartbeat, "beat">;
  readonly backlog: Backlog;
  readonly keyRings: { seen(): KeysSeen };
  readonly telemetry: Pick<Telemetry, "metric">;
  readonly now: Clock;
}

/** How long the oldest event that a ticket has not heard waits for that. */
async function tellOutbox({ backlog, telemetry, now }: Ports): Promise<void> {
  const { oldestDueAt } = await outboxWaiting(backlog, 1);
  const waitedMs = oldestDueAt ? Date.parse(now()) - Date.parse(oldestDueAt) : 0;
  telemetry.metric({ name: "outboxAge", value: Math.max(0, waitedMs / 1000), about: {} });
}

/** What health calls unable by storage or keys; the alert `silence` waits for a 1. */
function tellAble({ keyRings, telemetry }: Ports, hasStorage: boolean): void {
  const isAble = hasStorage && keyRings.seen().state !== "unable";
  telemetry.metric({ name: "able", value: isAble ? 1 : 0, about: {} });
}

/** The sweep as every timer is observed, the outbox's age, and whether the product is able to work. */
export const createObservedSweep = (ports: Ports) => {
  const sweep = createObservedTimer(ports)("sweep", ports.sweep);
  return async (timer: unknown, context: InvocationContext): Promise<void> => {
    await sweep(timer, context);
    try {
      await tellOutbox(ports);
      tellAble(ports, true);
    } catch {
      tellAble(ports, false);
      context.warn("sweep: the outbox's age could not be read; tried again in a minute");
    }
  };
};
