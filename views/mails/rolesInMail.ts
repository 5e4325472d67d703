import { isHeld, type Link } from "../../domain/link";
import { roleNameOf } from "../../domain/roles";

const words = ({ templateId, state, how }: Link["roles"][number]): string => {
  const name = roleNameOf(templateId);
  if (state === "heldBefore") return `${name} (it had this before; we changed nothing about it)`;
  return how === "eligible" ? `${name} (to be activated when needed)` : name;
};

/** The roles that the account holds by now, each as it was given. */
export const rolesInMail = (link: Link): string =>
  link.roles
    .filter((role) => isHeld(role.state))
    .map(words)
    .join(", ") || "none was given by us";
