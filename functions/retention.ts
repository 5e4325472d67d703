import { erasedLink } from "../domain/erasure";
import type { Link } from "../domain/link";
import type { Clock, Engine } from "../domain/ports";
import { openPair } from "../domain/openPair";
import { eraseDueAt, purgeDueAt, type Retention } from "../domain/retention";
import { isFinished } from "../domain/states";
import type { FollowUp, FollowUps, Links, OpenLinks } from "../domain/storagePorts";
import { tellSoon } from "./tellSoon";

export interface RetentionPorts {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly openLinks: Pick<OpenLinks, "release">;
  readonly retention: Retention;
  readonly now: Clock;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Notes the same for later; the note that was due goes, unless it is this one. */
async function putOff({ followUps }: RetentionPorts, due: FollowUp, dueAt: string) {
  await followUps.note({ ...due, detail: dueAt, dueAt });
  if (due.detail !== dueAt) await followUps.done(due);
}

/**
 * When the note is really due: never for a link that is open again (its next end notes anew), later for
 * one that finished again meanwhile.
 */
function dueFor(
  link: Link | undefined,
  dueAt: (link: Link) => string,
  now: string,
): { link: Link } | { later: string } | undefined {
  if (!link || !isFinished(link.status)) return undefined;
  const later = dueAt(link);
  return later <= now ? { link } : { later };
}

/** Deletes the engine's history of a link that is over; where a run still tells the ticket, a day later. */
export async function purge(
  ports: RetentionPorts,
  { engine }: { engine: Engine },
  due: FollowUp,
): Promise<void> {
  const { links, followUps, retention, now } = ports;
  const link = await links.read(due.linkId);
  const what = dueFor(link, (one) => purgeDueAt(one, retention), now());
  if (what && "later" in what) return putOff(ports, due, what.later);
  if (what && !(await engine.purge(due.linkId)))
    return putOff(ports, due, new Date(Date.parse(now()) + dayMs).toISOString());
  await followUps.done(due);
}

/** What an earlier release left standing of the address goes while it is still known. */
export async function giveFree(
  { openLinks }: { openLinks: Pick<OpenLinks, "release"> },
  link: Link,
): Promise<void> {
  const pair = isFinished(link.status) ? openPair(link) : undefined;
  if (pair) await openLinks.release(pair, link.id);
}

/** Strips names and addresses from a link that is long over. */
export async function eraseOld(
  ports: RetentionPorts,
  _sweeping: unknown,
  due: FollowUp,
): Promise<void> {
  const { links, followUps, retention, now } = ports;
  const isDue = (link: Link | undefined) =>
    dueFor(link, (one) => eraseDueAt(one, retention), now());
  const what = isDue(await links.read(due.linkId));
  if (what && "later" in what) return putOff(ports, due, what.later);
  if (what) await tellSoon(ports, what.link);
  if (what) await giveFree(ports, what.link);
  if (what)
    await links.change(due.linkId, (link) => {
      const stillDue = isDue(link);
      return !link.erasedAt && stillDue && "link" in stillDue
        ? erasedLink(link, { by: "retention", at: now() })
        : undefined;
    });
  await followUps.done(due);
}
