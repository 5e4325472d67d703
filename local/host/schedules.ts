import { Cron } from "croner";
import type { RegisteredFunction } from "./checkRegistration";
import type { Store } from "./engine/openStore";

export interface Beat {
  readonly fn: RegisteredFunction;
  readonly lastRun: number | null;
  readonly nextDue: number;
}

interface Row {
  readonly pattern: string;
  readonly lastRun: number | null;
  readonly nextDue: number;
}

/** When each timer trigger ran last and is due next, kept over restarts. */
export function createSchedules({ db }: Store, timers: ReadonlyMap<string, RegisteredFunction>) {
  const crons = new Map([...timers].map(([name, fn]) => [name, parsePattern(fn)]));
  const get = db.prepare("SELECT pattern, lastRun, nextDue FROM schedule WHERE name = ?");
  const put = db.prepare(
    "INSERT OR REPLACE INTO schedule (name, pattern, lastRun, nextDue) VALUES (?, ?, ?, ?)",
  );
  const rowOf = (name: string) => get.get(name) as Row | undefined;
  const nextAfter = (name: string, moment: Date) =>
    crons.get(name)?.nextRun(moment)?.getTime() ?? Infinity;
  const save = (name: string, lastRun: number | null, nextDue: number) => {
    if (Number.isFinite(nextDue))
      put.run(name, crons.get(name)?.getPattern() ?? "", lastRun, nextDue);
  };
  return {
    nextAfter,
    save,
    /** Takes up what is stored; a schedule that is new or was changed begins now. */
    begin: (now: Date) => {
      for (const [name, cron] of crons) {
        const row = rowOf(name);
        if (row?.pattern !== cron.getPattern())
          save(name, row?.lastRun ?? null, nextAfter(name, now));
      }
    },
    /** All triggers in the order in which they are due. */
    beats: (): Beat[] =>
      [...timers.values()]
        .flatMap((fn) => {
          const row = rowOf(fn.name);
          return row === undefined ? [] : [{ fn, lastRun: row.lastRun, nextDue: row.nextDue }];
        })
        .sort((a, b) => a.nextDue - b.nextDue),
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
