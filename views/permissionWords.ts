import { graphCalls } from "../domain/graphCalls";
import type { Link } from "../domain/link";
import { signInScopes } from "../domain/plan";

/** How Microsoft's own page words a permission (Graph permissions reference, delegated, display string). */
const microsoftSays: Readonly<Record<string, string>> = {
  "LicenseAssignment.Read.All": "Read all license assignments",
  "OnPremDirectorySynchronization.Read.All":
    "Read all on-premises directory synchronization information",
  "RoleManagement.ReadWrite.Directory": "Read and write directory RBAC settings",
  "User.Invite.All": "Invite guest users to the organization",
  "User.Read": "Sign you in and read your profile",
  "User.Read.All": "Read all users' full profiles",
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

function whyOf(link: Link, scope: string): string[] {
  const scopes = link.plan?.scopes ?? [];
  const used = new Set(link.plan?.steps.flatMap((step) => step.calls));
  const needsIt = Object.entries(graphCalls)
    .filter(([name]) => used.has(name))
    .map(([, call]) => call)
    .filter((call) => {
      const wider: readonly string[] = call.alsoAllowedBy;
      return call.scope === scope || (!scopes.includes(call.scope) && wider.includes(scope));
    });
  return needsIt.map((call) => call.why);
}

/** Microsoft's wording and our reason for one permission, also outside of a plan. */
export const permissionWords = (scope: string, link?: Link): PermissionWords => ({
  scope,
  shownAs: microsoftSays[scope],
  why: link && !(scope in signIn) ? whyOf(link, scope) : [signIn[scope] ?? "carry out the plan"],
});

/** Every permission the administrator is asked for: the plan's, then those of the sign-in. */
export const permissionsAsked = (link: Link): PermissionWords[] =>
  [...(link.plan?.scopes ?? []), ...signInScopes].map((scope) => permissionWords(scope, link));
