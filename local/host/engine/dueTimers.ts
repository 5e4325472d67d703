import type { WakeSource } from "../waker";
import type { Clock } from "../../clock";
import { createEvent, EventType } from "./events";
import type { Tables } from "./tables";

interface DueParts {
  readonly tables: Tables;
  readonly clock: Clock;
  fired(instanceId: string): void;
}

/**
 * Moves timers that are due into the inboxes, in the order in which they were due. Those of one
 * instance come in one turn, as they would after a real host was down for that long.
 */
export function createDueTimers({ tables, clock, fired }: DueParts): WakeSource {
  const fireSome = (now: Date) => {
    const due = tables.timers.due(now.getTime());
    tables.store.transaction(() => {
      for (const timer of due) {
        const FireAt = new Date(timer.fireAt).toISOString();
        const event = createEvent(EventType.TimerFired, now, { TimerId: timer.task, FireAt });
        const isHop = timer.finalAt > timer.fireAt;
        tables.inbox.add(
          timer,
          event,
          isHop ? { action: timer.action, finalAt: timer.finalAt } : undefined,
        );
        tables.timers.remove(timer.seq);
      }
    });
    for (const { instance } of due) fired(instance);
    return due.length;
  };
  return {
    nextDue: () => tables.timers.nextDue(),
    fireDue: () => {
      const now = clock.now();
      while (fireSome(now) > 0);
    },
  };
}
