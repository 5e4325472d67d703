import type { InvocationContext } from "@azure/functions";
import type { Backlog, Heartbeat } from "../domain/health";
import type { Clock } from "../domain/ports";
import type { Telemetry } from "../domain/telemetry";
import type { Swept } from "./sweep";

interface Ports {
  readonly sweep: (timer: unknown, context: InvocationContext) => Promise<Swept>;
  readonly heartbeat: Pick<Heartbeat, "beat">;
  readonly backlog: Backlog;
  readonly telemetry: Pick<Telemetry, "metric">;
  readonly now: Clock;
}

/** How long the oldest event that a ticket has not heard is overdue. */
async function tellOutbox({ backlog, telemetry, now }: Ports): Promise<void> {
  const [first] = await backlog.oldest("webhook", 1);
  const overdueMs = first ? Date.parse(now()) - Date.parse(first.dueAt) : 0;
  telemetry.metric({ name: "outboxAge", value: Math.max(0, overdueMs / 1000), about: {} });
}

/** The sweep, with one line of counts a run, a heartbeat that /api/health reads, and the outbox's age. */
export const createObservedSweep =
  (ports: Ports) =>
  async (timer: unknown, context: InvocationContext): Promise<void> => {
    const begun = performance.now();
    const swept = await ports.sweep(timer, context);
    const durationMs = Math.round(performance.now() - begun);
    context.log(JSON.stringify({ event: "sweep", ...swept, durationMs }));
    try {
      await ports.heartbeat.beat(ports.now());
      await tellOutbox(ports);
    } catch {
      context.warn("sweep: its own run could not be noted; tried again in a minute");
    }
  };
