import type { Change } from "./changes";
import { moved } from "./changes";
import { endInstanceId } from "./contract";
import type { Link } from "./link";
import { mayBeNamedToEnd, withNamedToEnd } from "./naming";
import { withReason } from "./reasons";
import { endable } from "./states";
import type { Decision, Wait } from "./wait";

/** Who begins the end of a link's access, and the proof where an administrator has just signed in for it. */
export interface EndWanted {
  readonly by: string;
  readonly at: string;
  readonly proof: NonNullable<Decision["consent"]> | null;
  readonly scopes: readonly string[];
  /** Who is asked from now on, where somebody else is named. */
  readonly to?: NonNullable<Decision["to"]>;
  readonly reason?: string | undefined;
}

/** A proven administrator as events tell of them: by id, and by the plan that they agreed to. */
export const provenBy = ({ person, planHash }: NonNullable<Decision["consent"]>) => ({
  tenantId: person.tenantId,
  objectId: person.objectId,
  planHash,
});

const allWaits = ({ wait, pastWaits }: Link): Wait[] => [...pastWaits, ...(wait ? [wait] : [])];

export const lastWaitOf = (link: Link): number =>
  Math.max(0, ...allWaits(link).map((wait) => wait.n));

/** The run that waits on wait `n`: the one that made the link, or the one that ends it. */
export const instanceFor = ({ id, ending }: Pick<Link, "id" | "ending">, n: number): string =>
  ending && n > ending.lastWait ? endInstanceId(id) : id;

const isOpen = (wait: Wait | null): boolean => wait !== null && wait.decision === null;

/** An administrator has signed in for the end, and nobody is asked again: it is being carried out. */
export function isUnderWay({ status, ending, wait }: Link): boolean {
  const isAsked = wait?.what === "end" && wait.decision === null;
  const isAgreed = ending?.proof || wait?.decision?.type === "agreedToEnd";
  return status === "ending" && !isAsked && Boolean(isAgreed);
}

/** There is access to end, or something that an unfinished link had to leave in the directory. */
export function mayEnd(link: Link): boolean {
  if (!endable.includes(link.status)) return false;
  if (link.status === "awaitingWriteback") return isOpen(link.wait);
  return link.outcome === "completed" || link.undone.some(({ result }) => result === "left");
}

/**
 * A link whose names were erased gets new ones with its end, of who is named and of who proves to be an
 * administrator: it is one to erase again, and loses them some time after it ended.
 */
const reopened = (link: Link, { to, by, at }: EndWanted): Link => ({
  ...(to ? withNamedToEnd(link, to, { by, at }) : link),
  erasedAt: null,
});

/** Begins the end in one write; the open question about write-back is answered by it. Undefined where it may not, or nobody is left to ask. */
export function begunEnd(before: Link, wanted: EndWanted): Change | undefined {
  const { by, at, proof, scopes } = wanted;
  if (!mayEnd(before) || (before.erasedAt && !proof && !wanted.to)) return undefined;
  if (wanted.to && !mayBeNamedToEnd(before)) return undefined;
  const link = withReason(reopened(before, wanted), { ...wanted, action: "end" });
  const lastWait = lastWaitOf(link);
  const decision: Decision = { type: "ending", at, by };
  const asked = link.wait && isOpen(link.wait) ? link.wait : undefined;
  const wait = asked ? { ...asked, decision } : link.wait;
  const state = asked ? ("actionNeeded" as const) : link.writeback.state;
  const writeback = { ...link.writeback, state };
  const ending = { by, at, runId: null, lastWait, proof, scopes };
  // It is not over any more, until this is.
  const open = { ...link, wait, writeback, ending, outcome: null };
  const change = moved(open, "ending", at);
  const data = { by, ...(proof ? provenBy(proof) : {}) };
  return { link: change.link, events: [{ type: "access.ending", data }, ...change.events] };
}

/** A proof that came while the end was being waited for; the one before it is replaced. */
export const withProof = (
  link: Link,
  proof: NonNullable<Decision["consent"]>,
  scopes: readonly string[],
): Link => (link.ending ? { ...link, ending: { ...link.ending, proof, scopes } } : link);
