import { provenBy } from "../domain/ending";
import { withAnswer } from "../domain/answers";
import { moved, type Change } from "../domain/changes";
import type { Activity, Look } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Decision } from "../domain/wait";
import { wakeDetail } from "../domain/followUp";
import { cancellable, mayMove, type Status } from "../domain/states";
import type { FollowUps, Links } from "../domain/storagePorts";
import { closeWait, decide, findWait, isOver, nextLook, remindersDue } from "../domain/waits";

/** Who decided what; who proved themselves is in it by object id, so that it outlives the waits of the row. */
const decidedBy = ({ type, by, subscriptions, consent, account }: Decision): Change["events"] => [
  {
    type: type === "resent" ? "link.resent" : `decision.${type}`,
    data: {
      by,
      ...(typeof subscriptions === "number" ? { subscriptions } : {}),
      ...(consent ? provenBy(consent) : {}),
      ...(account ? { objectId: account.objectId } : {}),
    },
  },
];

/** Where a decision moves the link at once, so that nobody reads of a question that is answered. */
const movesTo: Partial<Record<Decision["type"], Status>> = {
  approved: "preparing",
  signedIn: "assigningRole",
  declined: "undoing",
  expired: "undoing",
  cancelled: "undoing",
};
const resumes: readonly Decision["type"][] = ["retry", "renewed", "agreedToEnd"];
/** Running out of time ends a link that nobody has been given access by; afterwards it only closes the question. */
const isBeforeLinked = (link: Link): boolean =>
  cancellable.includes(link.parked?.from ?? link.status);

/** A parked link whose help came goes back to where it was; one that is to be cancelled stays put. */
function statusAfter(link: Link, decision: Decision): Status {
  // Without help the end tries once more.
  const goesBack = resumes.includes(decision.type) || link.ending !== null;
  const back = goesBack ? link.parked?.from : undefined;
  const ends = isBeforeLinked(link) ? movesTo[decision.type] : undefined;
  const next = back ?? ends ?? link.status;
  const goesOn = next === "undoing" || !link.cancelRequested;
  return goesOn && mayMove(link.status, next) ? next : link.status;
}

/** Closes the wait and moves on. */
function taken(link: Link, decision: Decision, now: string): Change {
  const status = statusAfter(link, decision);
  const closed = withAnswer(closeWait(link), link.wait?.what ?? "operator", decision);
  const parked = status === link.status ? link.parked : null;
  const change = moved({ ...closed, parked }, status, now);
  return { link: change.link, events: [...decidedBy(decision), ...change.events] };
}

/** Writes "expired" where the deadline passed undecided; closes a decided wait. */
function looked(link: Link, n: number, now: string): Change | undefined {
  const wait = link.wait;
  if (wait?.n !== n) return undefined;
  if (wait.decision) return taken(link, wait.decision, now);
  if (!isOver(wait, now)) return undefined;
  const expired = decide(link, n, { type: "expired", at: now, by: "deadline" });
  return typeof expired === "string" || !expired.wait?.decision
    ? undefined
    : taken(expired, expired.wait.decision, now);
}

/**
 * Looks at wait `n`: a decision is taken (the row decides, whoever wrote it), a passed deadline
 * becomes the decision, else it says when to look again.
 */
export const createTakeDecision =
  (links: Links, followUps: FollowUps): Activity<"takeDecision"> =>
  async ({ linkId, n, now }): Promise<Look> => {
    const link = await links.change(linkId, (before) => looked(before, n, now));
    const wait = findWait(link, n);
    if (!wait)
      throw new LinkError(
        { code: "not_found", class: "final" },
        `link ${linkId} has no wait ${String(n)}`,
      );
    if (!wait.decision) {
      const due = remindersDue(wait, now);
      const reminderDue = due > wait.reminded ? due : 0;
      return { decided: null, lookAgainAt: nextLook(wait, now), reminderDue };
    }
    await followUps.done({ kind: "wake", linkId, detail: wakeDetail(n) });
    return { decided: wait.decision.type, lookAgainAt: now, reminderDue: 0 };
  };
