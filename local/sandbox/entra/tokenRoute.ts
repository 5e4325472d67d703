import type { SandboxContext } from "../context";
import { formOf, json, type Answer, type Route } from "../http/answer";
import { clientCredentials } from "./clientCredentials";
import { authenticateClient } from "./clientAssertion";
import { required } from "./flowRequest";
import { grantedScopes, servicePrincipalOf } from "./grants";
import { createIdToken } from "./idToken";
import { opaque } from "./issued";
import { EntraRefusal, orRefusal, problemJson } from "./problem";
import { tokenProblems } from "./tokenProblems";
import { redeemCode } from "./redeemCode";
import { redeemRefreshToken } from "./redeemRefreshToken";
import type { Redeemed } from "./redeemed";
import { registrationOf } from "./registration";
import { resourcesOf, scopesOn, scopeText } from "./scopes";
import { ownTenantOf } from "./tenants";

const lifetimeSeconds = 3599;

/** The token endpoint: the application proves itself first, then a code or a refresh token is redeemed. */
export function tokenRoutes(context: SandboxContext): Route[] {
  return [
    {
      method: "POST",
      path: "/{tenant}/oauth2/v2.0/token",
      handle: (request, { tenant = "" }) =>
        orRefusal(
          () => answerToken(context, formOf(request), tenant),
          (problem) => problemJson(problem, context.now()),
        ),
    },
  ];
}

async function answerToken(
  context: SandboxContext,
  form: URLSearchParams,
  tenantName: string,
): Promise<Answer> {
  const tenant = ownTenantOf(context, tenantName);
  const grantType = required(form, "grant_type");
  const clientId = required(form, "client_id");
  if (grantType === "client_credentials") return clientCredentials(context, tenant, form);
  const application = registrationOf(context, tenant, clientId);
  await authenticateClient(context, application, form);
  if (!servicePrincipalOf(tenant, application))
    throw new EntraRefusal(tokenProblems.noServicePrincipal(clientId, tenant.id));
  const of = { tenant, application };
  if (grantType === "authorization_code") return tokens(context, redeemCode(context, of, form));
  if (grantType === "refresh_token") return tokens(context, redeemRefreshToken(context, of, form));
  throw new EntraRefusal(tokenProblems.grantTypeNotSupported(grantType));
}

/** Refuses what is not granted (any more), then issues tokens with all that is on the same service. */
async function tokens(context: SandboxContext, redeemed: Redeemed): Promise<Answer> {
  const { tenant, application, user, scopes, qualified } = redeemed;
  const { appId } = application;
  const granted = grantedScopes(tenant, application, user.id);
  if (!scopes.every((scope) => granted.includes(scope)))
    throw new EntraRefusal(tokenProblems.notConsented(appId));
  const [resource = "graph"] = resourcesOf(scopes);
  const effective = scopesOn(resource, granted);
  const now = context.now().getTime();
  const signedIn = { tenantId: tenant.id, userId: user.id, appId };
  const accessToken = opaque("EwB");
  context.issued.accessTokens.set(accessToken, {
    kind: "delegated",
    ...signedIn,
    resource,
    scopes: effective,
    expiresAt: now + lifetimeSeconds * 1000,
  });
  const refreshToken = scopes.includes("offline_access") ? opaque("1.AR") : undefined;
  if (refreshToken)
    context.issued.refreshTokens.set(refreshToken, { ...signedIn, scopes, issuedAt: now });
  return json(200, {
    token_type: "Bearer",
    scope: scopeText([...new Set([...scopes, ...effective])], qualified),
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: accessToken,
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    ...(scopes.includes("openid") ? { id_token: await createIdToken(context, redeemed) } : {}),
  });
}
