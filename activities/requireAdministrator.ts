import { LinkError } from "../domain/errors";
import type { Directory } from "../domain/microsoftPorts";
import { mayAgree } from "../domain/roles";

/** Roles can end between two steps (PIM activates them for hours): looked at before writes after a wait. */
export async function requireAdministrator(directory: Directory): Promise<void> {
  const held = await directory.ownRoles();
  if (mayAgree.some((role) => held.includes(role.templateId))) return;
  throw new LinkError(
    { code: "not_an_administrator", class: "needsPerson" },
    `the administrator's role is not active now; needed: ${mayAgree.map((role) => role.name).join(" or ")}`,
  );
}
