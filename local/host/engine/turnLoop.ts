import type { Log } from "../invoke";
import type { Inbox } from "./inbox";
import type { TurnOutcome } from "./takeTurn";

const AT_ONCE = 10;

interface LoopParts {
  readonly inbox: Inbox;
  readonly log: Log;
  take(instanceId: string): Promise<TurnOutcome>;
  /** Told after each turn. */
  taken(): void;
}

export interface TurnLoop {
  /** The instance has a message. */
  ready(instanceId: string): void;
  isIdle(): boolean;
  stop(): void;
}

/**
 * Gives turns to instances that have messages: one turn of an instance at a time, in order of arrival.
 * Only their ids are in memory, and only while they wait for a turn.
 */
export function createTurnLoop(parts: LoopParts): TurnLoop {
  const waiting = new Set<string>();
  const busy = new Set<string>();
  let planned = false;
  let stopped = false;
  const turn = async (id: string) => {
    busy.add(id);
    const outcome = await parts.take(id).catch((error: unknown): TurnOutcome => {
      parts.log(
        `[error] The turn of instance '${id}' failed and waits for its next message: ${String(error)}`,
      );
      return "held";
    });
    busy.delete(id);
    if (outcome === "taken" && parts.inbox.has(id)) waiting.add(id);
    plan();
    parts.taken();
  };
  const pump = () => {
    planned = false;
    for (const id of waiting) {
      if (stopped || busy.size >= AT_ONCE) return;
      if (busy.has(id)) continue;
      waiting.delete(id);
      void turn(id);
    }
  };
  // Not at once: what arrives together is taken together.
  const plan = () => {
    if (planned || stopped || waiting.size === 0) return;
    planned = true;
    setImmediate(pump);
  };
  return {
    ready: (id) => {
      waiting.add(id);
      plan();
    },
    isIdle: () => busy.size === 0 && (stopped || waiting.size === 0),
    stop: () => {
      stopped = true;
    },
  };
}
