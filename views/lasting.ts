import type { Link } from "../domain/link";
import { roleNames } from "./aboutLink";
import { readableTime } from "./readableTime";

/** The account does not hold its roles all the time: it activates them when it needs them. */
export const isEligible = ({ request }: Link): boolean => request.assignment === "eligible";

export const eligibleWords =
  "The account does not hold a role all the time: its holder activates the role for some hours in Privileged Identity Management, when it is needed. The directory needs the licence Entra ID P2 for that.";

/** The roles as a fact: which, and whether they have to be activated. */
export const roleFact = (link: Link): string =>
  isEligible(link)
    ? `${roleNames(link)}, to be activated for some hours when needed`
    : roleNames(link);

/** What happens to the role: "gets its role", or may activate it. */
export const getsRole = (link: Link): string =>
  isEligible(link) ? "may activate its role" : "gets its role";

/** Until when, and who sees to the end; both cases where the directory was not looked at yet. */
export function lasting(link: Link): string {
  const at = link.until?.at ?? link.request.accessUntil;
  if (!at) return "There is no end date: the access stays until somebody ends it.";
  const until = `Until ${readableTime(at)}.`;
  if (link.until?.enforcedBy === "entra" || (!link.until && isEligible(link)))
    return `${until} Microsoft Entra ends the access then.`;
  if (link.until)
    return `${until} Microsoft Entra does not end the access by itself: on that day we ask an administrator to.`;
  return `${until} With the licence Entra ID P2 Microsoft Entra ends the access then. Without it the access stays until an administrator ends it, and we ask one to on that day.`;
}
