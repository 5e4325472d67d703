import type { Link } from "../domain/link";
import { mayAgree } from "../domain/roles";

const roles = mayAgree.map((role) => role.name).join(" or ");

/** Why an administrator is asked to sign in once more, in one sentence. */
export function whyAgain({ parked }: Link): string {
  switch (parked?.code) {
    case "not_an_administrator":
    case "role_not_active":
      return `The role ${roles} of the administrator who agreed is not active any more.`;
    default:
      return "The sign-in of the administrator who agreed has lapsed.";
  }
}
