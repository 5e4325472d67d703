import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Directory } from "../domain/microsoftPorts";
import { mayAgree, mayEndAccess } from "../domain/roles";

/**
 * Roles can end between two steps (PIM activates them for hours): looked at before every write. Ending
 * the access takes a role that may do all of it.
 */
export async function requireAdministrator(
  directory: Directory,
  { ending }: Pick<Link, "ending">,
): Promise<void> {
  const needed = ending ? mayEndAccess : mayAgree;
  const held = await directory.ownRoles();
  if (needed.some((role) => held.includes(role.templateId))) return;
  throw new LinkError(
    { code: "not_an_administrator", class: "needsPerson" },
    `the administrator's role is not active now; needed: ${needed.map((role) => role.name).join(" or ")}`,
  );
}
