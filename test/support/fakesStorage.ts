import type {
  Attempt,
  Attempts,
  FollowUp,
  FollowUps,
  Links,
  OpenLinks,
  Outboxes,
} from "../../domain/storagePorts";
import type { Publisher } from "../../domain/publishing";
import type { LinkError } from "../../domain/errors";
import type { LinkId } from "../../domain/ids";
import type { Counter, LimitCounters, Limits } from "../../domain/limits";
import { emptyOutbox, type Outbox } from "../../domain/outbox";
import type { Retention } from "../../domain/retention";
import { testNow } from "./fakesLinks";

/** Runs what must fail and gives its LinkError to look at. */
export async function failureOf(run: Promise<unknown>): Promise<LinkError> {
  try {
    await run;
  } catch (error) {
    return error as LinkError;
  }
  throw new Error("it did not fail");
}

const keyOf = (one: Pick<FollowUp, "kind" | "linkId" | "detail">): string =>
  [one.kind, one.linkId, one.detail].join(" ");

/** Follow-ups in memory; `noted` shows them. */
export function fakeFollowUps(): FollowUps & { noted(): FollowUp[] } {
  const all = new Map<string, FollowUp>();
  return {
    noted: () => [...all.values()],
    note: (one) => Promise.resolve(void all.set(keyOf(one), one)),
    due: (kind, now) =>
      Promise.resolve([...all.values()].filter((one) => one.kind === kind && one.dueAt <= now)),
    done: (one) => Promise.resolve(void all.delete(keyOf(one))),
  };
}

/** Counts in memory. */
export function fakeCounters(): LimitCounters {
  const counts = new Map<string, number>();
  const key = ({ limit, subject, day, hour }: Counter) => [limit, subject, day, hour].join(" ");
  const of = (counter: Counter): number => counts.get(key(counter)) ?? 0;
  const add = (counter: Counter, more: number) => void counts.set(key(counter), of(counter) + more);
  return {
    take(counter, most) {
      const isGranted = of(counter) < most;
      if (isGranted) add(counter, 1);
      return Promise.resolve(isGranted);
    },
    giveBack: (counter) => Promise.resolve(add(counter, -1)),
    count: (counter) => Promise.resolve(of(counter)),
    forget: () => Promise.resolve(),
  };
}

/** Limits that no test reaches by chance. */
export const wideLimits: Limits = { caller: 1000, recipient: 1000, directory: 1000 };

export const aRetention: Retention = { retainDays: 30, evidenceDays: 730 };

/** What moving a link needs. */
export const moving = (links: Links, now = testNow) => ({
  ...{ links, followUps: fakeFollowUps(), retention: aRetention, openLinks: fakeOpenLinks() },
  now: () => now,
});

/** Notes which links were published. */
export function fakePublisher(): Publisher & { readonly published: LinkId[] } {
  const published: LinkId[] = [];
  return { published, publish: (linkId) => Promise.resolve(void published.push(linkId)) };
}

/** Outboxes in memory; `dieAtChange` lets the process die before the next one is written. */
export function fakeOutboxes(): Outboxes & { dieAtChange(): void; put(outbox: Outbox): void } {
  let row = emptyOutbox;
  let dies = false;
  return {
    dieAtChange: () => void (dies = true),
    put: (outbox) => void (row = outbox),
    read: () => Promise.resolve(row),
    change: (_linkId, change) => {
      if (dies) {
        dies = false;
        return Promise.reject(new Error("the process died"));
      }
      row = change(row) ?? row;
      return Promise.resolve(row);
    },
  };
}

/** Open links in memory; none of them ever finishes. */
export function fakeOpenLinks(): OpenLinks {
  const holders = new Map<string, LinkId>();
  const keyOf = (whose: Parameters<OpenLinks["holder"]>[0]) => `${whose.tenantId} ${whose.address}`;
  return {
    claim: (whose, linkId) => {
      const holder = holders.get(keyOf(whose)) ?? linkId;
      holders.set(keyOf(whose), holder);
      return Promise.resolve(holder);
    },
    countOthers: () => Promise.resolve(0),
    release: (whose, linkId) => {
      if (holders.get(keyOf(whose)) === linkId) holders.delete(keyOf(whose));
      return Promise.resolve();
    },
    holder: (whose) => Promise.resolve(holders.get(keyOf(whose))),
  };
}

/** Tries to sign in, in memory; `all` shows them. */
export function fakeAttempts(): Attempts & { all(): Attempt[] } {
  const made = new Map<string, Attempt>();
  const used = new Set<string>();
  return {
    all: () => [...made.values()],
    insert: (key, attempt) => Promise.resolve(void made.set(key, attempt)),
    read: (key, linkId) => {
      const found = made.get(key);
      return Promise.resolve(found?.linkId === linkId ? found : undefined);
    },
    use: (key) => {
      const isFirst = made.has(key) && !used.has(key);
      used.add(key);
      return Promise.resolve(isFirst);
    },
    forget: () => Promise.resolve(made.clear()),
  };
}
