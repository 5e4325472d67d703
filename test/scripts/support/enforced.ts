import { z } from "zod";
import type { RegisteredApplication } from "../../../local/sandbox/applicationFacts";
import type { ServicePrincipal, Tenant } from "../../../local/sandbox/facts";
import type { ApiApplication, Application } from "../../../local/sandbox/registrationFacts";

/** What Entra goes by in a registration that was made through Graph. */
const properties = z.object({
  displayName: z.string(),
  signInAudience: z.enum(["AzureADMultipleOrgs", "AzureADMyOrg"]),
  groupMembershipClaims: z.literal("DirectoryRole").nullable(),
  identifierUris: z.array(z.string()),
  web: z.object({ redirectUris: z.array(z.string()) }),
  appRoles: z.array(z.object({ value: z.string() })),
  optionalClaims: z.object({ accessToken: z.array(z.object({ name: z.string() })) }),
});

export interface Made {
  readonly application: RegisteredApplication;
  readonly principal: ServicePrincipal;
}

/** The registration with this end of its mark, and its service principal. */
export function madeIn(home: Tenant, what: "link" | "api"): Made {
  const application = home.applications.find(({ uniqueName }) => uniqueName?.endsWith(`-${what}`));
  const principal = home.servicePrincipals.find((one) => one.appId === application?.appId);
  if (!application || !principal) throw new Error(`${what} was not made`);
  return { application, principal };
}

/** The registration as the facts that the sandbox's own Entra works with. */
export function asApplication({ application }: Made, homeTenantId: string): Application {
  const read = properties.parse(application.properties);
  const [credential] = application.federatedCredentials;
  const { issuer = "", subject = "", audiences: [audience = ""] = [] } = credential ?? {};
  return {
    appId: application.appId,
    displayName: read.displayName,
    homeTenantId,
    audience: read.signInAudience,
    redirectUris: read.web.redirectUris,
    groupMembershipClaims: read.groupMembershipClaims,
    federatedCredential: { issuer, subject, audience },
  };
}

/** The same for *api*; who is assigned a role is no part of the registration. */
export function asApi(made: Made, homeTenantId: string): Omit<ApiApplication, "assignments"> {
  const read = properties.parse(made.application.properties);
  return {
    ...asApplication(made, homeTenantId),
    identifierUri: read.identifierUris.join(),
    appRoles: read.appRoles.map(({ value }) => value),
    optionalClaims: read.optionalClaims.accessToken.map(({ name }) => name),
    assignmentRequired: made.principal.appRoleAssignmentRequired ?? false,
  };
}
