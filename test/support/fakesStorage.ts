import type {
  Attempt,
  Attempts,
  FollowUp,
  FollowUps,
  OpenLinks,
  TicketProgress,
} from "../../domain/storagePorts";
import type { Publisher } from "../../domain/publishing";
import type { LinkError } from "../../domain/errors";
import type { LinkId } from "../../domain/ids";

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
    oldest: (kind) =>
      Promise.resolve(
        [...all.values()]
          .filter((one) => one.kind === kind)
          .map((one) => one.dueAt)
          .sort()[0],
      ),
    done: (one) => Promise.resolve(void all.delete(keyOf(one))),
  };
}

/** Notes which links were published. */
export function fakePublisher(): Publisher & { readonly published: LinkId[] } {
  const published: LinkId[] = [];
  return { published, publish: (linkId) => Promise.resolve(void published.push(linkId)) };
}

export function fakeTicketProgress(): TicketProgress & { seq: number } {
  const progress: TicketProgress & { seq: number } = {
    seq: 0,
    told: () => Promise.resolve(progress.seq),
    tell: (_linkId, seq) => Promise.resolve(void (progress.seq = seq)),
  };
  return progress;
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
