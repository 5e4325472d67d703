import type { Facts, Subscription, Tenant } from "./facts";
import { guidFrom, identityClientId, identityPrincipalId, mailSender, tenantIds } from "./ids";
import {
  addAdministrator,
  addEligibleAdministrator,
  addMailbox,
  addMember,
  newTenant,
} from "./newTenant";
import { people } from "./people";
import { apiRegistration, installApi, linkRegistration, ticketClient } from "./registrations";
import { guestRoles } from "./roles";
import { businessBasic, premiumP1, premiumP2 } from "./skus";

/** The facts at the start of every run. */
export function createFacts(origin: string): Facts {
  const { tenant: home, operatorId } = fabrikam();
  return {
    settings: { freshGuestDelayMs: 0, freshRoleDelayMs: 0 },
    tenants: [
      ...[home, contoso(), adatum(), litware(), partner(), agency()],
      ...[tailspin(), wingtip(), alpine()],
    ],
    people: people.map((person) => ({ ...person })),
    application: linkRegistration(origin),
    api: apiRegistration(origin, operatorId),
    clients: [{ ...ticketClient }],
    managedIdentity: {
      tenantId: tenantIds.fabrikam,
      clientId: identityClientId,
      principalId: identityPrincipalId,
      appRoles: ["CrossTenantInformation.ReadBasic.All"],
      mailboxes: [mailSender],
    },
    vaults: [],
    apps: [],
    mails: [],
    tickets: [],
  };
}

/** The home tenant: who runs the product. Of its two people one is an operator. */
function fabrikam(): { tenant: Tenant; operatorId: string } {
  const domains = ["fabrikam.example", "fabrikamcloud.onmicrosoft.com"];
  const tenant = newTenant("fabrikam", "Fabrikam Cloud Services", domains);
  addMember(tenant, "olga");
  addMailbox(tenant, "Directory links", mailSender);
  const { id: operatorId } = addMember(tenant, "olivia");
  installApi(tenant);
  return { tenant, operatorId };
}

/** A customer that is synchronised and has P1. */
function contoso(): Tenant {
  const tenant = newTenant("contoso", "Contoso", ["contoso.com", "contoso.onmicrosoft.com"]);
  tenant.synchronization = { lastSyncMinutesAgo: 20, passwordWritebackEnabled: false };
  tenant.skus.push({ ...premiumP1 });
  addAdministrator(tenant, "grace");
  addMember(tenant, "uwe");
  return tenant;
}

/** A customer with P2, whose administrator holds the role only while it is activated. */
function adatum(): Tenant {
  const tenant = newTenant("adatum", "Adatum", ["adatum.com", "adatum.onmicrosoft.com"]);
  tenant.synchronization = { lastSyncMinutesAgo: 20, passwordWritebackEnabled: false };
  tenant.skus.push({ ...premiumP2 });
  addEligibleAdministrator(tenant, "petra", 8);
  return tenant;
}

/** A customer that is not synchronised and has no premium licence. */
function litware(): Tenant {
  const tenant = newTenant("litware", "Litware", ["litware.onmicrosoft.com"]);
  tenant.skus.push({ ...businessBasic });
  addAdministrator(tenant, "lena");
  return tenant;
}

function partner(): Tenant {
  const domains = ["partner.example", "partnerltd.onmicrosoft.com"];
  const tenant = newTenant("partner", "Partner Ltd", domains);
  addMember(tenant, "wanda");
  return tenant;
}

/** A tenant of GCC High: found here, but not to be signed in to here. */
function agency(): Tenant {
  const tenant = newTenant("agency", "Agency", ["agency.us", "agencyus.onmicrosoft.us"]);
  return { ...tenant, cloud: "usGovernment", regionScope: "USG" };
}

/** A customer where nobody may invite guests. */
function tailspin(): Tenant {
  const tenant = newTenant("tailspin", "Tailspin Toys", ["tailspin.onmicrosoft.com"]);
  tenant.allowInvitesFrom = "none";
  addAdministrator(tenant, "tara");
  return tenant;
}

/** A customer with P2 that lets guests and users do little. */
function wingtip(): Tenant {
  const tenant = newTenant("wingtip", "Wingtip", ["wingtip.onmicrosoft.com"]);
  tenant.allowInvitesFrom = "adminsAndGuestInviters";
  tenant.guestUserRoleId = guestRoles.restricted;
  tenant.usersMayConsent = false;
  tenant.synchronization = { lastSyncMinutesAgo: 20, passwordWritebackEnabled: false };
  tenant.skus.push({ ...premiumP2 });
  addAdministrator(tenant, "wim");
  return tenant;
}

/** A customer whose administrator has Azure subscriptions: they may need no link at all. */
function alpine(): Tenant {
  const tenant = newTenant("alpine", "Alpine Ski House", ["alpine.onmicrosoft.com"]);
  tenant.synchronization = { lastSyncMinutesAgo: 20, passwordWritebackEnabled: false };
  tenant.skus.push({ ...premiumP1 });
  const { id: alma } = addAdministrator(tenant, "alma");
  const subscribe = (displayName: string, state: Subscription["state"]) =>
    tenant.subscriptions.push({
      id: guidFrom(tenant.id, displayName),
      displayName,
      state,
      userIds: [alma],
    });
  subscribe("Alpine production", "Enabled");
  subscribe("Alpine trial", "Disabled");
  return tenant;
}
