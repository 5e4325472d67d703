import type { Link } from "../domain/link";
import { roleNameOf } from "../domain/roles";
import { readableTime } from "./readableTime";

/** The account that was in the directory before, row by row: what an administrator can compare. */
export function foundAccount(link: Link): [name: string, value: string][] {
  const { found } = link.account;
  if (!found) return [];
  const roles = found.roles.map(roleNameOf).join(", ");
  return [
    ["Name in the directory", found.name],
    ["User principal name", found.userPrincipalName],
    [
      "The address",
      found.isOwnAddress
        ? "is the account’s own address"
        : "is one more address of this account, not its own: compare the name above with care",
    ],
    ["Type", found.userType === "Guest" ? "external user (guest)" : "member of the directory"],
    ["Created", found.createdAt ? readableTime(found.createdAt) : "unknown"],
    ["Roles it holds already", roles || "none"],
    ["Object id", found.objectId],
  ];
}
