import { countUpTo, type Backlog, type Waiting } from "../domain/health";

/**
 * Links whose callback has something to hear, and since when: the oldest event that was not taken, or
 * the oldest that is overdue to be told. Two pages are read, never all.
 */
export async function outboxWaiting(backlog: Backlog, countedUpTo: number): Promise<Waiting> {
  const [untold, noted] = await Promise.all([
    backlog.oldest("untold", countedUpTo + 1),
    backlog.oldest("webhook", countedUpTo + 1),
  ]);
  const firsts = [untold[0], noted[0]].flatMap((one) => one?.dueAt ?? []);
  const links = new Set([...untold, ...noted].map(({ linkId }) => linkId));
  return { oldestDueAt: firsts.sort()[0] ?? null, waiting: countUpTo(links.size, countedUpTo) };
}
