import type { CallRecord } from "./callRecords";
import { decisionsIn, peopleIn } from "./evidencePeople";
import type { Link, StoredEvent } from "./link";
import { linkView } from "./linkView";
import { readerOfMail } from "./mailReaders";
import { roleNameOf } from "./roles";
import { isFinished } from "./states";

/** What the evidence of a link is made of: its row, its events and the calls made for it. */
export interface Records {
  readonly events: readonly StoredEvent[];
  readonly calls: readonly CallRecord[];
}

/** Events carry who acted and codes; `by` stands apart because that is what people look for. */
const timeline = (events: readonly StoredEvent[]) =>
  events.map(({ seq, time, type, data }) => ({ seq, time, type, by: data["by"] ?? null, data }));

/** Mails by name, role and time; never an address, a link or a token. */
const mails = (events: readonly StoredEvent[]) =>
  events
    .filter(({ type }) => type === "mail.sent" || type === "mail.refused")
    .map(({ time, type, data }) => ({
      mail: String(data["mail"]),
      to: readerOfMail(String(data["mail"])),
      at: time,
      sent: type === "mail.sent",
    }));

const lastHash = (events: readonly StoredEvent[], type: string): string | null => {
  const hash = events.findLast((event) => event.type === type)?.data["planHash"];
  return typeof hash === "string" ? hash : null;
};

const stepsOf = ({ steps }: NonNullable<Link["plan"]>) =>
  steps.map(({ words, calls }) => ({ words, calls }));

/** What was offered and what was agreed to, each with the hash that stood for it. */
function plan(link: Link, events: readonly StoredEvent[]) {
  const { plan: agreed, narrowedFrom, request } = link;
  const offered = lastHash(events, "link.planned");
  const shown = link.offeredPlan ?? (narrowedFrom ? null : agreed);
  return {
    offeredHash: offered ?? (narrowedFrom ? null : (agreed?.hash ?? null)),
    agreedHash: link.consent ? (agreed?.hash ?? null) : null,
    isNarrowed: narrowedFrom !== null,
    offered: {
      roles: (narrowedFrom?.access ?? request.access).map(roleNameOf),
      passwordWriteback: narrowedFrom?.passwordWriteback ?? request.passwordWriteback,
      until: narrowedFrom ? narrowedFrom.until : request.accessUntil,
      steps: shown && stepsOf(shown),
      permissions: shown && shown.scopes,
    },
    steps: agreed ? stepsOf(agreed) : [],
    permissions: agreed?.scopes ?? [],
    edition: agreed?.edition ?? null,
  };
}

/** What the directory was like before the first change… */
const before = ({ preflight, account, roles, writeback }: Link) => ({
  preflight,
  accountWasThere: account.found !== null,
  rolesHeldBefore: [
    ...new Set([
      ...(account.found?.roles ?? []),
      ...roles.filter(({ state }) => state === "heldBefore").map(({ templateId }) => templateId),
    ]),
  ].map((templateId) => ({ templateId, name: roleNameOf(templateId) })),
  writebackFlag: writeback.flag?.before ?? null,
});

/** …and what this link made of it. */
const after = (link: Link) => ({
  roles: link.roles.map(({ templateId, state, how, assignmentId }) => ({
    ...{ templateId, state, how, assignmentId },
    name: roleNameOf(templateId),
  })),
  account: {
    objectId: link.account.objectId,
    sessionsRevokedAt: link.account.sessionsRevokedAt,
    endedAs: link.account.endedAs,
  },
  until: link.until,
  passwordWriteback: link.writeback,
  undone: link.undone,
});

/** The facts of a link as the API shows them, without what changes from look to look. */
function facts(link: Link) {
  const { id, status, outcome, directory, access, createdAt, updatedAt } = linkView(link);
  const { request, erasedAt } = link;
  return {
    ...{ id, status, outcome, directory, access, createdAt, updatedAt, erasedAt },
    version: link.version,
    callerId: link.callerId,
    finishedAt: isFinished(status) ? link.since : null,
    reason: erasedAt ? null : request.reason,
    ticket: request.ticket ? { id: request.ticket.id, url: request.ticket.url ?? null } : null,
    failure: link.failure,
    parked: link.parked,
    openedAt: link.openedAt,
    linkedAt: link.linkedAt,
  };
}

/**
 * Everything that is known of a link, from the product's own rows alone: complete after the engine's
 * history is gone. It holds no time of its own: the same version with the same calls has the same hash.
 * Calls are written down beside the row, so there may be more of them without a new version.
 */
export function evidenceOf(link: Link, { events, calls }: Records) {
  return {
    format: "directory-link-evidence/1",
    link: facts(link),
    people: peopleIn(link),
    plan: plan(link, events),
    questions: decisionsIn(link),
    timeline: timeline(events),
    reasons: link.reasons,
    calls,
    mails: mails(events),
    before: before(link),
    after: after(link),
  };
}

/** The evidence together with the SHA-256 of its canonical text. */
export type Evidence = ReturnType<typeof evidenceOf> & { readonly sha256: string };
