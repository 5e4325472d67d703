import { createHash, randomUUID } from "node:crypto";
import { earlierClock, laterClock, type SandboxContext } from "../context";
import type { DirectoryUser, Tenant } from "../facts";
import type { Application } from "../registrationFacts";
import { tenantIds } from "../ids";
import { issuerOf } from "./discovery";
import { opaque } from "./issued";
import { rolesHeld } from "./registration";
import { activeRoles } from "./tenants";

const lifetimeSeconds = 65 * 60;
/** The roles that `wids` shows for everybody: member, guest (RECALL for the guest's). */
const memberRole = "b79fbf4d-3ef9-4689-8143-76b194e85509";
const guestRole = "13bd1c72-6f4a-4dcf-985f-18d3b80f208a";

export interface IdTokenParts {
  readonly tenant: Tenant;
  readonly application: Application;
  readonly user: DirectoryUser;
  readonly nonce: string | null;
  readonly scopes: readonly string[];
}

/**
 * The ID token of v2 (source: "ID token claims reference"). Its times hold by the sandbox's clock and
 * by the machine's, since libraries look at the latter.
 */
export function createIdToken(context: SandboxContext, parts: IdTokenParts): Promise<string> {
  const { tenant, application, user, nonce, scopes } = parts;
  const { appId } = application;
  const from = Math.floor(earlierClock(context) / 1000);
  return context.key.sign({
    aud: appId,
    iss: issuerOf(context.origin, tenant),
    iat: from,
    nbf: from,
    exp: Math.floor(laterClock(context) / 1000) + lifetimeSeconds,
    ...(scopes.includes("profile") ? profileOf(context, user) : {}),
    ...(scopes.includes("email") && user.mail !== null ? { email: user.mail } : {}),
    ...homeOf(context, tenant, user),
    ...widsOf(context, parts),
    ...rolesOf(context, parts),
    ...(nonce === null ? {} : { nonce }),
    oid: user.id,
    rh: opaque("1."),
    sid: randomUUID(),
    sub: createHash("sha256")
      .update(user.id + appId)
      .digest("base64url"),
    tid: tenant.id,
    uti: randomUUID().replaceAll("-", "").slice(0, 22),
    ver: "2.0",
  });
}

/** Display only: a guest's name to sign in with is their address at home. */
function profileOf(context: SandboxContext, user: DirectoryUser): Record<string, string> {
  const person = context.facts.people.find((one) => one.id === user.personId);
  return { name: user.displayName, preferred_username: person?.address ?? user.userPrincipalName };
}

/** `idp` is there only for people whose account lives elsewhere (`live.com` and `mail`: RECALL). */
function homeOf(
  context: SandboxContext,
  tenant: Tenant,
  user: DirectoryUser,
): Record<string, string> {
  const home = context.facts.people.find((one) => one.id === user.personId)?.homeTenantId;
  if (home === undefined || home === tenant.id) return {};
  if (home === null) return { idp: "mail" };
  return { idp: home === tenantIds.consumers ? "live.com" : `https://sts.windows.net/${home}/` };
}

/** App roles of this application that the user is assigned; the claim is left out where there are none. */
function rolesOf({ facts }: SandboxContext, { application, user }: IdTokenParts) {
  const held = application.appId === facts.api.appId ? rolesHeld(facts.api, user.id) : [];
  return held.length > 0 ? { roles: held } : {};
}

function widsOf(
  context: SandboxContext,
  { tenant, application, user }: IdTokenParts,
): Record<string, string[]> {
  if (application.groupMembershipClaims !== "DirectoryRole") return {};
  const basic = user.userType === "Guest" ? guestRole : memberRole;
  return { wids: [...activeRoles(context, tenant, user.id), basic] };
}
