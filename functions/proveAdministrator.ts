import type { SignedIn } from "../domain/microsoftPorts";
import { mayAgree } from "../domain/roles";
import type { Back } from "./callback";
import { Refused } from "./page";

/** Whether one of the roles is only waiting to be activated; where that cannot be looked at, nobody knows. */
async function isEligible({ directory, objectId }: SignedIn): Promise<boolean> {
  try {
    const eligible = await directory.eligible.list(objectId);
    return eligible.some((one) => mayAgree.some((role) => role.templateId === one.templateId));
  } catch {
    return false;
  }
}

/**
 * The proof: the right directory, an administrator now, everything granted that the plan needs.
 * `wids` missing proves nothing, so Graph is asked then. Answers the refresh token.
 */
export async function proveAdministrator(
  { link, caller, tenantId, againUrl }: Back,
  signedIn: SignedIn,
  scopes: readonly string[],
): Promise<string> {
  const about = { status: 403, link, caller, againUrl };
  if (signedIn.tenantId !== tenantId)
    throw new Refused("wrong_directory", { ...about, detail: { found: signedIn.tenantId } });
  const roles = signedIn.roles ?? (await signedIn.directory.ownRoles());
  if (!mayAgree.some((role) => roles.includes(role.templateId)))
    throw new Refused(
      (await isEligible(signedIn)) ? "role_not_active" : "not_an_administrator",
      about,
    );
  const missing = scopes.filter((scope) => !signedIn.scopes.includes(scope));
  if (missing.length > 0 || !signedIn.refreshToken)
    throw new Refused("consent_incomplete", { ...about, detail: { missing } });
  return signedIn.refreshToken;
}
