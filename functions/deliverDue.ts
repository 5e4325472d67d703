import type { InvocationContext } from "@azure/functions";
import type { Clock, DeliverEvents } from "../domain/ports";
import type { FollowUp, FollowUps } from "../domain/storagePorts";

interface Ports {
  readonly followUps: FollowUps;
  readonly deliver: DeliverEvents;
  readonly now: Clock;
}

const atOnce = 16;
/** A run is over before the next one is due, whatever the receivers do. */
const runMs = 45_000;
const linkMs = 10_000;

/**
 * What is to be told later has a note of its own, by its time. Where all is heard we look again once the
 * note is gone: nothing that was noted meanwhile may be lost with it.
 */
async function deliverOne({ followUps, deliver }: Ports, due: FollowUp): Promise<void> {
  const outcome = await deliver(due.linkId, linkMs);
  await followUps.done(due);
  if (outcome === "heard") await deliver(due.linkId, linkMs);
}

/**
 * A minute timer of its own, so that receivers that are slow hold up nothing else: tells callbacks what
 * they have not heard, the longest due first. One failure does not stop the others.
 */
export const createDeliverDue =
  (ports: Ports) =>
  async (_timer: unknown, context: InvocationContext): Promise<void> => {
    const until = Date.parse(ports.now()) + runMs;
    const due = await ports.followUps.due("webhook", ports.now());
    const queue = due.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).values();
    const work = async (): Promise<void> => {
      for (const one of queue) {
        if (Date.parse(ports.now()) >= until) return;
        try {
          await deliverOne(ports, one);
        } catch {
          context.warn(`webhooks: link ${one.linkId} failed; tried again in a minute`);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  };
