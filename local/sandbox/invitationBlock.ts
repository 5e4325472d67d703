import type { Tenant } from "./facts";

/**
 * Which policy of the tenant keeps this address out. Both are looked at when somebody is invited and
 * again when they redeem (source: "Allow or block invitations to specific organizations").
 */
export function invitationBlock(
  tenant: Tenant,
  address: string,
): "crossTenant" | "domainList" | undefined {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const has = (list: readonly string[]) => list.some((one) => one.toLowerCase() === domain);
  if (has(tenant.crossTenantBlocks)) return "crossTenant";
  return has(tenant.blockedInviteDomains) ? "domainList" : undefined;
}
