import type { InvocationContext } from "@azure/functions";
import type { Backlog } from "../domain/health";
import { isUntold } from "../domain/outbox";
import type { Clock, DeliverEvents } from "../domain/ports";
import type { FollowUp, FollowUps, Outboxes } from "../domain/storagePorts";

interface Ports {
  readonly followUps: FollowUps;
  readonly backlog: Backlog;
  readonly outboxes: Pick<Outboxes, "read">;
  readonly deliver: DeliverEvents;
  readonly now: Clock;
}

/** What one run did, in links; `left` were due and had no time. */
export interface Told {
  readonly heard: number;
  readonly later: number;
  readonly failed: number;
  readonly left: number;
}

const atOnce = 16;
/** A run is over before the next one is due, whatever the receivers do. */
const runMs = 45_000;
const linkMs = 10_000;
const looksAtOldest = 10;

/**
 * What is to be told later has a note of its own, by its time. Where all is heard we look again once the
 * note is gone: nothing that was noted meanwhile may be lost with it.
 */
async function deliverOne({ followUps, deliver }: Ports, due: FollowUp, warn: Warn) {
  const outcome = await deliver(due.linkId, linkMs, warn);
  await followUps.done(due);
  return outcome === "heard" ? deliver(due.linkId, linkMs, warn) : outcome;
}
type Warn = (line: string) => void;

/** Two senders at once, or a crash, may leave word of an event that was heard after all. */
async function forgetHeard({ backlog, outboxes, followUps }: Ports): Promise<void> {
  for (const one of await backlog.oldest("untold", looksAtOldest))
    if (!isUntold(await outboxes.read(one.linkId), Number(one.detail))) await followUps.done(one);
}

async function deliverAll(ports: Ports, due: readonly FollowUp[], warn: Warn): Promise<Told> {
  const until = Date.parse(ports.now()) + runMs;
  const queue = due.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).values();
  const told = { heard: 0, later: 0, failed: 0, left: due.length };
  const work = async (): Promise<void> => {
    while (Date.parse(ports.now()) < until) {
      const { value: one } = queue.next();
      if (!one) return;
      told.left -= 1;
      try {
        told[await deliverOne(ports, one, warn)] += 1;
      } catch {
        told.failed += 1;
        warn(`webhooks: link ${one.linkId} failed; tried again in a minute`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return told;
}

/**
 * A minute timer of its own, so that receivers that are slow hold up nothing else: tells callbacks what
 * they have not heard, the longest due first. One failure does not stop the others.
 */
export const createDeliverDue =
  (ports: Ports) =>
  async (_timer: unknown, context: InvocationContext): Promise<Told> => {
    const warn = (line: string) => context.warn(line);
    const told = await deliverAll(ports, await ports.followUps.due("webhook", ports.now()), warn);
    try {
      await forgetHeard(ports);
    } catch {
      warn("webhooks: what was heard after all could not be looked for; tried again in a minute");
    }
    return told;
  };
