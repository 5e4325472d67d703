import { graphCalls, type GraphCall } from "../../../domain/graphCalls";
import type { SandboxContext } from "../context";
import { bearerOf } from "../entra/bearer";
import { activeRoles } from "../entra/tenants";
import type { SandboxRequest } from "../http/answer";
import { deployerCalls } from "./deployerCalls";
import { denied, GraphError } from "./graphError";
import type { Caller, ImitatedCallName, ReceivedCall } from "./graphCall";

/** Every call that is imitated, with the permissions that allow it. */
export const imitatedCalls: Readonly<Record<ImitatedCallName, GraphCall>> = {
  ...graphCalls,
  ...deployerCalls,
  findDirectoryById: {
    ...graphCalls.findDirectory,
    path: "/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')",
  },
};

/** Who calls; a token that is not good for Graph is refused with 401. */
export function callerOf(context: SandboxContext, request: SandboxRequest): Caller {
  const bearer = bearerOf(context, request, "graph");
  if (typeof bearer === "string") throw new GraphError(401, "InvalidAuthenticationToken", bearer);
  return bearer;
}

/** Kind of token and scope, by the product's own table of calls; sendMail itself looks at the mailbox. */
export function checkPermission(caller: Caller, call: GraphCall): void {
  if (caller.kind === "app" && call.path.startsWith("/me")) {
    throw new GraphError(
      400,
      "BadRequest",
      "/me request is only valid with delegated authentication flow.",
    );
  }
  const wanted = call.token === "product" ? "app" : "delegated";
  const isByMailbox = caller.kind === "app" && call === graphCalls.sendMail;
  const allowed = [call.scope, ...call.alsoAllowedBy].some((scope) =>
    caller.scopes.includes(scope),
  );
  if (caller.kind !== wanted || !(allowed || isByMailbox)) throw denied();
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
