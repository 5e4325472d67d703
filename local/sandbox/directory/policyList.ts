import { html, type Html } from "../../../views/html";
import type { Tenant } from "../facts";
import { guestRoles } from "../roles";

const inviters: Readonly<Record<Tenant["allowInvitesFrom"], string>> = {
  none: "nobody",
  adminsAndGuestInviters: "administrators and guest inviters",
  adminsGuestInvitersAndAllMembers: "administrators, guest inviters and all members",
  everyone: "everybody, guests too",
};

/** What the directory allows: inviting, guests, users' own consent, and how long roles may last. */
export function policyList(tenant: Tenant): Html {
  const { maxDays, justification, ticket, mfa } = tenant.pimRules;
  const domains = (list: readonly string[]) => list.join(", ") || "none";
  const isRestricted = tenant.guestUserRoleId === guestRoles.restricted;
  const rules = [
    ...(maxDays === null ? [] : [`at most ${String(maxDays)} days`]),
    ...(justification ? ["with a justification"] : []),
    ...(ticket ? ["with a ticket number"] : []),
    ...(mfa ? ["with a second factor"] : []),
  ];
  return html`<ul>
    <li>Guests may be invited by ${inviters[tenant.allowInvitesFrom]}.</li>
    <li>Guests see ${isRestricted ? "nothing but themselves" : "what guests usually see"}.</li>
    <li>Domains that may not be invited: ${domains(tenant.blockedInviteDomains)}.</li>
    <li>Organizations blocked by cross-tenant access: ${domains(tenant.crossTenantBlocks)}.</li>
    <li>Users ${tenant.usersMayConsent ? "may" : "may not"} consent for themselves.</li>
    <li>Roles may be given ${rules.join(", ") || "without limits"}.</li>
  </ul>`;
}
