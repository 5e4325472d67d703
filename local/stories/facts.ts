import type { LinkView } from "../../domain/linkView";
import type { Tenant } from "../sandbox/facts";
import { roleNames } from "../sandbox/roles";
import type { Sandbox } from "../sandbox/startSandbox";
import { eventOf } from "../timeline/linkWords";
import { changesMade } from "./changesMade";

export const factNames = [
  "link",
  "guests",
  "invitation",
  "identity",
  "roles of guests",
  "changes made",
  "write-back",
  "taken back",
  "consent left",
  "sealed sessions",
  "mails to administrator",
  "mails to account",
  "ticket heard last",
  "events it missed",
] as const;
export type FactName = (typeof factNames)[number];
export type Facts = Readonly<Record<FactName, string>>;

const none = "none";
const listed = (items: readonly string[]): string => (items.length > 0 ? items.join(", ") : none);
/** "1: partner.ops@outlook.com": where a second one would be a fault, the number says so first. */
const counted = (items: readonly string[]): string =>
  items.length > 0 ? `${String(items.length)}: ${items.join(", ")}` : none;

interface Sources {
  readonly sandbox: Sandbox;
  readonly link: LinkView | undefined;
  readonly sessions: number;
}

/** What is now true, in one short text a fact. */
export function readFacts({ sandbox, link, sessions }: Sources): Facts {
  const tenant = sandbox.facts.tenants.find((one) => one.id === link?.directory.tenantId);
  const mails = (address?: string | null) => String(sandbox.mails(address ?? "").length);
  const heard = sandbox.tickets().map(eventOf);
  return {
    link: link?.outcome ?? link?.status ?? "unknown",
    ...inDirectory(tenant),
    "changes made": changesMade(sandbox),
    "write-back": writeBack(link),
    "taken back": link?.undone.map(({ result }) => result).join(", ") || "nothing",
    "sealed sessions": String(sessions),
    "mails to administrator": mails(link?.administrator.email),
    "mails to account": mails(link?.account.email),
    "ticket heard last": heard.at(-1) ?? none,
    "events it missed": listed(missed(sandbox)),
  };
}

/** "signedOff by account". */
function writeBack(link: LinkView | undefined): string {
  const { state = "unknown", signedOff } = link?.passwordWriteback ?? {};
  return signedOff ? `${state} by ${signedOff.by}` : state;
}

function inDirectory(tenant: Tenant | undefined) {
  const guests = tenant?.users.filter((user) => user.userType === "Guest") ?? [];
  const assignments = tenant?.roleAssignments ?? [];
  const roles = assignments.filter((one) => guests.some((guest) => guest.id === one.principalId));
  const foreign = guests.flatMap((guest) =>
    guest.identities.filter((one) => one.signInType === "federated").map((one) => one.issuer),
  );
  return {
    guests: counted(guests.map((guest) => guest.mail ?? guest.userPrincipalName)),
    invitation: listed(guests.map((guest) => guest.externalUserState ?? none)),
    identity: listed(foreign),
    "roles of guests": counted(
      roles.map((one) => roleNames[one.roleDefinitionId] ?? one.roleDefinitionId),
    ),
    "consent left": listed(
      (tenant?.grants ?? []).map((grant) =>
        grant.principalId === null ? "for everybody" : "for the administrator",
      ),
    ),
  };
}

/** Numbers in the row of webhooks that never came. */
function missed(sandbox: Sandbox): string[] {
  const heard = sandbox
    .tickets()
    .map((post) => Number((JSON.parse(post.body) as { sequence?: string }).sequence));
  const last = Math.max(0, ...heard);
  const all = Array.from({ length: last }, (_, index) => index + 1);
  return all.filter((number) => !heard.includes(number)).map(String);
}
