import { z } from "zod";
import type { GraphObject } from "../checkBody";
import { badRequest, GraphError } from "../graphError";

const audiences = [
  ...["AzureADMyOrg", "AzureADMultipleOrgs"],
  ...["AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"],
];
const membershipClaims = ["None", "SecurityGroup", "DirectoryRole", "ApplicationGroup", "All"];
const role = z.object({
  id: z.string(),
  value: z.string().nullish(),
  isEnabled: z.boolean(),
  displayName: z.string().min(1),
  description: z.string().min(1),
  allowedMemberTypes: z.array(z.enum(["User", "Application"])).min(1),
});
type Role = z.infer<typeof role>;
const roles = z.array(role);
const uris = z.object({ redirectUris: z.array(z.string()).optional() }).nullish();
const readOnly = ["id", "appId", "createdDateTime", "keyCredentials", "passwordCredentials"];

const invalid = (property: string): GraphError =>
  badRequest(`Invalid value specified for property '${property}' of resource 'Application'.`);

/** What Graph refuses in a registration although the types are right. */
export function checkApplication(body: GraphObject, known: GraphObject, appId: string): void {
  const fixed = readOnly.find((name) => body[name] !== undefined);
  if (fixed) throw badRequest(`Property '${fixed}' is read-only and cannot be set.`);
  if (body["signInAudience"] !== undefined && !isOneOf(audiences, body["signInAudience"]))
    throw invalid("signInAudience");
  const claims = body["groupMembershipClaims"] ?? null;
  if (claims !== null && !isOneOf(membershipClaims, claims)) throw invalid("groupMembershipClaims");
  for (const platform of ["web", "spa", "publicClient"]) checkRedirects(platform, body[platform]);
  checkIdentifiers(body["identifierUris"], appId);
  if (body["api"] !== undefined) checkScopes(known["api"], body["api"]);
  if (body["appRoles"] !== undefined) checkRoles(known["appRoles"], body["appRoles"]);
}

const isOneOf = (names: readonly string[], value: unknown): boolean =>
  typeof value === "string" && names.includes(value);

/** https, or http on this machine; no fragment and no wildcard (source: "Redirect URI restrictions"). */
function checkRedirects(platform: string, value: unknown): void {
  for (const text of uris.parse(value)?.redirectUris ?? []) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isLocal = url?.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname);
    if (!url || url.hash || text.includes("*") || !(url.protocol === "https:" || isLocal))
      throw invalid(`${platform}.redirectUris`);
  }
}

/** Tenants allow an identifier that has the app id in it (source: "Restrictions on identifier URIs"). */
function checkIdentifiers(value: unknown, appId: string): void {
  const odd = z
    .array(z.string())
    .parse(value ?? [])
    .find((one) => one !== `api://${appId}`);
  if (odd !== undefined)
    throw badRequest(
      `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${odd}'`,
    );
}

const api = z
  .object({
    oauth2PermissionScopes: z.array(z.looseObject({ id: z.string(), isEnabled: z.boolean() })),
  })
  .partial();

/** Likewise a delegated permission that is enabled. */
function checkScopes(known: unknown, wanted: unknown): void {
  const kept = api.parse(wanted).oauth2PermissionScopes;
  const before = api.parse(known ?? {}).oauth2PermissionScopes ?? [];
  const isGone = (id: string) => !kept?.some((one) => one.id === id);
  if (kept && before.some(({ id, isEnabled }) => isEnabled && isGone(id))) throw stillEnabled();
}

/** A role that is enabled can neither be taken out nor changed: it is disabled first. */
function checkRoles(knownRoles: unknown, wanted: unknown): void {
  const parsed = roles.safeParse(wanted);
  if (!parsed.success) throw invalid(`appRoles.${parsed.error.issues[0]?.path.join(".") ?? ""}`);
  for (const key of ["id", "value"] as const) {
    const all = parsed.data.map((one) => one[key]);
    if (new Set(all).size < all.length) throw invalid(`appRoles.${key}`);
  }
  const kept = (before: Role) => parsed.data.find((one) => one.id === before.id);
  const isSame = (before: Role) =>
    JSON.stringify(contentOf(before)) === JSON.stringify(contentOf(kept(before)));
  const locked = roles.parse(knownRoles ?? []).filter((one) => one.isEnabled && !isSame(one));
  if (locked.length > 0) throw stillEnabled();
}

const stillEnabled = (): GraphError =>
  new GraphError(
    400,
    "CannotDeleteOrUpdateEnabledEntitlement",
    "Property value cannot be deleted unless it is disabled first.",
  );

const contentOf = (one: Role | undefined) =>
  one && [one.id, one.value, one.displayName, one.description, one.allowedMemberTypes.toSorted()];
