import { codes, type Code } from "./errors";
import type { Link } from "./link";
import { roleNameOf } from "./roles";
import { waitingFor, type Status } from "./states";

const reason = (code: Code | undefined) => (code ? { code, meaning: codes[code] } : null);

const parkedIn: readonly Status[] = ["needsOperator", "awaitingAdministrator"];

function parked({ parked: stuck, status }: Link) {
  if (!stuck || !parkedIn.includes(status)) return null;
  const helps = stuck.code === "not_the_administrator" ? "administrator" : "retry";
  const allowedActions = status === "needsOperator" ? [helps, "cancel"] : ["cancel"];
  return { code: stuck.code, meaning: codes[stuck.code], step: stuck.step, allowedActions };
}

/** Why a link is parked or failed, or what the administrator gave as a reason. */
function why(link: Link) {
  const declined = link.pastWaits.findLast((wait) => wait.decision?.type === "declined")?.decision;
  return {
    parked: parked(link),
    failure: reason(link.failure ?? undefined),
    declined: declined ? { reason: declined.reason ?? null } : null,
    cancelRequested: isCancelled(link),
  };
}

const isCancelled = ({ cancelRequested, wait, pastWaits }: Link): boolean =>
  cancelRequested !== null ||
  [...pastWaits, ...(wait ? [wait] : [])].some((one) => one.decision?.type === "cancelled");

/** What was only planned when the link ended is not planned any more. */
const isOver = ({ outcome }: Link): boolean => outcome !== null && outcome !== "completed";
const roleState = (link: Link, state: Link["roles"][number]["state"] = "planned") =>
  state === "planned" && isOver(link) ? ("notGiven" as const) : state;

function access(link: Link) {
  const { request, roles } = link;
  return {
    roles: request.access.map((templateId) => ({
      name: roleNameOf(templateId),
      templateId,
      state: roleState(link, roles.find((role) => role.templateId === templateId)?.state),
    })),
    asked: link.narrowedFrom
      ? {
          roles: link.narrowedFrom.access.map(roleNameOf),
          passwordWriteback: link.narrowedFrom.passwordWriteback,
        }
      : null,
    until: null,
  };
}

/** Between an answer and its take-up nobody is waited for any more. */
const takingUp = {
  on: "directory",
  next: "The answer is recorded and is being carried out",
} as const;

/** A link as the API shows it: whom it waits for, until when, what is done and what is left. */
export function linkView(link: Link) {
  const { request, wait, directory, consent, account } = link;
  const { on, next } = wait?.decision ? takingUp : waitingFor(link.status);
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
      email: link.administrator.email,
      consentedBy: consent && { ...consent.person, at: consent.at },
    },
    account: {
      email: request.account.email,
      objectId: account.objectId,
      signedInAt: account.signedInAt,
    },
    access: access(link),
    passwordWriteback:
      link.writeback.state === "planned" && isOver(link)
        ? { ...link.writeback, state: "notAsked" as const }
        : link.writeback,
    plan: link.plan && { hash: link.plan.hash, steps: link.plan.steps.map((step) => step.words) },
    ...why(link),
    undone: link.undone,
    ticket: request.ticket ? { id: request.ticket.id } : null,
    createdAt: link.createdAt,
    updatedAt: link.updatedAt,
    version: link.version,
  };
}
export type LinkView = ReturnType<typeof linkView>;
