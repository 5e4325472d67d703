import { randomUUID, timingSafeEqual } from "node:crypto";
import type { JWTPayload } from "jose";
import { earlierClock, laterClock, type SandboxContext } from "../context";
import { json, type Answer, type Route, type SandboxRequest } from "../http/answer";
import { opaque, type AppToken } from "./issued";

const apiVersion = "2019-08-01";
const lifetimeSeconds = 24 * 60 * 60;
/** Origins of the services that the identity may ask tokens for. */
const services: Readonly<Record<string, AppToken["resource"]>> = {
  "https://graph.microsoft.com": "graph",
  "https://vault.azure.net": "vault",
  "https://storage.azure.com": "storage",
  "https://monitor.azure.com": "monitor",
};

/**
 * The managed identity endpoint of App Service. The credential library keeps its tokens for a day by
 * the machine's clock, so what is issued here lives by that clock too, however far the sandbox's own
 * clock was moved.
 * Source: "How to use managed identities for App Service", REST endpoint reference.
 */
export function identityEndpointRoutes(context: SandboxContext): Route[] {
  return [
    { method: "GET", path: "/msi/token", handle: (request) => answerToken(context, request) },
  ];
}

async function answerToken(context: SandboxContext, request: SandboxRequest): Promise<Answer> {
  const query = request.url.searchParams;
  const { clientId, principalId } = context.facts.managedIdentity;
  if (!isSecret(context.identityHeader, request.headers["x-identity-header"])) {
    return refuse(401, "The X-IDENTITY-HEADER header is missing or wrong.");
  }
  if (query.get("api-version") !== apiVersion)
    return refuse(400, `Only api-version ${apiVersion} is supported.`);
  if (
    (query.get("client_id") ?? clientId) !== clientId ||
    (query.get("principal_id") ?? principalId) !== principalId
  ) {
    return refuse(
      400,
      "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.",
    );
  }
  const resource = query.get("resource") ?? "";
  const token = await tokenFor(context, resource);
  if (token === undefined)
    return refuse(400, `AADSTS500011: The resource principal named '${resource}' was not found.`);
  const expiresOn = Math.floor(laterClock(context) / 1000) + lifetimeSeconds;
  return json(200, {
    access_token: token,
    expires_on: String(expiresOn),
    resource,
    token_type: "Bearer",
    client_id: clientId,
  });
}

function isSecret(wanted: string, given: string | string[] | undefined): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(String(given))];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function tokenFor(context: SandboxContext, resource: string): Promise<string | undefined> {
  const { audience } = context.facts.application.federatedCredential;
  if (resource === audience) return assertionFor(context, audience);
  const origin = resource.replace(/\/(\.default)?$/, "");
  const service = services[origin];
  if (service === undefined) return undefined;
  const { tenantId, appRoles } = context.facts.managedIdentity;
  const isForGraph = service === "graph";
  const token = isForGraph ? opaque("EwC") : await serviceToken(context, origin);
  const expiresAt = laterClock(context) + lifetimeSeconds * 1000;
  const roles = isForGraph ? [...appRoles] : [];
  context.issued.accessTokens.set(token, {
    kind: "app",
    resource: service,
    ...{ tenantId, roles, expiresAt },
  });
  return token;
}

/** Services of Azure take the first version of tokens, and Azurite reads what is in them. */
function serviceToken(context: SandboxContext, audience: string): Promise<string> {
  const { tenantId } = context.facts.managedIdentity;
  return signed(context, {
    aud: audience,
    iss: `https://sts.windows.net/${tenantId}/`,
    appid: context.facts.managedIdentity.clientId,
    idtyp: "app",
    ver: "1.0",
  });
}

function assertionFor(context: SandboxContext, audience: string): Promise<string> {
  const { tenantId, clientId } = context.facts.managedIdentity;
  return signed(context, {
    aud: audience,
    iss: `${context.origin}/${tenantId}/v2.0`,
    azp: clientId,
    ver: "2.0",
  });
}

function signed(context: SandboxContext, claims: JWTPayload): Promise<string> {
  const { tenantId, principalId } = context.facts.managedIdentity;
  const from = Math.floor(earlierClock(context) / 1000);
  return context.key.sign({
    ...claims,
    iat: from,
    nbf: from,
    exp: Math.floor(laterClock(context) / 1000) + lifetimeSeconds,
    sub: principalId,
    oid: principalId,
    tid: tenantId,
    uti: randomUUID(),
  });
}

function refuse(status: number, message: string): Answer {
  return json(status, { statusCode: status, message });
}
