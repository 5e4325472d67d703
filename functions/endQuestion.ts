import type { HttpRequest } from "@azure/functions";
import { askedFor } from "../domain/agreement";
import { mayEnd } from "../domain/ending";
import type { Link } from "../domain/link";
import { standing, type Reader } from "../domain/mailedToken";
import { endSteps, planScopes, planText } from "../domain/plan";
import type { Keys } from "../domain/ports";
import type { Wait } from "../domain/wait";
import { findWait } from "../domain/waits";
import { noteDoor } from "./doorNotes";
import { only } from "./doors";
import { end, readerOf, readMailed, type Mailed, type MailedPorts } from "./mailedLink";
import { Refused } from "./page";

/** What a link to the end opens: one of the two standing links, or the question to the administrator. */
export interface OpenedEnd extends Mailed {
  readonly reader: Reader;
}

function readerFor({ link, mailed }: Mailed, hash: string): Reader | undefined {
  if (mailed.n === standing) return link.standing ? readerOf(hash, link.standing) : undefined;
  const wait = findWait(link, mailed.n);
  return wait?.what === "end" && wait.tokenHash === hash ? "administrator" : undefined;
}

/** Opens a link to the end, whether the access is ended already or not. */
export async function openEnd(
  ports: MailedPorts,
  opener: { request: HttpRequest; id: string | undefined },
): Promise<OpenedEnd> {
  const found = await readMailed(ports, end, opener);
  const reader = readerFor(found, ports.keys.sha256(found.mailed.token));
  if (!reader) throw new Refused("not_found", { status: 404 });
  const { link, caller, mailed } = found;
  noteDoor(opener.request, { linkId: link.id });
  const answer = findWait(link, mailed.n)?.decision?.type;
  if (answer === "forwarded") throw new Refused("link_passed_on", { status: 410, link, caller });
  if (answer === "resent") throw new Refused("link_replaced", { status: 410, link, caller });
  return { ...found, reader };
}

export const idOf = (values: URLSearchParams): string | undefined => only(values, "id");

/** The open wait that an administrator's sign-in for the end decides. */
export function endQuestion({ wait, parked }: Link): Wait | undefined {
  const isAsked =
    wait?.what === "end" || (wait?.what === "operator" && parked?.code === "end_overdue");
  return wait && isAsked && !wait.decision ? wait : undefined;
}

/** Whether an administrator's sign-in would end something now. */
export const canBeEnded = (link: Link): boolean => mayEnd(link) || endQuestion(link) !== undefined;

/** What ending the access asks for, with its hash. */
export function endPlan(keys: Pick<Keys, "sha256">, link: Link) {
  const steps = endSteps(link);
  const { request, directory } = link;
  const text = planText({ tenantId: directory?.tenantId ?? "", request }, steps);
  return { hash: keys.sha256(text), scopes: planScopes(steps), agreed: askedFor(request) };
}
