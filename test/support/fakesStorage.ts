import type { FollowUp, FollowUps, MailLog, TicketProgress } from "../../domain/storagePorts";
import type { LinkError } from "../../domain/errors";

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

/** The mail log in memory: key → whether the mail was sent. */
export function fakeMailLog(): MailLog & { readonly log: Map<string, boolean> } {
  const log = new Map<string, boolean>();
  return {
    log,
    begin: (_linkId, key) => {
      const sent = log.get(key) ?? false;
      log.set(key, sent);
      return Promise.resolve(!sent);
    },
    sent: (_linkId, key) => Promise.resolve(void log.set(key, true)),
  };
}

export function fakeTicketProgress(): TicketProgress & { seq: number } {
  const progress: TicketProgress & { seq: number } = {
    seq: 0,
    told: () => Promise.resolve(progress.seq),
    tell: (_linkId, seq) => Promise.resolve(void (progress.seq = seq)),
  };
  return progress;
}
