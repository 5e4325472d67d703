import type { InvocationContext } from "@azure/functions";
import type { Sessions } from "../domain/microsoftPorts";
import type { Clock, Engine } from "../domain/ports";
import type { Publisher } from "../domain/publishing";
import type { Retention } from "../domain/retention";
import type { FollowUp, FollowUps, Links, OpenLinks } from "../domain/storagePorts";
import { isFinished } from "../domain/states";
import { beginEnd } from "./beginEnd";
import type { EngineOf } from "./doors";
import { forgetUnclaimed } from "./forgetUnclaimed";
import { eraseOld, purge } from "./retention";

interface Ports {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly openLinks: Pick<OpenLinks, "release">;
  readonly sessions: Pick<Sessions, "forget">;
  readonly publisher: Publisher;
  readonly engineOf: EngineOf;
  readonly retention: Retention;
  readonly now: Clock;
}

/** One run of the timer. */
interface Sweeping {
  readonly engine: Engine;
  readonly context: InvocationContext;
}

/** Starts a link whose POST died before the run began. */
async function start(
  { links, followUps }: Ports,
  { engine }: Sweeping,
  due: FollowUp,
): Promise<void> {
  const link = await links.read(due.linkId);
  if (link?.runId === null) await engine.start(due.linkId);
  else await followUps.done(due);
}

/** Wakes a run whose decision was not taken up; the note stays until the run takes it. */
async function wake(
  { links, followUps }: Ports,
  { engine }: Sweeping,
  due: FollowUp,
): Promise<void> {
  const link = await links.read(due.linkId);
  const wait = link?.wait;
  if (link && wait?.decision && String(wait.n) === due.detail) await engine.wake(link, wait.n);
  else await followUps.done(due);
}

/** Starts the end of a link's access whose door died before its run began. */
async function startEnd(
  { links, followUps }: Ports,
  { engine }: Sweeping,
  due: FollowUp,
): Promise<void> {
  const link = await links.read(due.linkId);
  if (link?.ending?.runId === null) await engine.startEnd(due.linkId);
  else await followUps.done(due);
}

/** The agreed day is there: the access is ended, unless it never came to any. */
async function endDate(ports: Ports, { context }: Sweeping, due: FollowUp): Promise<void> {
  const wanted = { by: "endDate", at: ports.now(), proof: null, scopes: [] };
  await beginEnd(ports, { linkId: due.linkId, wanted }, context);
  const link = await ports.links.read(due.linkId);
  if (!link || link.ending || isFinished(link.status)) await ports.followUps.done(due);
}

/** Deletes a session past its absolute life. */
async function forget(
  { sessions, followUps }: Ports,
  _sweeping: Sweeping,
  due: FollowUp,
): Promise<void> {
  await sessions.forget(due.linkId, due.detail);
  await followUps.done(due);
}

/** Lists and feed hear of a change that no step of the story follows. */
async function relay({ publisher, followUps }: Ports, _sweeping: Sweeping, due: FollowUp) {
  await publisher.publish(due.linkId);
  await followUps.done(due);
}

const handlers = {
  ...{ start, wake, startEnd, endDate },
  ...{ session: forget, unclaimed: forgetUnclaimed },
  ...{ purge, erase: eraseOld, relay },
} as const;
const kinds = Object.keys(handlers) as (keyof typeof handlers)[];

/** What one run of the timer did, by kind; `unread` are kinds whose follow-ups could not be read. */
export interface Swept {
  readonly done: Record<string, number>;
  readonly failed: Record<string, number>;
  readonly unread: string[];
}

const add = (counts: Record<string, number>, kind: string): void => {
  counts[kind] = (counts[kind] ?? 0) + 1;
};

/** Every minute: does what a process that died left undone. One failure does not stop the others. */
export const createSweep =
  (ports: Ports) =>
  async (_timer: unknown, context: InvocationContext): Promise<Swept> => {
    const engine = ports.engineOf(context);
    const swept: Swept = { done: {}, failed: {}, unread: [] };
    const dueNow = async (kind: (typeof kinds)[number]): Promise<FollowUp[]> => {
      try {
        return await ports.followUps.due(kind, ports.now());
      } catch {
        context.warn(`sweep: what is due of ${kind} could not be read; tried again in a minute`);
        swept.unread.push(kind);
        return [];
      }
    };
    for (const kind of kinds) {
      for (const due of await dueNow(kind)) {
        try {
          await handlers[kind](ports, { engine, context }, due);
          add(swept.done, kind);
        } catch {
          add(swept.failed, kind);
          context.warn(`sweep: ${kind} of link ${due.linkId} failed; tried again in a minute`);
        }
      }
    }
    return swept;
  };
