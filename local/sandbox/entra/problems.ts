import { createProblem as problem, type Problem } from "./problem";

/** The refusals of the sign-in pages that are imitated, by what happened. Numbers and `error` values: facts.md §2.4. */
export const problems = {
  tenantNotFound: (name: string) =>
    problem(
      "invalid_tenant",
      90002,
      `Tenant '${name}' not found. Check the tenant and that you sign in to the right cloud.`,
    ),
  tenantMalformed: (name: string) =>
    problem(
      "invalid_request",
      900023,
      `Specified tenant identifier '${name}' is neither a GUID nor a valid domain name.`,
    ),
  tenantOfOtherCloud: (name: string) =>
    problem(
      "invalid_request",
      90038,
      `Tenant '${name}' belongs to a national cloud. Use that cloud's sign-in address.`,
    ),
  tenantRequired: (name: string) =>
    problem("invalid_request", 90130, `'${name}' is not supported here: name the tenant.`),
  applicationNotFound: (appId: string) =>
    problem(
      "unauthorized_client",
      700016,
      `Application with identifier '${appId}' was not found in the directory.`,
    ),
  redirectNotRegistered: (uri: string) =>
    problem(
      "invalid_request",
      50011,
      `The redirect URI '${uri}' does not match one configured for the application.`,
    ),
  parameterMissing: (name: string) =>
    problem(
      "invalid_request",
      900144,
      `The request must contain the following parameter: '${name}'.`,
    ),
  parameterInvalid: (name: string, value: string) =>
    problem(
      "invalid_request",
      90023,
      `'${value}' is not a valid value of the parameter '${name}'.`,
    ),
  responseTypeNotSupported: (value: string) =>
    problem("unsupported_response_type", 70005, `The response type '${value}' is not supported.`),
  responseModeNotSupported: (value: string) =>
    problem("invalid_request", 70007, `'${value}' is not a supported value of 'response_mode'.`),
  pkceRequired: () =>
    problem(
      "invalid_request",
      9002325,
      "Proof Key for Code Exchange with S256 is required for this application.",
    ),
  scopeNotFound: (scope: string) =>
    problem(
      "invalid_client",
      650053,
      `The application asked for scope '${scope}' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'.`,
    ),
  scopeInvalid: (scope: string) =>
    problem(
      "invalid_scope",
      70011,
      `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    ),
  notInTenant: (address: string, tenant: string) =>
    problem(
      "invalid_grant",
      50020,
      `User account '${address}' does not exist in tenant '${tenant}' and cannot access the application in that tenant. The account needs to be added as an external user first.`,
    ),
  /** For cross-tenant settings (source: "AADSTS error codes"); the number for the list of domains is not documented. */
  keptOut: (address: string, tenant: string) =>
    problem(
      "access_denied",
      500213,
      `The resource tenant's cross-tenant access policy or its list of domains doesn't allow '${address}' to access '${tenant}'.`,
    ),
  notAssigned: (address: string, appName: string) =>
    problem(
      "access_denied",
      50105,
      `Your administrator has configured the application ${appName} to block users unless they are specifically granted access. The signed-in user '${address}' is blocked because they are not assigned a role of the application.`,
    ),
  accountDisabled: () => problem("invalid_grant", 50057, "The user account is disabled."),
  interactionRequired: () =>
    problem(
      "interaction_required",
      50058,
      "A silent sign-in request was sent but the person must answer.",
    ),
  cancelled: () =>
    ({
      ...problem("access_denied", 65004, "User declined to consent to access the app."),
      subcode: "cancel",
    }) as Problem,
  consentDeclined: () =>
    problem(
      "consent_required",
      65004,
      "The resource owner or authorization server denied the request.",
    ),
  needsAdministrator: () =>
    ({
      ...problem(
        "access_denied",
        90094,
        "An administrator must consent to the permissions asked for.",
      ),
      subcode: "cancel",
    }) as Problem,
} satisfies Record<string, (...words: string[]) => Problem>;
