import { graphCalls } from "../../../domain/graphCalls";
import { EntraRefusal } from "./problem";
import { problems } from "./problems";

const graphResource = "https://graph.microsoft.com/";
const openIdScopes = ["openid", "profile", "email", "offline_access"];
/** What ordinary people may grant for themselves where their tenant lets them. */
const withoutAdministrator = [...openIdScopes, "User.Read"];

const delegatedScopes = new Set([
  ...openIdScopes,
  ...Object.values(graphCalls)
    .filter((call) => call.token === "administrator")
    .flatMap((call): string[] => [call.scope, ...call.alsoAllowedBy]),
]);

/** The scopes of a request by their short names; an unknown one is refused by name. */
export function parseScopes(text: string): string[] {
  const names = text.split(" ").filter((name) => name !== "");
  return [...new Set(names.map(shortName))];
}

function shortName(scope: string): string {
  const name = scope.startsWith(graphResource) ? scope.slice(graphResource.length) : scope;
  if (name.includes("/") || name === ".default")
    throw new EntraRefusal(problems.scopeInvalid(scope));
  if (!delegatedScopes.has(name)) throw new EntraRefusal(problems.scopeNotFound(name));
  return name;
}

export function needsAdministrator(scope: string): boolean {
  return !withoutAdministrator.includes(scope);
}

/** Permissions on Graph itself, without those of OpenID Connect. */
export function graphScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !openIdScopes.includes(scope));
}

/** Scopes as a token or consent answer writes them; `qualified` when the request was. */
export function scopeText(scopes: readonly string[], qualified: boolean): string {
  return scopes
    .filter((scope) => scope !== "offline_access")
    .map((scope) => (qualified && !openIdScopes.includes(scope) ? graphResource + scope : scope))
    .join(" ");
}

export function isQualified(text: string): boolean {
  return text.includes(graphResource);
}
