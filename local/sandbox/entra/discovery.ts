import type { SandboxContext } from "../context";
import type { Tenant } from "../facts";
import { json, type Answer, type Route } from "../http/answer";
import { orRefusal, problemJson } from "./problem";
import { tenantOf } from "./tenants";

/** OpenID discovery and the signing keys (facts.md §1.1). */
export function discoveryRoutes(context: SandboxContext): Route[] {
  const orJson = (go: () => Answer) =>
    orRefusal(go, (problem) => problemJson(problem, context.now()));
  return [
    {
      method: "GET",
      path: "/{tenant}/v2.0/.well-known/openid-configuration",
      handle: (_request, { tenant = "" }) =>
        orJson(() => json(200, configuration(context.origin, tenantOf(context, tenant)))),
    },
    {
      method: "GET",
      path: "/{tenant}/discovery/v2.0/keys",
      handle: (_request, { tenant = "" }) =>
        orJson(() => {
          const issuer = issuerOf(context.origin, tenantOf(context, tenant));
          return json(200, { keys: [{ ...context.key.published, issuer }] });
        }),
    },
  ];
}

export function issuerOf(origin: string, tenant: Tenant): string {
  return `${origin}/${tenant.id}/v2.0`;
}

function configuration(origin: string, tenant: Tenant): Record<string, unknown> {
  const foreign = tenant.cloud === "usGovernment";
  const base = `${foreign ? "https://login.microsoftonline.us" : origin}/${tenant.id}`;
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ["query"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: issuerOf(origin, tenant),
    request_uri_parameter_supported: false,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      "sub",
      "iss",
      "aud",
      "exp",
      "iat",
      "nonce",
      "preferred_username",
      "name",
      "tid",
      "ver",
      "email",
    ],
    tenant_region_scope: tenant.regionScope,
    ...(foreign ? { tenant_region_sub_scope: "DODCON" } : {}),
    cloud_instance_name: foreign ? "microsoftonline.us" : "microsoftonline.com",
    cloud_graph_host_name: "graph.windows.net",
    msgraph_host: foreign ? "graph.microsoft.us" : "graph.microsoft.com",
    rbac_url: foreign ? "https://pasff.usgovcloudapi.net" : "https://pas.windows.net",
  };
}
