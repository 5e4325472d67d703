/** Time as the local parts see it: it runs with the machine's clock and can be moved ahead. */
export interface Clock {
  now(): Date;
  /** Calls the listener after each jump; returns how to stop that. */
  onMove(listener: () => void): () => void;
}

export interface MovableClock extends Clock {
  advance(ms: number): void;
  /** Jumps to a moment; one that lies in the past is left alone, since timers never fire back in time. */
  advanceTo(moment: Date): void;
}

// Taken before anybody replaces it: the offset must never be counted twice.
const RealDate = Date;

/** A clock that shows real time plus an offset, which only grows. */
export function createMovableClock(): MovableClock {
  let offset = 0;
  const listeners = new Set<() => void>();
  const advance = (ms: number) => {
    if (ms <= 0) return;
    offset += ms;
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => new RealDate(RealDate.now() + offset),
    onMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    advance,
    advanceTo: (moment) => advance(moment.getTime() - RealDate.now() - offset),
  };
}

/**
 * Makes `new Date()` and `Date.now()` of the whole process follow the clock, so that product code
 * needs to know nothing of it. Returns how to put the real Date back.
 */
export function installClock(clock: Clock): () => void {
  const shifted = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [clock.now().getTime()] : args, newTarget),
    apply: () => clock.now().toString(),
    get: (target, key) =>
      key === "now" ? () => clock.now().getTime() : Reflect.get(target, key, target),
  });
  globalThis.Date = shifted;
  return () => {
    if (globalThis.Date === shifted) globalThis.Date = RealDate;
  };
}
