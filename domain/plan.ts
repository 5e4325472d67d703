import { graphCalls, type GraphCall, type GraphCallName } from "./graphCalls";
import type { Link } from "./link";
import { planTable, type PlanRow, type PlanStepName } from "./planTable";
import { plainDay } from "./plainText";
import { roleNameOf } from "./roles";

export interface PlanStep {
  readonly words: string;
  readonly calls: readonly GraphCallName[];
}

/** Links whose plan was made before there was a pre-flight keep a plan without it. */
export type PlanEdition = 1 | 2;
export const currentEdition: PlanEdition = 2;

/** What is asked from the administrator besides the plan's own scopes: who they are, and a session. */
export const signInScopes = ["openid", "profile", "offline_access"] as const;

type Request = Link["request"];

/** How the roles of a request are given: for good, until a date, or to be activated when needed. */
export const howOf = ({ assignment, accessUntil }: Request): Link["roles"][number]["how"] =>
  assignment === "eligible" ? "eligible" : accessUntil ? "scheduled" : "direct";

const giving: Readonly<Record<Link["roles"][number]["how"], PlanStepName>> = {
  direct: "giveRole",
  scheduled: "giveRoleUntil",
  eligible: "makeEligible",
};

function stepOf(request: Request, name: PlanStepName, templateId?: string): PlanStep {
  const { calls, words }: PlanRow = planTable[name];
  const values = {
    account: request.account.email,
    role: templateId ? roleNameOf(templateId) : "",
    until: request.accessUntil ? plainDay(request.accessUntil) : "",
  };
  return { words: words(values), calls };
}

/** The ordered list of what will be done in the directory, in words the administrator reads. */
export function planSteps(request: Request, edition: PlanEdition = currentEdition): PlanStep[] {
  const how = howOf(request);
  const names = (wanted: boolean, ...steps: PlanStepName[]) => (wanted ? steps : []);
  const before = [
    ...names(true, "identify"),
    ...names(edition > 1, "preflight"),
    ...names(how !== "direct", "readLicences"),
    ...names(true, "invite"),
  ];
  const after = [
    ...names(request.setWritebackFlag, "setWritebackFlag"),
    ...names(request.passwordWriteback, "checkWriteback"),
  ];
  return [
    ...before.map((name) => stepOf(request, name)),
    ...request.access.map((role) => stepOf(request, giving[how], role)),
    ...after.map((name) => stepOf(request, name)),
  ];
}

/** "I manage it myself": who says so, and the write-back checks where they are still wanted. */
export const ownSubscriptionSteps = (request: Request): PlanStep[] =>
  (["identify", ...(request.passwordWriteback ? ["checkWriteback" as const] : [])] as const).map(
    (name) => stepOf(request, name),
  );

const ending: Readonly<Record<Link["roles"][number]["how"], PlanStepName>> = {
  direct: "endRole",
  scheduled: "endScheduledRole",
  eligible: "endEligibleRole",
};

/** What ending the access does, for what this link gave: roles, sessions, and the guest that it made. */
export function endSteps(link: Link): PlanStep[] {
  const { request, account } = link;
  const given = link.roles.filter(({ state }) => state === "assigned" || state === "left");
  return [
    stepOf(request, "identifyToEnd"),
    ...given.map(({ how, templateId }) => stepOf(request, ending[how], templateId)),
    ...(account.objectId ? [stepOf(request, "revokeSessions")] : []),
    ...(account.objectId && !account.found ? [stepOf(request, "removeGuest")] : []),
  ];
}

/** The least delegated scopes for the calls of a plan, sorted. */
export function planScopes(steps: readonly Pick<PlanStep, "calls">[]): string[] {
  const calls = steps.flatMap((step) => step.calls.map((name): GraphCall => graphCalls[name]));
  const kept = new Set(calls.map((call) => call.scope));
  const isAllowed = ({ scope, alsoAllowedBy }: GraphCall) =>
    kept.has(scope) || alsoAllowedBy.some((wider) => kept.has(wider));
  // A scope is spare where the others allow every call; wider names go first.
  for (const scope of [...kept].sort().reverse()) {
    kept.delete(scope);
    if (!calls.every(isAllowed)) kept.add(scope);
  }
  return [...kept].sort();
}

/** The text whose hash stands for a plan: the directory, the account, every step and scope. */
export const planText = (
  { tenantId, request }: { tenantId: string; request: Request },
  steps: readonly PlanStep[],
): string =>
  JSON.stringify([
    tenantId,
    request.account,
    request.access,
    [request.assignment, request.accessUntil ?? null],
    steps,
    planScopes(steps),
  ]);
