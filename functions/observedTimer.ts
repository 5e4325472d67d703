import type { InvocationContext } from "@azure/functions";
import type { Heartbeat } from "../domain/health";
import type { Clock } from "../domain/ports";

export type ObservedRun = Run<object>;
type Run<Result> = (timer: unknown, context: InvocationContext) => Promise<Result>;

interface Ports {
  readonly heartbeat: Pick<Heartbeat, "beat">;
  readonly now: Clock;
}

/** A timer's runs, with one line of counts each, and a heartbeat that /api/health reads. */
export const createObservedTimer =
  ({ heartbeat, now }: Ports) =>
  (event: string, run: ObservedRun): Run<void> =>
  async (timer, context) => {
    const begun = performance.now();
    const counts = await run(timer, context);
    const durationMs = Math.round(performance.now() - begun);
    context.log(JSON.stringify({ event, ...counts, durationMs }));
    try {
      await heartbeat.beat(now());
    } catch {
      context.warn(`${event}: its own run could not be noted; tried again with the next one`);
    }
  };
