import type { DirectoryUser, Tenant } from "../facts";
import { hasAddress } from "../entra/tenants";
import { invitationBlock } from "../invitationBlock";
import { badRequest, denied, GraphError } from "./graphError";

/** Signs that an address may not have, plus-addresses with them (source: "Create invitation"). */
const forbidden = /[~!#$%^&*()+=[\]{}\\/|;:"<>?,\s]/;
const edges = /^[.-]|[.-]$/;

/** Refuses an address that can't be invited: its form, its domain, or somebody who has it already. */
export function checkInvitedAddress(tenant: Tenant, address: string): void {
  checkForm(address);
  const domain = address.slice(address.indexOf("@") + 1).toLowerCase();
  if (tenant.domains.some((one) => one.name === domain))
    throw refused(
      "The domain of the invited user's email address is a verified domain of this directory.",
    );
  checkPolicies(tenant, address);
  const existing = tenant.users.find((user) => isKnownBy(user, address));
  if (existing) throw alreadyThere(existing);
  if (tenant.users.some((user) => hasAddress(user, address)))
    throw badRequest(
      "Another object with the same value for property proxyAddresses already exists.",
    );
}

function checkForm(address: string): void {
  const [name = "", domain = "", ...more] = address.split("@");
  const isWhole = more.length === 0 && name !== "" && domain.includes(".");
  if (!isWhole || forbidden.test(address) || edges.test(name))
    throw refused(
      "The invited user's email address is not valid: it has characters that are not allowed.",
    );
}

/** Status and code of a domain kept out by the list are not documented, and the words are ours. */
function checkPolicies(tenant: Tenant, address: string): void {
  const block = invitationBlock(tenant, address);
  if (block === "crossTenant")
    throw denied(
      "This invitation is blocked by cross-tenant access settings. Admins in both your organization and the invited user's organization must configure cross-tenant access settings to allow the invitation.",
    );
  if (block === "domainList")
    throw refused(
      "The domain of the invited user's email address is blocked by the directory's allow or deny list.",
    );
}

/** Somebody whom a look at mail, other mails and user principal name finds. */
function isKnownBy(user: DirectoryUser, address: string): boolean {
  const wanted = address.toLowerCase();
  return [user.mail ?? "", user.userPrincipalName, ...user.otherMails].some(
    (one) => one.toLowerCase() === wanted,
  );
}

function alreadyThere({ id, accountEnabled }: DirectoryUser): GraphError {
  const there = `The invited user already exists in the directory as object ID: ${id}`;
  return refused(
    accountEnabled
      ? `${there}. They can use that account to sign in to shared apps and resources.`
      : `${there}, but the account is blocked from signing in. If the account is unblocked, they can use that account to sign in to shared apps and resources.`,
  );
}

const refused = (message: string): GraphError => new GraphError(400, "BadRequest", message);
