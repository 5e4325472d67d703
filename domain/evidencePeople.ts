import { erasedAddress } from "./erasure";
import { linkView } from "./linkView";
import type { Link } from "./link";
import type { Decision, Wait } from "./wait";

type Person = NonNullable<Decision["consent"]>["person"];

const shown = (email: string): string | null => (email === erasedAddress ? null : email);
/** A name that was erased is shown as none. */
const named = (name: string | undefined): string | null =>
  name === undefined || name === "" ? null : name;
const personIn = ({ tenantId, objectId, name }: Person) => ({
  ...{ tenantId, objectId },
  name: named(name),
});

const addressed = ({ email, name, at, by }: Link["asked"][number]) => ({
  email: shown(email),
  name: named(name),
  ...{ at, by },
});

/** Everybody who was asked to agree or to end it, in order; a row from before they were kept knows its questions only. */
function askedIn(link: Link) {
  const { asked, request, createdAt, callerId, pastWaits, wait } = link;
  const { email, name } = request.administrator;
  const first = { email, ...(name ? { name } : {}), at: createdAt, by: callerId };
  const passedOn = [...pastWaits, ...(wait ? [wait] : [])]
    .flatMap(({ decision: one }) => (one?.to ? [{ ...one.to, at: one.at, by: one.by }] : []))
    .filter(({ at }) => !asked.some((one) => one.at === at));
  const later = [...passedOn, ...asked].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [first, ...later].map(addressed);
}

/** Who was asked, who agreed, who signed in, who ended it: by object id, and by name until those are erased. */
export function peopleIn(link: Link) {
  const { administrator, account, ending } = linkView(link);
  const { request, consent, ending: end } = link;
  return {
    administrator: {
      email: administrator.email,
      name: named(link.administrator.name),
      passedOn: link.administrator.forwards,
    },
    asked: askedIn(link),
    consentedBy: consent && { ...personIn(consent.person), at: consent.at },
    account: {
      ...account,
      name: named(request.account.name),
      asked: request.account.kind,
    },
    endedBy: ending && {
      ...{ by: ending.by, since: ending.since },
      proven: end?.proof ? personIn(end.proof.person) : null,
    },
  };
}

function decision({ type, at, by, reason, consent, account }: Decision) {
  return {
    ...{ type, at, by, reason: reason ?? null },
    person: consent ? personIn(consent.person) : null,
    account: account ? { objectId: account.objectId, kind: account.kind } : null,
  };
}

function question({ n, what, openedAt, deadline, reminders, reminded, extended, ...rest }: Wait) {
  return {
    ...{ n, what, openedAt, deadline, reminders, reminded, extended },
    decision: rest.decision && decision(rest.decision),
  };
}

/** The questions that the row still knows, in order; the timeline has them all. */
export const decisionsIn = ({ pastWaits, wait }: Link) =>
  [...pastWaits, ...(wait ? [wait] : [])].map(question);
