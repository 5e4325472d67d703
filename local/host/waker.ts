import type { Clock } from "../clock";

/** Something with a next due moment, kept in the store and not in memory. */
export interface WakeSource {
  nextDue(): number | undefined;
  fireDue(): void;
}

// Node fires a timer at once when its delay does not fit into 31 bits (24.8 days).
const LONGEST_DELAY = 2_147_483_647;

export interface Waker {
  /** Looks at all sources again; to be called whenever something new may be due. */
  arm(): void;
  stop(): void;
}

/** One single Node timer for everything that waits. */
export function createWaker(clock: Clock, sources: readonly WakeSource[]): Waker {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const arm = () => {
    if (stopped) return;
    clearTimeout(timer);
    for (const source of sources) if (isDue(source)) source.fireDue();
    const next = earliest(sources);
    if (next === undefined) return;
    const delay = Math.max(1, next - clock.now().getTime());
    timer = setTimeout(arm, Math.min(delay, LONGEST_DELAY));
    timer.unref();
  };
  const isDue = (source: WakeSource) => (source.nextDue() ?? Infinity) <= clock.now().getTime();
  const unsubscribe = clock.onMove(arm);
  return {
    arm,
    stop: () => {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
    },
  };
}

/** The earliest due moment of all sources. */
export function earliest(sources: readonly WakeSource[]): number | undefined {
  const moments = sources
    .map((source) => source.nextDue())
    .filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : Math.min(...moments);
}
