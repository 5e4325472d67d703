import type { Change } from "./changes";
import type { LinkId } from "./ids";
import type { LinkRequest } from "./request";

const addressee = ({ administrator: { email, name } }: LinkRequest) => ({
  email,
  ...(name ? { name } : {}),
  forwards: 0,
});

/** A link as it begins, before anybody was asked; its first event tells the ticket. */
export function newLink(
  id: LinkId,
  callerId: string,
  asked: { request: LinkRequest; now: string },
): Change {
  const { request, now } = asked;
  const link: Change["link"] = {
    id,
    callerId,
    createdAt: now,
    updatedAt: now,
    version: 1,
    lastSeq: 0,
    status: "requested",
    since: now,
    outcome: null,
    request,
    narrowedFrom: null,
    runId: null,
    directory: null,
    plan: null,
    offeredPlan: null,
    administrator: addressee(request),
    wait: null,
    pastWaits: [],
    resends: {},
    named: { link: 0, end: 0 },
    asked: [],
    consent: null,
    preflight: null,
    account: {
      found: null,
      inviteIntentAt: null,
      objectId: null,
      signedInAt: null,
      kind: null,
      sessionsRevokedAt: null,
      endedAs: null,
    },
    roles: [],
    until: null,
    writeback: {
      state: request.passwordWriteback ? "planned" : "notAsked",
      checks: [],
      toDo: [],
      flag: null,
      signedOff: null,
    },
    mails: [],
    mailRefused: null,
    reasons: [],
    standing: null,
    ending: null,
    undone: [],
    settling: null,
    parked: null,
    failure: null,
    openedAt: null,
    linkedAt: null,
    erasedAt: null,
    cancelRequested: null,
  };
  return { link, events: [{ type: "link.requested", data: { by: callerId } }] };
}
