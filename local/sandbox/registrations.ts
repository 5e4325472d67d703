import type { Grant, Tenant } from "./facts";
import type { ApiApplication, Application, ClientApplication } from "./registrationFacts";
import {
  apiClientId,
  guidFrom,
  identityPrincipalId,
  linkClientId,
  tenantIds,
  ticketAppId,
  ticketAppSecret,
} from "./ids";

const homeTenantId = tenantIds.fabrikam;

/** Both registrations trust the product's managed identity; neither has a secret. */
const federatedCredential = (origin: string) => ({
  issuer: `${origin}/${homeTenantId}/v2.0`,
  subject: identityPrincipalId,
  audience: "api://AzureADTokenExchange",
});

/** The *link* registration, which asks administrators of other directories for permissions. */
export const linkRegistration = (origin: string): Application => ({
  appId: linkClientId,
  displayName: "Directory link",
  homeTenantId,
  audience: "AzureADMultipleOrgs",
  redirectUris: [],
  groupMembershipClaims: "DirectoryRole",
  federatedCredential: federatedCredential(origin),
});

const ticketPrincipalId = guidFrom(homeTenantId, ticketAppId);

/** The *api* registration: the ticketing system may ask and read, one operator may operate. */
export const apiRegistration = (origin: string, operatorId: string): ApiApplication => ({
  appId: apiClientId,
  displayName: "Directory link API",
  homeTenantId,
  audience: "AzureADMyOrg",
  redirectUris: [],
  groupMembershipClaims: null,
  federatedCredential: federatedCredential(origin),
  identifierUri: `api://${apiClientId}`,
  appRoles: ["Links.Request", "Links.Read", "Links.Operate"],
  optionalClaims: ["idtyp"],
  assignmentRequired: true,
  assignments: [
    { principalId: ticketPrincipalId, role: "Links.Request" },
    { principalId: ticketPrincipalId, role: "Links.Read" },
    { principalId: operatorId, role: "Links.Operate" },
  ],
});

export const ticketClient: ClientApplication = {
  appId: ticketAppId,
  displayName: "Northwind tickets",
  homeTenantId,
  principalId: ticketPrincipalId,
  secret: ticketAppSecret,
};

/** In its own tenant, an administrator has consented to the sign-in of operators for everybody. */
export function installApi(home: Tenant): void {
  const clientId = guidFrom(homeTenantId, apiClientId);
  home.servicePrincipals.push({
    id: clientId,
    appId: apiClientId,
    displayName: "Directory link API",
  });
  const grant: Omit<Grant, "id"> = {
    clientId,
    consentType: "AllPrincipals",
    principalId: null,
    scope: "openid profile",
  };
  home.grants.push({ id: guidFrom(clientId, "grant"), ...grant });
}
