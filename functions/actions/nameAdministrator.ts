import { mayDo } from "../../domain/actions";
import type { Link } from "../../domain/link";
import type { Decision } from "../../domain/wait";
import { decideOpen, notInThisState, saidBy, type Act, type ActionPorts } from "./action";

/** Who is asked from now on. */
export type Named = NonNullable<Decision["to"]>;

const asksAdministrator: readonly Link["status"][] = [
  "awaitingConsent",
  "awaitingAdministrator",
  "ending",
];

/** The session of the one before is of no use to the next; what is not deleted now goes at its own end. */
async function forgetSession(
  { sessions }: ActionPorts,
  { id, consent, wait }: Link,
): Promise<void> {
  if (wait?.what === "administrator" && consent)
    await sessions.forget(id, consent.sessionId).catch(() => undefined);
}

/** Asks somebody else: an open question moves on, a parked link asks anew; the earlier mailed link is dead then. */
export const nameAdministrator: Act<{ administrator: Named }> = async (ports, link, call) => {
  const { email, name } = call.administrator;
  const isAsked = email === link.administrator.email;
  if (link.wait?.decision?.to?.email === email) return link;
  if (isAsked && asksAdministrator.includes(link.status)) return link;
  if (isAsked || !mayDo(link, "administrator"))
    throw notInThisState(
      "administrator",
      `A link that is ${link.status} cannot ask this administrator now, or was passed on too often.`,
    );
  const type = link.wait?.what === "operator" ? ("retry" as const) : ("forwarded" as const);
  const to = { email, ...(name ? { name } : {}) };
  const decision: Decision = { type, ...saidBy(ports, call), to };
  const row = await decideOpen(ports, link, { decision, context: call.context });
  await forgetSession(ports, link);
  return row;
};
