import { earlierClock, type SandboxContext } from "../context";
import type { DirectoryUser, Tenant } from "../facts";
import type { SandboxRequest } from "../http/answer";
import type { AccessToken } from "./issued";

/** Who calls a service, by the access token of the request. */
export type Bearer =
  | {
      readonly kind: "delegated";
      readonly tenant: Tenant;
      readonly user: DirectoryUser;
      readonly scopes: readonly string[];
    }
  | { readonly kind: "app"; readonly tenant: Tenant; readonly scopes: readonly string[] };

/** The caller, or in words why the token is none for this service: missing, unknown, of another one, out of date, of a user who is gone. */
export function bearerOf(
  context: SandboxContext,
  request: SandboxRequest,
  service: AccessToken["resource"],
): Bearer | string {
  const value = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (value === undefined) return "Access token is empty.";
  const token = context.issued.accessTokens.get(value);
  if (token?.resource !== service)
    return "Access token validation failure. Invalid audience or signature.";
  if (isExpired(context, token)) return "Lifetime validation failed, the token is expired.";
  const tenant = context.facts.tenants.find((one) => one.id === token.tenantId);
  if (!tenant) return "Access token validation failure. Invalid issuer.";
  if (token.kind === "app") return { kind: "app", tenant, scopes: token.roles };
  const user = tenant.users.find((one) => one.id === token.userId);
  if (!user?.accountEnabled) return "The user of the access token was not found or is disabled.";
  return { kind: "delegated", tenant, user, scopes: token.scopes };
}

/** App tokens come from the identity endpoint and live by the machine's clock. */
function isExpired(context: SandboxContext, token: AccessToken): boolean {
  const now = token.kind === "app" ? earlierClock(context) : context.now().getTime();
  return token.expiresAt <= now;
}
