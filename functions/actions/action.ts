import type { InvocationContext } from "@azure/functions";
import { rules, whyNot, type Action } from "../../domain/actions";
import type { Link } from "../../domain/link";
import type { Sessions } from "../../domain/microsoftPorts";
import type { Keys } from "../../domain/ports";
import type { OpenLinks } from "../../domain/storagePorts";
import type { Decision } from "../../domain/wait";
import { findWait } from "../../domain/waits";
import { Problem } from "../api";
import type { LimitPorts } from "../newLinkLimits";
import type { CallerPorts } from "../authenticate";
import { decideWait, type DecidePorts } from "../decideWait";

export interface ActionPorts extends DecidePorts, CallerPorts, LimitPorts {
  readonly keys: Pick<Keys, "sha256" | "mac">;
  readonly sessions: Pick<Sessions, "forget">;
  readonly openLinks: Pick<OpenLinks, "release">;
}

/** Who acts, and why where they said so; the reason stays in the row, events carry codes and ids only. */
export interface ActionCall {
  /** A caller's id, or `operator:{oid}`. */
  readonly by: string;
  readonly reason?: string | undefined;
  readonly context: InvocationContext;
}

/** An action on a link that the caller may act on; answers the link as it is then, or throws a Problem. */
export type Act<More = unknown> = (
  ports: ActionPorts,
  link: Link,
  call: ActionCall & More,
) => Promise<Link>;

export const notInThisState = (action: Action, detail: string): Problem =>
  new Problem(409, "not_in_this_state", { detail, allowedIn: rules[action].allowedIn });

/** Refuses what the link as it is now does not take, and names the one cause. */
export function requireMay(link: Link, action: Action): void {
  const detail = whyNot(link, action);
  if (detail !== undefined) throw notInThisState(action, detail);
}

/** Who decided in the open question, and why. */
export const saidBy = (ports: ActionPorts, { by, reason }: ActionCall) => ({
  at: ports.now(),
  by,
  ...(reason === undefined ? {} : { reason }),
});

/** Reads the link again: what the row says now is what an action answers. */
export const asItIs = async ({ links }: ActionPorts, link: Link): Promise<Link> =>
  (await links.read(link.id)) ?? link;

/**
 * Answers the open question with the decision that an action stands for. Somebody who decided the
 * same a moment before did it for both.
 */
export async function decideOpen(
  ports: ActionPorts,
  link: Link,
  { decision, context }: { decision: Decision; context: InvocationContext },
): Promise<Link> {
  const n = link.wait?.n ?? 0;
  const refused = await decideWait(ports, { linkId: link.id, n, decision }, context);
  const row = await asItIs(ports, link);
  const stands = findWait(row, n)?.decision;
  const isSame = stands?.type === decision.type && stands.to?.email === decision.to?.email;
  if (!refused || isSame) return row;
  throw new Problem(409, refused, {
    detail: "The open question was answered by somebody else meanwhile. Look at the link again.",
  });
}
