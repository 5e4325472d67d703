import { agreedSteps, asAgreed, askedFor, isLess, planOf } from "./agreement";
import { withProof } from "./ending";
import type { Link } from "./link";
import { withNamed } from "./naming";
import { currentEdition, endSteps, ownSubscriptionSteps, planScopes } from "./plan";
import type { Decision, WaitKind } from "./wait";

type Consent = NonNullable<Decision["consent"]>;
type Proven = Decision & { readonly consent: Consent };
const isProven = (decision: Decision): decision is Proven => decision.consent !== undefined;

/** A confirmed account takes the place of an invitation. */
const withFound = (link: Link): Link => ({
  ...link,
  account: { ...link.account, objectId: link.account.found?.objectId ?? null },
});

/** What was shown stays beside what was agreed to: its hash is of these words. A row that lost them has none. */
const offeredPlan = (link: Link): Link["offeredPlan"] =>
  link.offeredPlan ?? (link.narrowedFrom ? null : link.plan);

/** Where less was agreed to than asked for, that is what runs; the next step checks that it is less. */
function withAgreement(link: Link, { agreed, planHash }: NonNullable<Decision["consent"]>): Link {
  const asked = askedFor(link.request);
  if (!isLess(asked, agreed)) return link;
  const request = asAgreed(link.request, agreed);
  const writeback = request.passwordWriteback
    ? link.writeback
    : { ...link.writeback, state: "notAsked" as const };
  const narrowedFrom = link.narrowedFrom ?? asked;
  const edition = link.plan?.edition ?? currentEdition;
  const plan = planOf(planHash, agreedSteps(link.request, agreed, edition), edition);
  return { ...link, request, narrowedFrom, writeback, plan, offeredPlan: offeredPlan(link) };
}

/** Nobody is invited; the plan shrinks to the checks that are still wanted. */
function withOwnSubscription(link: Link, { agreed, planHash }: Consent): Link {
  const { passwordWriteback } = agreed;
  const request = { ...link.request, passwordWriteback, setWritebackFlag: false };
  const state = passwordWriteback ? link.writeback.state : ("notAsked" as const);
  const plan = planOf(
    planHash,
    ownSubscriptionSteps(request),
    link.plan?.edition ?? currentEdition,
  );
  const writeback = { ...link.writeback, state };
  return { ...link, request, writeback, plan, offeredPlan: offeredPlan(link) };
}

/** The same question goes out once more. */
const withResend = (link: Link, what: WaitKind): Link => ({
  ...link,
  resends: { ...link.resends, [what]: (link.resends[what] ?? 0) + 1 },
});

const closesWriteback: readonly Decision["type"][] = ["signedOff", "notDone", "expired", "ending"];

/** Signed off by a person, or honestly still to do. */
function withWriteback(link: Link, { type, by, at }: Decision): Link {
  const signedOff = type === "signedOff" ? { by, at } : null;
  const state = signedOff ? ("signedOff" as const) : ("actionNeeded" as const);
  return { ...link, writeback: { ...link.writeback, state, signedOff } };
}

/** Who proved to be an administrator, and what they agreed to. */
function withConsent(link: Link, type: Decision["type"], { consent, at }: Proven): Link {
  if (type === "agreedToEnd") return withProof(link, consent, planScopes(endSteps(link)));
  const agreed =
    type === "ownSubscription" ? withOwnSubscription(link, consent) : withAgreement(link, consent);
  const { person, sessionId } = consent;
  return { ...agreed, consent: { person, sessionId, at } };
}
/** What the decision brought, where later steps find it. */
export function withAnswer(link: Link, what: WaitKind, decision: Decision): Link {
  const { type, account, to, at, by } = decision;
  if (to) return withNamed(link, to, { by, at });
  if (type === "resent") return withResend(link, what);
  if (account) {
    const { kind } = account;
    return { ...link, account: { ...link.account, signedInAt: at, kind } };
  }
  if (what === "writeback" && closesWriteback.includes(type)) return withWriteback(link, decision);
  const proven = isProven(decision) ? withConsent(link, type, decision) : link;
  return type === "confirmed" ? withFound(proven) : proven;
}
