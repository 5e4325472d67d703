import type { SignedIn } from "../domain/microsoftPorts";
import { mayAgree, type Role } from "../domain/roles";
import type { Back } from "./callback";
import { Refused } from "./page";

/**
 * Who held a role when they agreed and holds none now has to activate it again (Privileged Identity
 * Management). Of anybody else nobody can tell: without an active role Graph lists no eligible ones.
 */
const wasAdministrator = ({ link }: Back, { objectId }: SignedIn): boolean =>
  link.consent?.person.objectId === objectId;

/**
 * The proof: the right directory, an administrator now, everything granted that the plan needs.
 * `wids` missing proves nothing, so Graph is asked then. Answers the refresh token.
 */
export async function proveAdministrator(
  back: Back,
  signedIn: SignedIn,
  { scopes, mayDo = mayAgree }: { scopes: readonly string[]; mayDo?: readonly Role[] },
): Promise<string> {
  const { link, caller, tenantId, againUrl } = back;
  const about = { status: 403, link, caller, againUrl };
  if (signedIn.tenantId !== tenantId)
    throw new Refused("wrong_directory", { ...about, detail: { found: signedIn.tenantId } });
  const roles = signedIn.roles ?? (await signedIn.directory.ownRoles());
  if (!mayDo.some((role) => roles.includes(role.templateId)))
    throw new Refused(
      wasAdministrator(back, signedIn) ? "role_not_active" : "not_an_administrator",
      { ...about, detail: { roles: mayDo.map((role) => role.name) } },
    );
  const missing = scopes.filter((scope) => !signedIn.scopes.includes(scope));
  if (missing.length > 0 || !signedIn.refreshToken)
    throw new Refused("consent_incomplete", { ...about, detail: { missing } });
  return signedIn.refreshToken;
}
