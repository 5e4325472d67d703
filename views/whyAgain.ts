import type { Link } from "../domain/link";
import { mayAgree } from "../domain/roles";

/** Why an administrator is asked to sign in once more, in one sentence. */
export const whyAgain = (link: Link): string =>
  link.parked?.code === "not_an_administrator"
    ? `The role ${mayAgree.map((role) => role.name).join(" or ")} of the administrator who agreed is not active any more.`
    : "The sign-in of the administrator who agreed has lapsed.";
