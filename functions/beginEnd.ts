import type { InvocationContext } from "@azure/functions";
import { begunEnd, type EndWanted } from "../domain/ending";
import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import { wake, type DecidePorts } from "./decideWait";

const startGraceMs = 60_000;

const isOurs = ({ ending }: Link, { by, at, proof }: EndWanted): boolean =>
  ending?.by === by && ending.at === at && ending.proof?.sessionId === proof?.sessionId;

/**
 * Begins the end of a link's access in one conditional write and starts its run. Undefined where there
 * is nothing to end, or somebody else was first. The follow-up is written first: a start that is lost
 * is made up for by the sweeper.
 */
export async function beginEnd(
  ports: DecidePorts,
  asked: { linkId: LinkId; wanted: EndWanted },
  context: InvocationContext,
): Promise<Link | undefined> {
  const { linkId, wanted } = asked;
  const dueAt = new Date(Date.parse(ports.now()) + startGraceMs).toISOString();
  await ports.followUps.note({ kind: "startEnd", linkId, detail: "", dueAt });
  const row = await ports.links.change(linkId, (link) =>
    isOurs(link, wanted) ? undefined : begunEnd(link, wanted),
  );
  if (!isOurs(row, wanted)) return undefined;
  const { wait } = row;
  if (wait?.decision?.type === "ending") await wake(ports, { link: row, n: wait.n }, context);
  try {
    await ports.engineOf(context).startEnd(linkId);
  } catch {
    context.warn(`link ${linkId}: its end is not started yet; the sweeper starts it`);
  }
  return row;
}
