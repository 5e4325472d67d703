import type { InvocationContext } from "@azure/functions";
import type { Sessions } from "../domain/microsoftPorts";
import type { Clock, Engine } from "../domain/ports";
import type { FollowUp, FollowUps, Links } from "../domain/storagePorts";
import type { EngineOf } from "./doors";

interface Ports {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly sessions: Pick<Sessions, "forget">;
  readonly engineOf: EngineOf;
  readonly now: Clock;
}

/** Starts a link whose POST died before the run began. */
async function start({ links, followUps }: Ports, engine: Engine, due: FollowUp): Promise<void> {
  const link = await links.read(due.linkId);
  if (link?.runId === null) await engine.start(due.linkId);
  else await followUps.done(due);
}

/** Wakes a run whose decision was not taken up; the note stays until the run takes it. */
async function wake({ links, followUps }: Ports, engine: Engine, due: FollowUp): Promise<void> {
  const wait = (await links.read(due.linkId))?.wait;
  if (wait?.decision && String(wait.n) === due.detail) await engine.wake(due.linkId, wait.n);
  else await followUps.done(due);
}

/** Deletes a session past its absolute life. */
async function forget(
  { sessions, followUps }: Ports,
  _engine: Engine,
  due: FollowUp,
): Promise<void> {
  await sessions.forget(due.linkId, due.detail);
  await followUps.done(due);
}

const handlers = { start, wake, session: forget } as const;

/** Every minute: does what a process that died left undone. One failure does not stop the others. */
export const createSweep =
  (ports: Ports) =>
  async (_timer: unknown, context: InvocationContext): Promise<void> => {
    const engine = ports.engineOf(context);
    for (const kind of ["start", "wake", "session"] as const) {
      for (const due of await ports.followUps.due(kind, ports.now())) {
        try {
          await handlers[kind](ports, engine, due);
        } catch {
          context.warn(`sweep: ${kind} of link ${due.linkId} failed; tried again in a minute`);
        }
      }
    }
  };
