import { graphCalls } from "../../../domain/graphCalls";
import { EntraRefusal } from "./problem";
import { problems } from "./problems";

/** A service that tokens are for: Microsoft Graph, Azure Resource Manager. */
export type Resource = "graph" | "arm";

const graphResource = "https://graph.microsoft.com/";
/** The one permission of Azure Resource Manager, always written with its resource. */
const armScope = "https://management.azure.com/user_impersonation";
const openIdScopes = ["openid", "profile", "email", "offline_access"];
/** What ordinary people may grant for themselves where their tenant lets them. */
const withoutAdministrator = [...openIdScopes, "User.Read", armScope];

const graphScopes = new Set(
  Object.values(graphCalls)
    .filter((call) => call.token === "administrator")
    .flatMap((call): string[] => [call.scope, ...call.alsoAllowedBy]),
);

/** Every permission of a service, by the names that the service itself has for them. */
export function resourceScopes(resource: Resource): string[] {
  return resource === "arm" ? ["user_impersonation"] : [...openIdScopes, ...graphScopes];
}

/** The scopes of a request, those of Graph by their short names; an unknown one is refused by name. */
export function parseScopes(text: string): string[] {
  const names = text.split(" ").filter((name) => name !== "");
  return [...new Set(names.map(shortName))];
}

function shortName(scope: string): string {
  if (scope === armScope || openIdScopes.includes(scope)) return scope;
  const name = scope.startsWith(graphResource) ? scope.slice(graphResource.length) : scope;
  if (name.includes("/") || name === ".default")
    throw new EntraRefusal(problems.scopeInvalid(scope));
  if (!graphScopes.has(name)) throw new EntraRefusal(problems.scopeNotFound(name));
  return name;
}

/** The service that a scope is for; undefined for those of OpenID Connect. */
export function resourceOf(scope: string): Resource | undefined {
  if (openIdScopes.includes(scope)) return undefined;
  return scope === armScope ? "arm" : "graph";
}

/** The services of these scopes, in the order they are first named. */
export function resourcesOf(scopes: readonly string[]): Resource[] {
  return [...new Set(scopes.map(resourceOf).filter((one) => one !== undefined))];
}

/** The permissions on one service. */
export function scopesOn(resource: Resource, scopes: readonly string[]): string[] {
  return scopes.filter((scope) => resourceOf(scope) === resource);
}

export function needsAdministrator(scope: string): boolean {
  return !withoutAdministrator.includes(scope);
}

/** Scopes as a token or consent answer writes them; `qualified` when the request was. */
export function scopeText(scopes: readonly string[], qualified: boolean): string {
  return scopes
    .filter((scope) => scope !== "offline_access")
    .map((scope) => (qualified && resourceOf(scope) === "graph" ? graphResource + scope : scope))
    .join(" ");
}

export function isQualified(text: string): boolean {
  return text.includes(graphResource);
}
