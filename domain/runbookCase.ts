import { isHeld, type Link } from "./link";
import { type Check } from "./linkParts";
import type { Reader } from "./mailedToken";
import { findRole, globalAdministrator } from "./roles";

/** What synchronises the directory: Entra Connect Sync on a server, or the agents of cloud sync. */
export type Server = "connect" | "cloud";

export interface RunbookCase {
  readonly link: Link;
  readonly reader: Reader;
  readonly server: Server | undefined;
}

export const resultOf = ({ writeback }: Link, name: string): Check["result"] =>
  writeback.checks.find((check) => check.name === name)?.result ?? "unknown";

/** The server itself reports write-back as on; a flag that we set says nothing of the server. */
export const serverReportsOn = (link: Link): boolean =>
  resultOf(link, "flag") === "yes" && (link.writeback.flag?.before ?? true);

const kindOf = ({ account, request }: Link) =>
  account.kind ?? (request.account.kind === "microsoft" ? "microsoft" : "work");

/** Whether the outside account can work at the server, said to whoever reads it. */
function outsider({ link, reader }: RunbookCase): string {
  const isReader = reader === "account";
  switch (kindOf(link)) {
    case "microsoft":
      return isReader
        ? "You cannot: yours is a personal Microsoft account, and the server takes none."
        : "The outside account cannot: it is a personal Microsoft account, and the server takes none.";
    case "member":
      return isReader
        ? "You can, if your account of this directory is such an account."
        : "The outside account can, if it is such an account of this directory.";
    case "work":
    case "passcode":
      return `Microsoft does not say whether a guest may do it, so do not plan with ${isReader ? "your account" : "the outside account"}.`;
  }
}

const serverRole: Readonly<Record<Server, string>> = {
  connect: "Hybrid Identity Administrator or Global Administrator",
  cloud: "Global Administrator",
};

/** Who can turn write-back on at the server: it takes an account of the customer's own. */
export const bySynchronisation = (asked: RunbookCase): string =>
  `An administrator of the server who has an account of this directory that was created in the cloud (not federated) and holds ${serverRole[asked.server ?? "connect"]} directly, not through a group. ${outsider(asked)}`;

export const byDomain =
  "A domain administrator of the organisation, for each domain on premises. No role in the cloud helps with this.";

const authenticationPolicy = findRole("Authentication Policy Administrator")?.templateId;

const activated = ({ how }: Link["roles"][number]): string =>
  how === "eligible" ? ", once it is activated" : "";

/** Who can save the password reset pages, by the roles that the outside account holds. */
export function byPasswordReset({ link, reader }: RunbookCase): string {
  const held = link.roles.filter((role) => isHeld(role.state));
  const highest = held.find((role) => role.templateId === globalAdministrator.templateId);
  const policy = held.find((role) => role.templateId === authenticationPolicy);
  const whose = reader === "account" ? "You" : "The outside account";
  if (highest) return `${whose}, with the role Global Administrator${activated(highest)}.`;
  if (policy)
    return `${whose}, with the role Authentication Policy Administrator${activated(policy)}. Microsoft’s pages differ on the least role: where nothing can be saved, a Global Administrator has to do it.`;
  return reader === "account"
    ? "A Global Administrator of this directory: your roles do not reach this page."
    : "A Global Administrator of this directory: the outside account’s roles do not reach this page.";
}
