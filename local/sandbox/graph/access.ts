import { graphCalls, type GraphCall } from "../../../domain/graphCalls";
import { earlierClock, type SandboxContext } from "../context";
import type { AccessToken } from "../entra/issued";
import { activeRoles } from "../entra/tenants";
import type { SandboxRequest } from "../http/answer";
import { denied, GraphError } from "./graphError";
import type { Caller, ImitatedCallName, ReceivedCall } from "./graphCall";

/** Every call that is imitated, with the permissions that allow it. */
export const imitatedCalls: Readonly<Record<ImitatedCallName, GraphCall>> = {
  ...graphCalls,
  findDirectoryById: {
    ...graphCalls.findDirectory,
    path: "/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')",
  },
};

/** Who calls; a token that is missing, unknown, out of date or of a user who is gone is refused with 401. */
export function callerOf(context: SandboxContext, request: SandboxRequest): Caller {
  const value = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (value === undefined) throw unauthorized("Access token is empty.");
  const token = context.issued.accessTokens.get(value);
  if (!token) throw unauthorized("Access token validation failure. Invalid audience or signature.");
  if (isExpired(context, token))
    throw unauthorized("Lifetime validation failed, the token is expired.");
  const tenant = context.facts.tenants.find((one) => one.id === token.tenantId);
  if (!tenant) throw unauthorized("Access token validation failure. Invalid issuer.");
  if (token.kind === "app") return { kind: "app", tenant, scopes: token.roles };
  const user = tenant.users.find((one) => one.id === token.userId);
  if (!user?.accountEnabled)
    throw unauthorized("The user of the access token was not found or is disabled.");
  return { kind: "delegated", tenant, user, scopes: token.scopes };
}

/** App tokens come from the identity endpoint and live by the machine's clock. */
function isExpired(context: SandboxContext, token: AccessToken): boolean {
  const now = token.kind === "app" ? earlierClock(context) : context.now().getTime();
  return token.expiresAt <= now;
}

function unauthorized(message: string): GraphError {
  return new GraphError(401, "InvalidAuthenticationToken", message);
}

/** Kind of token and scope, by the product's own table of calls. */
export function checkPermission(caller: Caller, call: GraphCall): void {
  if (caller.kind === "app" && call.path.startsWith("/me")) {
    throw new GraphError(
      400,
      "BadRequest",
      "/me request is only valid with delegated authentication flow.",
    );
  }
  const wanted = call.token === "product" ? "app" : "delegated";
  const allowed = [call.scope, ...call.alsoAllowedBy].some((scope) =>
    caller.scopes.includes(scope),
  );
  if (caller.kind !== wanted || !allowed) throw denied();
}

/** The signed-in user needs one of these roles, active at this moment. */
export function requireRole({ context, caller }: ReceivedCall, ...roles: string[]): void {
  const held =
    caller.kind === "delegated" ? activeRoles(context, caller.tenant, caller.user.id) : [];
  if (!roles.some((role) => held.includes(role))) throw denied();
}

/** Guests without a role may not read the directory (default guest permissions). */
export function requireReader({ context, caller }: ReceivedCall): void {
  if (caller.kind !== "delegated" || caller.user.userType === "Member") return;
  if (activeRoles(context, caller.tenant, caller.user.id).length === 0) throw denied();
}
