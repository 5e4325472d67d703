import { createProblem as problem, type Problem } from "./problem";

/** The refusals of the token endpoint that are imitated. Numbers and `error` values: facts.md §2.4. */
export const tokenProblems = {
  notConsented: (appId: string) =>
    problem(
      "invalid_grant",
      65001,
      `The user or administrator has not consented to use the application with ID '${appId}'. Send an interactive authorization request for this user and resource.`,
    ),
  noServicePrincipal: (appId: string, tenant: string) =>
    problem(
      "invalid_client",
      7000229,
      `The client application ${appId} is missing service principal in the tenant ${tenant}.`,
      401,
    ),
  noClientCredential: () =>
    problem(
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      401,
    ),
  secretRefused: () => problem("invalid_client", 7000215, "Invalid client secret provided.", 401),
  assertionTypeRefused: () =>
    problem("invalid_client", 50027, "The client assertion type is missing or not supported.", 401),
  assertionMalformed: () =>
    problem("invalid_client", 50027, "JWT token is invalid or malformed.", 401),
  assertionSignature: () =>
    problem(
      "invalid_client",
      700027,
      "The certificate or key that signed the client assertion is not registered: signature validation failed.",
      401,
    ),
  assertionExpired: () =>
    problem("invalid_client", 700024, "Client assertion is not within its valid time range.", 401),
  assertionIssuer: (issuer: string) =>
    problem(
      "invalid_client",
      700211,
      `No matching federated identity record found for presented assertion issuer '${issuer}'.`,
      401,
    ),
  assertionAudience: (audience: string) =>
    problem(
      "invalid_client",
      700212,
      `No matching federated identity record found for presented assertion audience '${audience}'.`,
      401,
    ),
  assertionSubject: (subject: string) =>
    problem(
      "invalid_client",
      700213,
      `No matching federated identity record found for presented assertion subject '${subject}'.`,
      401,
    ),
  grantTypeNotSupported: (value: string) =>
    problem(
      "unsupported_grant_type",
      70003,
      `The app requested the unsupported grant type '${value}'.`,
    ),
  twoResources: (scope: string) =>
    problem(
      "invalid_scope",
      28000,
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
    ),
  noResource: () =>
    problem(
      "invalid_request",
      28003,
      "Provided value for the input parameter scope cannot be empty when requesting an access token using the provided authorization code. Please specify a valid scope.",
    ),
  defaultScopeOnly: (scope: string) =>
    problem(
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  resourceNotFound: (name: string) =>
    problem(
      "invalid_resource",
      500011,
      `The resource principal named ${name} was not found in the tenant.`,
    ),
  notAssigned: (client: string, resource: string) =>
    problem(
      "invalid_grant",
      501051,
      `Application '${client}' is not assigned to a role for the application '${resource}'.`,
    ),
  codeRedeemed: () =>
    problem(
      "invalid_grant",
      54005,
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code.",
    ),
  codeExpired: () =>
    problem(
      "invalid_grant",
      70008,
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request.",
    ),
  codeMalformed: () =>
    problem(
      "invalid_grant",
      9002313,
      "Invalid request. The code or token is malformed or invalid.",
    ),
  redirectMismatch: () =>
    problem(
      "invalid_grant",
      500112,
      "The reply address does not match the one of the authorization request.",
    ),
  verifierMismatch: () =>
    problem(
      "invalid_grant",
      501481,
      "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    ),
  refreshRevoked: () =>
    problem(
      "invalid_grant",
      50173,
      "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
    ),
  refreshExpired: () =>
    problem("invalid_grant", 700082, "The refresh token has expired due to inactivity."),
} satisfies Record<string, (...words: string[]) => Problem>;
