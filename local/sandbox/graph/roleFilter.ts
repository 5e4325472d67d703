import type { RoleAssignment } from "../facts";
import { notImitated } from "./graphError";
import { comparisons } from "./query";

type Held = Pick<RoleAssignment, "principalId" | "roleDefinitionId">;

const properties: readonly string[] = ["principalId", "roleDefinitionId"] satisfies (keyof Held)[];

/** What a $filter on roles lets through: equalities of principal and role, joined by `and`. */
export function roleFilter(query: URLSearchParams): (one: Held) => boolean {
  const filter = query.get("$filter");
  const terms = filter === null ? [] : comparisons(filter, "and");
  const odd = terms.find((term) => !properties.includes(term.property));
  if (odd) throw notImitated(`the $filter on '${odd.property}'`);
  return (one) =>
    terms.every((term) => one[term.property as keyof Held] === term.value.toLowerCase());
}

/** Whether an assignment gives this role to this user for the whole directory. */
export function isHeld(principalId: string, roleDefinitionId: string) {
  return (one: RoleAssignment): boolean =>
    one.principalId === principalId &&
    one.roleDefinitionId === roleDefinitionId &&
    one.directoryScopeId === "/";
}
