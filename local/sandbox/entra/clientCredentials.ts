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
 * credentials flow"). It gets a token also without any role: the API has to look at `roles`.
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
function accessToken(
  context: SandboxContext,
  tenant: Tenant,
  client: ClientApplication,
): Promise<string> {
  const from = Math.floor(context.now().getTime() / 1000);
  const roles = rolesHeld(context.facts.api, client.principalId);
  return context.key.sign({
    aud: context.facts.api.appId,
    iss: issuerOf(context.origin, tenant),
    iat: from,
    nbf: from,
    exp: from + lifetimeSeconds,
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
