import type { Facts, Sku, Tenant } from "./facts";
import { identityClientId, identityPrincipalId, linkClientId, mailSender, tenantIds } from "./ids";
import {
  addAdministrator,
  addEligibleAdministrator,
  addMailbox,
  addMember,
  newTenant,
} from "./newTenant";
import { people } from "./people";

const premiumP1: Sku = {
  skuId: "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
  skuPartNumber: "AAD_PREMIUM",
  enabled: 25,
  consumed: 11,
  plans: [{ id: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", name: "AAD_PREMIUM" }],
};
const premiumP2: Sku = {
  skuId: "84a661c4-e949-4bd2-a560-ed7766fcaf2b",
  skuPartNumber: "AAD_PREMIUM_P2",
  enabled: 50,
  consumed: 8,
  plans: [
    { id: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", name: "AAD_PREMIUM" },
    { id: "eec0eb4f-6444-4f95-aba0-50c24d67f998", name: "AAD_PREMIUM_P2" },
  ],
};
const businessBasic: Sku = {
  skuId: "3b555118-da6a-4418-894f-7df1e2096870",
  skuPartNumber: "O365_BUSINESS_ESSENTIALS",
  enabled: 10,
  consumed: 4,
  plans: [{ id: "9aaf7827-d63c-4b61-89c3-182f06f82e5c", name: "EXCHANGE_S_STANDARD" }],
};

/** The facts at the start of every run. */
export function createFacts(origin: string): Facts {
  return {
    settings: { freshGuestDelayMs: 0, freshRoleDelayMs: 0 },
    tenants: [fabrikam(), contoso(), adatum(), litware(), partner(), agency()],
    people: people.map((person) => ({ ...person })),
    application: {
      appId: linkClientId,
      displayName: "Directory link",
      homeTenantId: tenantIds.fabrikam,
      redirectUris: [],
      groupMembershipClaims: "DirectoryRole",
      federatedCredential: {
        issuer: `${origin}/${tenantIds.fabrikam}/v2.0`,
        subject: identityPrincipalId,
        audience: "api://AzureADTokenExchange",
      },
    },
    managedIdentity: {
      tenantId: tenantIds.fabrikam,
      clientId: identityClientId,
      principalId: identityPrincipalId,
      appRoles: ["CrossTenantInformation.ReadBasic.All", "Mail.Send"],
    },
    mails: [],
    tickets: [],
  };
}

/** The home tenant: who runs the product. */
function fabrikam(): Tenant {
  const domains = ["fabrikam.example", "fabrikamcloud.onmicrosoft.com"];
  const tenant = newTenant("fabrikam", "Fabrikam Cloud Services", domains);
  addMember(tenant, "olga");
  addMailbox(tenant, "Directory links", mailSender);
  return tenant;
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
