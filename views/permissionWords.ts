import { graphCalls, type GraphCall } from "../domain/graphCalls";
import type { Link } from "../domain/link";
import { endSteps, planScopes, signInScopes, type PlanStep } from "../domain/plan";

/** How Microsoft's own page words a permission (Graph permissions reference, display string). */
const microsoftSays: Readonly<Record<string, string>> = {
  "CrossTenantInformation.ReadBasic.All": "Read cross-tenant basic information",
  "LicenseAssignment.Read.All": "Read all license assignments",
  "Mail.Send": "Send mail as any user",
  "OnPremDirectorySynchronization.Read.All":
    "Read all on-premises directory synchronization information",
  "OnPremDirectorySynchronization.ReadWrite.All":
    "Read and write all on-premises directory synchronization information",
  "Policy.Read.All": "Read your organization's policies",
  "RoleAssignmentSchedule.Read.Directory":
    "Read all active role assignments for your company's directory",
  "RoleAssignmentSchedule.ReadWrite.Directory":
    "Read, update, and delete all active role assignments for your company's directory",
  "RoleEligibilitySchedule.Read.Directory":
    "Read all eligible role assignments for your company's directory",
  "RoleEligibilitySchedule.ReadWrite.Directory":
    "Read, update, and delete all eligible role assignments for your company's directory",
  "RoleManagement.Read.Directory": "Read directory RBAC settings",
  "RoleManagement.ReadWrite.Directory": "Read and write directory RBAC settings",
  "User.Invite.All": "Invite guest users to the organization",
  "User.Read": "Sign you in and read your profile",
  "User.Read.All": "Read all users' full profiles",
  "User.ReadWrite.All": "Read and write all users' full profiles",
  "User.RevokeSessions.All": "Revoke all sign in sessions for a user",
  offline_access: "Maintain access to data you have given it access to",
  openid: "Sign you in",
  profile: "View your basic profile",
};

const signIn: Readonly<Record<string, string>> = {
  openid: "know who you are",
  profile: "show your name in the record of your decision",
  offline_access:
    "finish the steps after you have closed the page. What Microsoft hands us for this is kept sealed (encrypted), at most until the deadlines of this request, and deleted when the request ends, however it ends",
};

export interface PermissionWords {
  readonly scope: string;
  /** Microsoft's own wording, where we know it. */
  readonly shownAs: string | undefined;
  readonly why: readonly string[];
}

/** Steps and the scopes that are asked for them. */
interface Asked {
  readonly steps: readonly Pick<PlanStep, "calls">[];
  readonly scopes: readonly string[];
}

function whyOf({ steps, scopes }: Asked, scope: string): string[] {
  const used = new Set<string>(steps.flatMap((step) => step.calls));
  const calls = Object.entries<GraphCall>(graphCalls).filter(([name]) => used.has(name));
  const isFor = ({ scope: least, alsoAllowedBy }: GraphCall) =>
    least === scope || (!scopes.includes(least) && alsoAllowedBy.includes(scope));
  return calls.flatMap(([, call]) => (isFor(call) ? [call.why] : []));
}

/** Microsoft's wording and our reason for one permission, also outside of a plan. */
export const permissionWords = (scope: string, asked?: Asked): PermissionWords => ({
  scope,
  shownAs: microsoftSays[scope],
  why: asked && !(scope in signIn) ? whyOf(asked, scope) : [signIn[scope] ?? "carry out the plan"],
});

const wordsFor = (asked: Asked): PermissionWords[] =>
  [...asked.scopes, ...signInScopes].map((scope) => permissionWords(scope, asked));

/** Every permission the administrator is asked for: the plan's, then those of the sign-in. */
export const permissionsAsked = ({ plan }: Link): PermissionWords[] =>
  wordsFor(plan ?? { steps: [], scopes: [] });

const untilTakenBack =
  "finish the steps after you have closed the page. What Microsoft hands us for this is kept sealed (encrypted) until everything is taken back, and deleted then";

/** Every permission that ending the access asks for. */
export function permissionsToEnd(link: Link): PermissionWords[] {
  const steps = endSteps(link);
  return wordsFor({ steps, scopes: planScopes(steps) }).map((one) =>
    one.scope === "offline_access" ? { ...one, why: [untilTakenBack] } : one,
  );
}
