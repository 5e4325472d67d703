// What the two registrations are. docs/deploy.md and README say why; the sandbox's Entra holds to the same.

/** Microsoft's own applications: these ids are the same in every directory. */
export const microsoftApps = {
  graph: "00000003-0000-0000-c000-000000000000",
  arm: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
};

/** No token by redirect, no public client, and in other directories nobody adds a credential to our application. */
const closed = {
  isFallbackPublicClient: false,
  publicClient: { redirectUris: [] },
  spa: { redirectUris: [] },
  servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
};

/** Neither has delegated permissions of its own, so nobody can be let past anybody's consent to them. */
const closedApi = {
  requestedAccessTokenVersion: 2,
  oauth2PermissionScopes: [],
  preAuthorizedApplications: [],
  knownClientApplications: [],
};

const web = (publicUrl, callbacks) => ({
  ...(publicUrl ? { redirectUris: callbacks.map((one) => publicUrl + one) } : {}),
  implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
});

const claims = ({ accessToken = [] } = {}) => ({ accessToken, idToken: [], saml2Token: [] });

/** Delegated permissions alone: `scopes` are [resource's app id, ids of its scopes]. */
const access = (scopes) =>
  scopes.map(([resourceAppId, ids]) => ({
    resourceAppId,
    resourceAccess: ids.map((id) => ({ id, type: "Scope" })),
  }));

export const linkCallbacks = ["/consent/callback", "/signin/callback", "/signed-out"];
export const apiCallbacks = ["/ops/callback", "/signed-out"];

/** *link*: administrators and outside accounts of any directory sign in to it; `wids` tells their roles. */
export const linkManifest = ({ publicUrl, scopes }) => ({
  ...closed,
  signInAudience: "AzureADMultipleOrgs",
  groupMembershipClaims: "DirectoryRole",
  api: closedApi,
  appRoles: [],
  identifierUris: [],
  optionalClaims: claims(),
  requiredResourceAccess: access(scopes),
  web: web(publicUrl, linkCallbacks),
});

/** Ids of our own app roles, the same wherever the product runs. */
const appRole = (role) => ({
  ...role,
  displayName: role.description,
  isEnabled: true,
});
const appRoles = [
  appRole({
    id: "6d0c7f5e-3b0a-4d0f-9c53-5a1a3f6f2c01",
    value: "Links.Request",
    allowedMemberTypes: ["Application"],
    description: "Ask for links, and read, cancel and end its own",
  }),
  appRole({
    id: "6d0c7f5e-3b0a-4d0f-9c53-5a1a3f6f2c02",
    value: "Links.Read",
    allowedMemberTypes: ["Application"],
    description: "Read its own links and their events",
  }),
  appRole({
    id: "6d0c7f5e-3b0a-4d0f-9c53-5a1a3f6f2c03",
    value: "Links.Operate",
    allowedMemberTypes: ["User", "Application"],
    description: "Operate every link: see all, act on what waits",
  }),
];

/** *api*: operators of the home directory sign in to it, callers' applications get tokens for it. */
export const apiManifest = ({ publicUrl, scopes, appId }) => ({
  ...closed,
  signInAudience: "AzureADMyOrg",
  groupMembershipClaims: null,
  api: closedApi,
  appRoles,
  identifierUris: appId ? [`api://${appId}`] : [],
  // Tells tokens of applications from those of people for certain.
  optionalClaims: claims({ accessToken: [{ name: "idtyp", essential: false }] }),
  requiredResourceAccess: access(scopes),
  web: web(publicUrl, apiCallbacks),
});

/** The permissions that the sign-in of operators asks for. */
export const operatorScopes = ["openid", "profile"];

/** A role that is there already keeps its id: people and applications are assigned by it. */
export const withKnownIds = (wanted, known = []) =>
  wanted.map((role) => ({
    ...role,
    id: known.find(({ value }) => value === role.value)?.id ?? role.id,
  }));
