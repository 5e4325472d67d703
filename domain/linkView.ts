import { allowedActions } from "./actions";
import { codes, type Code } from "./errors";
import { isUnderWay } from "./ending";
import { erasedAddress } from "./erasure";
import type { Link } from "./link";
import { roleNameOf } from "./roles";
import { isFinished, waitingFor, type Status, type WaitingOn } from "./states";
import { whatToDo } from "./whatToDo";

const meaningOf = (code: Code): string => codes[code];
const reason = (code: Code | undefined) => (code ? { code, meaning: meaningOf(code) } : null);

const parkedIn: readonly Status[] = ["needsOperator", "awaitingAdministrator"];

/** Why a link is parked, what was seen, what to do, and who may do what until when. */
function parked(link: Link) {
  const { parked: stuck, status, wait } = link;
  if (!stuck || !parkedIn.includes(status)) return null;
  return {
    code: stuck.code,
    meaning: meaningOf(stuck.code),
    whatToDo: whatToDo(stuck) ?? waitingFor(status).next,
    step: stuck.step,
    evidence: stuck.evidence,
    since: stuck.at,
    until: wait?.deadline ?? null,
    allowedActions: allowedActions(link),
  };
}

/** A mail that did not go out holds up nothing by itself; somebody may want to know. */
const mailRefused = ({ mailRefused: refused }: Link) =>
  refused && { ...refused, meaning: meaningOf(refused.code) };

/** Why a link is parked or failed, or what the administrator gave as a reason. */
function why(link: Link) {
  const declined = link.pastWaits.findLast((wait) => wait.decision?.type === "declined")?.decision;
  return {
    parked: parked(link),
    allowedActions: allowedActions(link),
    mailRefused: mailRefused(link),
    failure: reason(link.failure ?? undefined),
    declined: declined ? { reason: declined.reason ?? null } : null,
    cancelRequested: isCancelled(link),
  };
}

const isCancelled = ({ cancelRequested, wait, pastWaits }: Link): boolean =>
  cancelRequested !== null ||
  [...pastWaits, ...(wait ? [wait] : [])].some((one) => one.decision?.type === "cancelled");

/** What was only planned when the link ended is not planned any more. */
const isOver = ({ outcome, ending: end }: Link): boolean =>
  end !== null || (outcome !== null && outcome !== "completed");
const roleState = (link: Link, state: Link["roles"][number]["state"] = "planned") =>
  state === "planned" && isOver(link) ? ("notGiven" as const) : state;

/** Until it is known whether Entra can end the access, nobody is said to. */
function until({ request, until: known }: Link) {
  if (request.accessUntil === null) return null;
  return known ?? { at: request.accessUntil, enforcedBy: null };
}

function access(link: Link) {
  const { request, roles, narrowedFrom } = link;
  return {
    assignment: request.assignment,
    roles: request.access.map((templateId) => ({
      name: roleNameOf(templateId),
      templateId,
      state: roleState(link, roles.find((role) => role.templateId === templateId)?.state),
    })),
    asked: narrowedFrom
      ? {
          roles: narrowedFrom.access.map(roleNameOf),
          passwordWriteback: narrowedFrom.passwordWriteback,
          until: narrowedFrom.until,
        }
      : null,
    until: until(link),
  };
}

/** "We manage it ourselves": what supports that, where it was looked at; an empty list proves nothing. */
function ownSubscription({ pastWaits }: Link) {
  const said = pastWaits.findLast((wait) => wait.decision?.type === "ownSubscription")?.decision;
  return said ? { enabledSubscriptions: said.subscriptions ?? null } : null;
}

const ending = ({ ending: end }: Link) =>
  end && {
    by: end.by,
    since: end.at,
    provenBy: end.proof && {
      objectId: end.proof.person.objectId,
      name: orErased(end.proof.person.name),
    },
  };

const passwordWriteback = (link: Link) =>
  link.writeback.state === "planned" && isOver(link)
    ? { ...link.writeback, state: "notAsked" as const }
    : link.writeback;

/** Between an answer and its take-up nobody is waited for any more. */
const takingUp = {
  on: "directory",
  next: "The answer is recorded and is being carried out",
} as const;

/** While the end is under way with an administrator's session, nobody has to do anything. */
const carryingOut = {
  on: "directory",
  next: "The access is being taken back",
} as const;

/** A step that waits for Microsoft to copy something says so. */
const settling = ({ settling: code }: Link) =>
  code && { on: "directory" as const, next: `One moment: ${codes[code]}` };

/** Whom a link waits for at this moment, and what happens next. */
export function waiting(link: Link): { readonly on: WaitingOn; readonly next: string } {
  const { status, wait, pastWaits } = link;
  const isSaid = pastWaits.at(-1)?.decision?.type === "ownSubscription" && !isFinished(status);
  if (wait?.decision || isSaid) return takingUp;
  if (isUnderWay(link)) return carryingOut;
  return settling(link) ?? waitingFor(status);
}

/** Names and addresses that were erased are shown as none. */
const orErased = (text: string): string | null =>
  text === erasedAddress || text === "" ? null : text;

/** A link as the API shows it: whom it waits for, until when, what is done and what is left. */
export function linkView(link: Link) {
  const { request, wait, directory, consent, account, plan } = link;
  const { on, next } = waiting(link);
  return {
    id: link.id,
    status: link.status,
    outcome: link.outcome,
    waitingOn: on,
    since: link.since,
    nextReminderAt: (!wait?.decision && wait?.reminders[wait.reminded]) || null,
    expiresAt: wait?.deadline ?? null,
    nextAction: next,
    directory: {
      domain: request.directory,
      tenantId: directory?.tenantId ?? null,
      name: directory?.name ?? null,
    },
    administrator: {
      email: orErased(link.administrator.email),
      consentedBy: consent && {
        ...consent.person,
        name: orErased(consent.person.name),
        at: consent.at,
      },
    },
    account: {
      email: orErased(request.account.email),
      objectId: account.objectId,
      signedInAt: account.signedInAt,
      kind: account.kind,
    },
    access: access(link),
    preflight: link.preflight,
    passwordWriteback: passwordWriteback(link),
    plan: plan && { hash: plan.hash, steps: plan.steps.map((step) => step.words) },
    ...why(link),
    ownSubscription: ownSubscription(link),
    ending: ending(link),
    undone: link.undone,
    ticket: request.ticket ? { id: request.ticket.id } : null,
    erasedAt: link.erasedAt,
    createdAt: link.createdAt,
    updatedAt: link.updatedAt,
    version: link.version,
  };
}
export type LinkView = ReturnType<typeof linkView>;
