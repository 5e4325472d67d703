import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import type { Tenant } from "../facts";
import type { ClientApplication } from "../registrationFacts";
import { json, type Answer } from "../http/answer";
import { issuerOf } from "./discovery";
import { required } from "./flowRequest";
import { opaque } from "./issued";
import { EntraRefusal } from "./problem";
import { problems } from "./problems";
import { rolesHeld } from "./registration";
import { tokenProblems } from "./tokenProblems";

const lifetimeSeconds = 3599;

/**
 * An application signs in by itself, for the *api* registration alone (source: "OAuth 2.0 client
 * credentials flow"). Where assignment is not required it gets a token also without any role: the API has to look at `roles`.
 */
export async function clientCredentials(
  context: SandboxContext,
  tenant: Tenant,
  form: URLSearchParams,
): Promise<Answer> {
  const client = clientOf(context, tenant, form);
  const { identifierUri, homeTenantId } = context.facts.api;
  const scope = required(form, "scope");
  if (!scope.endsWith("/.default")) throw new EntraRefusal(tokenProblems.defaultScopeOnly(scope));
  if (scope !== `${identifierUri}/.default` || homeTenantId !== tenant.id)
    throw new EntraRefusal(tokenProblems.resourceNotFound(scope.replace("/.default", "")));
  return json(200, {
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: await accessToken(context, tenant, client),
  });
}

function clientOf(
  { facts }: SandboxContext,
  tenant: Tenant,
  form: URLSearchParams,
): ClientApplication {
  const clientId = required(form, "client_id");
  const client = facts.clients.find(
    (one) => one.appId === clientId && one.homeTenantId === tenant.id,
  );
  if (!client) throw new EntraRefusal(problems.applicationNotFound(clientId));
  const secret = form.get("client_secret");
  if (secret === null) throw new EntraRefusal(tokenProblems.noClientCredential());
  if (secret !== client.secret) throw new EntraRefusal(tokenProblems.secretRefused());
  return client;
}

/** A v2.0 access token (source: "Access token claims reference"); for an application, `sub` is `oid`. */
async function accessToken(
  context: SandboxContext,
  tenant: Tenant,
  client: ClientApplication,
): Promise<string> {
  const from = Math.floor(context.now().getTime() / 1000);
  const { api } = context.facts;
  const roles = rolesHeld(api, client.principalId);
  if (api.assignmentRequired && roles.length === 0)
    throw new EntraRefusal(tokenProblems.notAssigned(client.appId, api.appId));
  return context.key.sign({
    aud: api.appId,
    iss: issuerOf(context.origin, tenant),
    iat: from,
    nbf: from,
    exp: from + lifetimeSeconds,
    ...(api.optionalClaims.includes("idtyp") ? { idtyp: "app" } : {}),
    azp: client.appId,
    azpacr: "1",
    oid: client.principalId,
    rh: opaque("1."),
    ...(roles.length > 0 ? { roles } : {}),
    sub: client.principalId,
    tid: tenant.id,
    uti: randomUUID().replaceAll("-", "").slice(0, 22),
    ver: "2.0",
  });
}
