import { graphCalls, type GraphCallName } from "./graphCalls";
import type { Link } from "./link";
import { roleNameOf } from "./roles";

interface PlanStep {
  readonly words: string;
  readonly calls: readonly GraphCallName[];
}

/** What is asked from the administrator besides the plan's own scopes: who they are, and a session. */
export const signInScopes = ["openid", "profile", "offline_access"] as const;

/** The ordered list of what will be done in the directory, in words the administrator reads. */
export function planSteps(request: Link["request"]): PlanStep[] {
  const { account, access, passwordWriteback } = request;
  const roles = access.map((templateId): PlanStep => ({
    words: `Give ${account.email} the role ${roleNameOf(templateId)}, once it has signed in to this directory`,
    calls: ["listRoleAssignments", "assignRole", "removeRole"],
  }));
  const writeback: PlanStep = {
    words: "Check licence, synchronisation and the password write-back flag (nothing is changed)",
    calls: ["readOrganization", "readLicences", "readSyncFeatures"],
  };
  return [
    { words: "Check that you are an administrator of this directory", calls: ["readOwnRoles"] },
    {
      words: `Invite ${account.email} as an external user (guest), unless the address is already there`,
      calls: ["findUsers", "invite", "readUser"],
    },
    ...roles,
    ...(passwordWriteback ? [writeback] : []),
  ];
}

/** The least delegated scopes for the calls of a plan, sorted. */
export function planScopes(steps: readonly PlanStep[]): string[] {
  const calls = steps.flatMap((step) => step.calls.map((name) => graphCalls[name]));
  const wanted = new Set<string>(calls.map((call) => call.scope));
  // A call needs no scope of its own where another call's scope already allows it.
  const spare = (scope: string) =>
    calls
      .filter((call) => call.scope === scope)
      .every((call) => call.alsoAllowedBy.some((wider) => wanted.has(wider)));
  return [...wanted].filter((scope) => !spare(scope)).sort();
}

/** The text whose hash stands for the plan: the directory, the account, every step and scope. */
export const planText = (link: { tenantId: string; request: Link["request"] }): string => {
  const steps = planSteps(link.request);
  return JSON.stringify([
    link.tenantId,
    link.request.account,
    link.request.access,
    steps,
    planScopes(steps),
  ]);
};
