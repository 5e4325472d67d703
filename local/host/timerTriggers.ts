import { Cron } from "croner";
import type { Clock } from "../clock";
import type { RegisteredFunction } from "./checkRegistration";
import { describeThrown } from "./engine/failures";
import type { Store } from "./engine/openStore";
import type { Invoke, Log } from "./invoke";
import type { WakeSource } from "./waker";

interface ScheduleRow {
  readonly name: string;
  readonly lastRun: number | null;
  readonly nextDue: number;
}

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
  const patterns = new Map([...timers].map(([name, fn]) => [name, parsePattern(fn)]));
  const get = store.db.prepare("SELECT name, lastRun, nextDue FROM schedule WHERE name = ?");
  const put = store.db.prepare(
    "INSERT OR REPLACE INTO schedule (name, pattern, lastRun, nextDue) VALUES (?, ?, ?, ?)",
  );
  const pattern = store.db.prepare("SELECT pattern FROM schedule WHERE name = ?");
  const running = new Set<string>();
  let stopped = false;
  const rowOf = (name: string) => get.get(name) as ScheduleRow | undefined;
  const plan = (name: string, lastRun: number | null) => {
    const cron = patterns.get(name);
    const next = cron?.nextRun(clock.now())?.getTime();
    if (cron !== undefined && next !== undefined)
      put.run(name, cron.getPattern() ?? "", lastRun, next);
  };
  const run = async (fn: RegisteredFunction, isPastDue: boolean) => {
    running.add(fn.name);
    const last = rowOf(fn.name)?.lastRun ?? null;
    plan(fn.name, clock.now().getTime());
    try {
      const json = timerJson(fn, {
        isPastDue,
        last,
        next: rowOf(fn.name)?.nextDue ?? null,
        now: clock.now(),
      });
      await (await parts.invoke(fn, { json })).respond();
    } finally {
      running.delete(fn.name);
      parts.changed();
    }
  };
  const runLogged = (fn: RegisteredFunction, isPastDue: boolean) =>
    void run(fn, isPastDue).catch((thrown: unknown) =>
      parts.log(
        `[error] Executed 'Functions.${fn.name}' (Failed): ${describeThrown(thrown).message}`,
      ),
    );
  // While a function runs, its next time waits: the real host never runs one trigger twice at once.
  const due = () =>
    [...timers.values()]
      .filter(({ name }) => !running.has(name))
      .map((fn) => ({ fn, row: rowOf(fn.name) }));
  return {
    start: () => {
      for (const [name, fn] of timers) {
        const stored = (pattern.get(name) as { pattern: string } | undefined)?.pattern;
        if (stored !== patterns.get(name)?.getPattern()) plan(name, rowOf(name)?.lastRun ?? null);
        if (fn.trigger["runOnStartup"] === true) runLogged(fn, false);
      }
    },
    nextDue: () => {
      const moments = due().flatMap(({ row }) => (row === undefined ? [] : [row.nextDue]));
      return stopped || moments.length === 0 ? undefined : Math.min(...moments);
    },
    fireDue: () => {
      const now = clock.now().getTime();
      for (const { fn, row } of due())
        if (row !== undefined && row.nextDue <= now) runLogged(fn, now - row.nextDue > LATE_MS);
    },
    runNow: async (name) => {
      const fn = timers.get(name);
      if (fn === undefined)
        throw new Error(
          `'${name}' is not a timer trigger. There are: ${[...timers.keys()].join(", ") || "none"}.`,
        );
      await run(fn, false);
    },
    isIdle: () => running.size === 0,
    stop: () => {
      stopped = true;
    },
  };
}

function parsePattern({ name, trigger }: RegisteredFunction): Cron {
  const schedule = String(trigger["schedule"]);
  if (schedule.trim().split(/\s+/).length !== 6)
    throw new Error(
      `Function '${name}': the schedule '${schedule}' is not imitated; write six fields, seconds first.`,
    );
  // The real host counts in UTC unless WEBSITE_TIME_ZONE says otherwise.
  return new Cron(schedule, { paused: true, timezone: "UTC", legacyMode: false });
}

interface Timing {
  readonly isPastDue: boolean;
  readonly last: number | null;
  readonly next: number | null;
  readonly now: Date;
}

function timerJson(
  { trigger }: RegisteredFunction,
  { isPastDue, last, next, now }: Timing,
): string {
  const iso = (time: number | null) =>
    time === null ? "0001-01-01T00:00:00" : new Date(time).toISOString();
  return JSON.stringify({
    Schedule: { AdjustForDST: true },
    ScheduleStatus:
      trigger["useMonitor"] === false
        ? null
        : { Last: iso(last), LastUpdated: iso(last ?? now.getTime()), Next: iso(next) },
    IsPastDue: isPastDue,
  });
}
