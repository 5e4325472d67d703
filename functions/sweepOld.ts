import type { InvocationContext } from "@azure/functions";
import type { LimitCounters } from "../domain/limits";
import { dayBefore } from "../domain/limits";
import type { Clock } from "../domain/ports";
import type { OperatorSessions } from "../domain/operator";
import type { KnownCallers } from "../domain/publishing";
import { isFinished } from "../domain/states";
import type { AgedReservation, Links, Reservations } from "../domain/storagePorts";
import { keptDays } from "./reserveKey";

interface Ports {
  readonly knownCallers: KnownCallers["knownCallers"];
  readonly links: Pick<Links, "read">;
  readonly reservations: Pick<Reservations, "aged" | "forget">;
  readonly counters: Pick<LimitCounters, "forget">;
  readonly operatorSessions: Pick<OperatorSessions, "forgetEnded">;
  readonly now: Clock;
}

/** Days after which counts go, and how many days are looked at: enough for a week without the timer. */
const countsAfter = 2;
const countDays = 8;

/** A ticket stands for its link as long as that is open, however old it is. */
async function mayGo({ links }: Ports, { linkId }: AgedReservation): Promise<boolean> {
  const link = await links.read(linkId);
  return !link || isFinished(link.status);
}

async function forgetReservations(ports: Ports, callerId: string): Promise<number> {
  let forgotten = 0;
  const { reservations, now } = ports;
  const before = new Date(Date.parse(now()) - keptDays * 24 * 60 * 60 * 1000).toISOString();
  for (const one of await reservations.aged(callerId, before))
    if (await mayGo(ports, one)) {
      await reservations.forget(callerId, one);
      forgotten += 1;
    }
  return forgotten;
}

/** What one run did; `failed` are callers, days and sign-ins that could not be cleared. */
export interface SweptOld {
  readonly reservations: number;
  readonly failed: number;
}

/** Every night: reservations past their 30 days, the counts of earlier days and sign-ins that are over. Nothing depends on it. */
export const createSweepOld =
  (ports: Ports) =>
  async (_timer: unknown, context: InvocationContext): Promise<SweptOld> => {
    const swept = { reservations: 0, failed: 0 };
    const days = Array.from({ length: countDays }, (_, index) => countsAfter + index);
    const warn = () => {
      context.warn("the nightly sweep could not delete something old; it tries again tomorrow");
      return [];
    };
    const callers = await ports.knownCallers().catch(warn);
    const jobs = [
      ...callers.map(
        (id) => async () => void (swept.reservations += await forgetReservations(ports, id)),
      ),
      () => ports.operatorSessions.forgetEnded(ports.now()),
      ...days.map((day) => () => ports.counters.forget(dayBefore(day, ports.now()))),
    ];
    for (const job of jobs)
      try {
        await job();
      } catch {
        swept.failed += 1;
        warn();
      }
    return swept;
  };
