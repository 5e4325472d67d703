import type { InvocationContext } from "@azure/functions";
import { wakeDetail } from "../domain/followUp";
import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Decision } from "../domain/wait";
import type { Clock } from "../domain/ports";
import type { FollowUps, Links } from "../domain/storagePorts";
import { withReason } from "../domain/reasons";
import { laterBy } from "../domain/time";
import { decide, findWait, type Refused } from "../domain/waits";
import type { EngineOf } from "./doors";

export interface DecidePorts {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly engineOf: EngineOf;
  readonly now: Clock;
}

const wakeGraceMs = 60_000;

const isOurs = (stands: Decision | null | undefined, ours: Decision): boolean =>
  stands?.type === ours.type &&
  stands.at === ours.at &&
  stands.by === ours.by &&
  stands.consent?.sessionId === ours.consent?.sessionId;

/**
 * Writes a decision into the open wait, by the row's ETag: the first wins and its door wakes the
 * orchestrator. Answers undefined when this decision stands, else why it does not. The follow-up is
 * written first, so that a decision whose wake is lost is taken up within a minute or two.
 */
export async function decideWait(
  ports: DecidePorts,
  question: { linkId: LinkId; n: number; decision: Decision },
  context: InvocationContext,
): Promise<Refused | undefined> {
  const { linkId, n, decision } = question;
  const dueAt = laterBy(ports.now(), wakeGraceMs);
  await ports.followUps.note({ kind: "wake", linkId, detail: wakeDetail(n), dueAt });
  let refused: Refused | undefined;
  const row = await ports.links.change(linkId, (link) => {
    // Storage may have taken our write although its answer was lost.
    if (isOurs(findWait(link, n)?.decision, decision)) return undefined;
    const decided = decide(link, n, decision);
    refused = typeof decided === "string" ? decided : undefined;
    if (typeof decided === "string") return undefined;
    return { link: withReason(decided, { ...decision, action: decision.type }), events: [] };
  });
  if (!refused) await wake(ports, { link: row, n }, context);
  return refused;
}

/** A wake that is lost is made up for by the sweeper. */
export async function wake(
  { engineOf }: Pick<DecidePorts, "engineOf">,
  { link, n }: { link: Link; n: number },
  context: InvocationContext,
): Promise<void> {
  try {
    await engineOf(context).wake(link, n);
  } catch {
    context.warn(
      `link ${link.id}: wait ${String(n)} is decided but not woken yet; the sweeper wakes it`,
    );
  }
}
