import type { Clock } from "../clock";
import type { RegisteredFunction } from "./checkRegistration";
import { describeThrown } from "./engine/failures";
import type { Store } from "./engine/openStore";
import type { Invoke, Log } from "./invoke";
import { createSchedules } from "./schedules";
import type { WakeSource } from "./waker";

interface TriggerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly invoke: Invoke;
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  readonly log: Log;
  /** Told after each run. */
  changed(): void;
}

export interface TimerTriggers extends WakeSource {
  start(): void;
  runNow(name: string): Promise<void>;
  isIdle(): boolean;
  stop(): void;
}

// A run this much after its time counts as late; a second is the schedule's own grain.
const LATE_MS = 1000;

/** Timer triggers on the injected clock. What was missed while no host ran is made up by one late run. */
export function createTimerTriggers(parts: TriggerParts): TimerTriggers {
  const { store, clock } = parts;
  const timers = new Map([...parts.functions].filter(([, fn]) => fn.kind === "timer"));
  const schedules = createSchedules(store, timers);
  const running = new Set<string>();
  let stopped = false;
  // While a function runs, its next time waits: the real host never runs one trigger twice at once.
  const beats = () => schedules.beats().filter(({ fn }) => !running.has(fn.name));
  const run = async (fn: RegisteredFunction, isPastDue: boolean) => {
    const now = clock.now();
    const last = schedules.beats().find((beat) => beat.fn === fn)?.lastRun ?? null;
    const next = schedules.nextAfter(fn.name, now);
    running.add(fn.name);
    try {
      const json = timerJson(fn, { isPastDue, last, next, now: now.getTime() });
      await (await parts.invoke(fn, { json })).respond();
    } finally {
      // Only now: a run that was killed is made up for.
      if (store.isOpen()) schedules.save(fn.name, now.getTime(), next);
    }
  };
  const done = (name: string) => {
    running.delete(name);
    parts.changed();
  };
  const runLogged = (fn: RegisteredFunction, isPastDue: boolean) =>
    void run(fn, isPastDue)
      .catch((thrown: unknown) =>
        parts.log(
          `[error] Executed 'Functions.${fn.name}' (Failed): ${describeThrown(thrown).message}`,
        ),
      )
      .finally(() => done(fn.name));
  return {
    start: () => {
      schedules.begin(clock.now());
      for (const fn of timers.values())
        if (fn.trigger["runOnStartup"] === true) runLogged(fn, false);
    },
    nextDue: () => (stopped ? undefined : beats()[0]?.nextDue),
    fireDue: () => {
      const now = clock.now().getTime();
      for (const { fn, nextDue } of beats())
        if (nextDue <= now) runLogged(fn, now - nextDue > LATE_MS);
    },
    runNow: async (name) => {
      const fn = timers.get(name);
      if (fn === undefined) throw unknownTimer(name, [...timers.keys()]);
      await run(fn, false).finally(() => done(name));
    },
    isIdle: () => running.size === 0,
    stop: () => {
      stopped = true;
    },
  };
}

function unknownTimer(name: string, known: readonly string[]): Error {
  return new Error(`'${name}' is not a timer trigger. There are: ${known.join(", ") || "none"}.`);
}

interface Timing {
  readonly isPastDue: boolean;
  readonly last: number | null;
  readonly next: number;
  readonly now: number;
}

// The timer object as the real host sends it; the library turns its names into camel case.
function timerJson(
  { trigger }: RegisteredFunction,
  { isPastDue, last, next, now }: Timing,
): string {
  const iso = (time: number) => new Date(time).toISOString();
  const status = {
    Last: last === null ? "0001-01-01T00:00:00" : iso(last),
    LastUpdated: iso(last ?? now),
    Next: iso(next),
  };
  return JSON.stringify({
    Schedule: { AdjustForDST: true },
    ScheduleStatus: trigger["useMonitor"] === false ? null : status,
    IsPastDue: isPastDue,
  });
}
