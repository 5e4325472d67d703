import type { Link } from "../domain/link";
import { findRole, globalAdministrator, privilegedRoleAdministrator } from "../domain/roles";

/** The directory's name as its tenant chose it, or the asked domain while it is not resolved. */
export const directoryName = (link: Link): string => link.directory?.name ?? link.request.directory;

export const directoryDomain = (link: Link): string =>
  link.directory?.defaultDomain ?? link.request.directory;

interface RoleWords {
  readonly name: string;
  readonly means: string;
}

/** The roles that were asked for, with what each allows. */
export const rolesAsked = (link: Link): RoleWords[] =>
  link.request.access.map((templateId) => {
    const role = findRole(templateId);
    return { name: role?.name ?? templateId, means: role?.means ?? "is a role of this directory" };
  });

export const roleNames = (link: Link): string =>
  rolesAsked(link)
    .map((role) => role.name)
    .join(", ");

/** Whether the account could do everything, at once or by giving itself the highest role. */
export const isHighest = (link: Link): boolean =>
  link.request.access.includes(globalAdministrator.templateId) ||
  link.request.access.includes(privilegedRoleAdministrator.templateId);

const kinds = {
  microsoft: "a personal Microsoft account",
  work: "a work or school account",
  any: "a personal Microsoft account, or a work or school account",
} as const;

export const accountKind = (link: Link): string => kinds[link.request.account.kind];
