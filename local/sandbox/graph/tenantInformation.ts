import { findTenant } from "../entra/tenants";
import type { GraphVerb, ReceivedCall } from "./graphCall";
import { GraphError } from "./graphError";
import { onlyOptions } from "./query";

/** Looks up other tenants of the same cloud (facts.md §1.2; the body of a miss is OPEN). */
export const findDirectory: GraphVerb = (call) => describe(call, call.params["domain"] ?? "");

export const findDirectoryById: GraphVerb = (call) => describe(call, call.params["tenantId"] ?? "");

function describe(call: ReceivedCall, name: string): ReturnType<GraphVerb> {
  onlyOptions(call.query);
  const tenant = findTenant(call.context, name);
  if (!tenant || tenant.cloud !== call.caller.tenant.cloud) {
    throw new GraphError(
      404,
      "Directory_ObjectNotFound",
      `Unable to read the company information of '${name}'.`,
    );
  }
  const defaultDomain = tenant.domains.find((domain) => domain.isDefault);
  return {
    status: 200,
    body: {
      tenantId: tenant.id,
      federationBrandName: null,
      displayName: tenant.displayName,
      defaultDomainName: defaultDomain?.name ?? null,
    },
  };
}
