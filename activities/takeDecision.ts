import { asAgreed, askedFor, isLess, planOf } from "../domain/agreement";
import { moved, type Change } from "../domain/changes";
import type { Activity, Look } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Decision } from "../domain/wait";
import { wakeDetail } from "../domain/followUp";
import { mayMove, type Status } from "../domain/states";
import type { FollowUps, Links } from "../domain/storagePorts";
import { closeWait, decide, findWait, isOver, nextLook, remindersDue } from "../domain/waits";

const decidedBy = (decision: Decision): Change["events"] => [
  { type: `decision.${decision.type}`, data: { by: decision.by } },
];

/** A confirmed account takes the place of an invitation. */
const withFound = (link: Link): Link => ({
  ...link,
  account: { ...link.account, objectId: link.account.found?.objectId ?? null },
});

/** Somebody else is asked from now on; passing on by the people asked is counted. */
function withAddressee(link: Link, to: NonNullable<Decision["to"]>, by: string): Link {
  const forwards = link.administrator.forwards + (by === "administrator" ? 1 : 0);
  return { ...link, administrator: { ...to, forwards } };
}

/** Where less was agreed to than asked for, that is what runs; the next step checks that it is less. */
function withAgreement(link: Link, { agreed, planHash }: NonNullable<Decision["consent"]>): Link {
  const asked = askedFor(link.request);
  if (!isLess(asked, agreed)) return link;
  const request = asAgreed(link.request, agreed);
  const writeback = request.passwordWriteback
    ? link.writeback
    : { ...link.writeback, state: "notAsked" as const };
  const narrowedFrom = link.narrowedFrom ?? asked;
  return { ...link, request, narrowedFrom, writeback, plan: planOf(request, planHash) };
}

/** What the decision brought, where later steps find it. */
function withAnswer(link: Link, { type, consent, account, to, at, by }: Decision): Link {
  if (to) return withAddressee(link, to, by);
  if (account) return { ...link, account: { ...link.account, signedInAt: at } };
  if (!consent) return link;
  const { person, sessionId } = consent;
  const agreed = { ...withAgreement(link, consent), consent: { person, sessionId, at } };
  return type === "confirmed" ? withFound(agreed) : agreed;
}

/** Where a decision moves the link at once, so that nobody reads of a question that is answered. */
const movesTo: Partial<Record<Decision["type"], Status>> = {
  approved: "preparing",
  signedIn: "assigningRole",
  declined: "undoing",
  expired: "undoing",
  cancelled: "undoing",
};
const resumes: readonly Decision["type"][] = ["retry", "renewed"];

/** A parked link whose help came goes back to where it was; one that is to be cancelled stays put. */
function statusAfter(link: Link, decision: Decision): Status {
  const back = resumes.includes(decision.type) ? link.parked?.from : undefined;
  const next = back ?? movesTo[decision.type] ?? link.status;
  const goesOn = next === "undoing" || !link.cancelRequested;
  return goesOn && mayMove(link.status, next) ? next : link.status;
}

/** Closes the wait and moves on. */
function taken(link: Link, decision: Decision, now: string): Change {
  const status = statusAfter(link, decision);
  const closed = withAnswer(closeWait(link), decision);
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
