import { mayDo } from "../../domain/actions";
import type { Link } from "../../domain/link";
import type { Decision } from "../../domain/wait";
import { countNamed } from "../newLinkLimits";
import {
  decideOpen,
  notInThisState,
  requireMay,
  saidBy,
  type Act,
  type ActionPorts,
} from "./action";

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

const namedTo = (wait: Link["wait"], email: string): boolean => wait?.decision?.to?.email === email;

/** They are asked, or were and have answered: naming them took effect. */
function tookEffect(link: Link, email: string): boolean {
  const { administrator, pastWaits, request, status, wait } = link;
  if (namedTo(wait, email)) return true;
  if (administrator.email !== email) return false;
  if (asksAdministrator.includes(status)) return true;
  const wasNamed =
    email !== request.administrator.email || pastWaits.some((one) => namedTo(one, email));
  // Who was named and turned out to be the wrong person is not asked again.
  return wasNamed && !mayDo(link, "administrator");
}

/** Asks somebody else: an open question moves on, a parked link asks anew; the earlier mailed link is dead then. */
export const nameAdministrator: Act<{ administrator: Named }> = async (ports, link, call) => {
  const { email, name } = call.administrator;
  if (tookEffect(link, email)) return link;
  requireMay(link, "administrator");
  if (email === link.administrator.email)
    throw notInThisState(
      "administrator",
      "This very administrator was asked already, to no effect: name somebody else.",
    );
  const type = link.wait?.what === "operator" ? ("retry" as const) : ("forwarded" as const);
  const to = { email, ...(name ? { name } : {}) };
  const decision: Decision = { type, ...saidBy(ports, call), to };
  const { context } = call;
  const row = await countNamed(ports, email, () => decideOpen(ports, link, { decision, context }));
  await forgetSession(ports, link);
  return row;
};
