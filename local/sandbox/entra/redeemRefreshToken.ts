import type { SandboxContext } from "../context";
import { required } from "./flowRequest";
import { EntraRefusal } from "./problem";
import { tokenProblems } from "./tokenProblems";
import { stillValidUser, type Redeemed } from "./redeemed";
import { isQualified } from "./scopes";
import { scopesOfOneResource } from "./tokenScopes";

const inactivityMs = 90 * 24 * 60 * 60 * 1000;

/** A refresh token lives 90 days without use, until revoked; the old one stays valid beside the new. */
export function redeemRefreshToken(
  context: SandboxContext,
  { tenant, application }: Pick<Redeemed, "tenant" | "application">,
  form: URLSearchParams,
): Redeemed {
  const token = context.issued.refreshTokens.get(required(form, "refresh_token"));
  if (!token) throw new EntraRefusal(tokenProblems.codeMalformed());
  const user = stillValidUser(tenant, application, token);
  if (context.now().getTime() - token.issuedAt > inactivityMs)
    throw new EntraRefusal(tokenProblems.refreshExpired());
  if (token.issuedAt < Date.parse(user.signInSessionsValidFromDateTime))
    throw new EntraRefusal(tokenProblems.refreshRevoked());
  const asked = form.get("scope") ?? "";
  // A refresh goes on with a refresh token whether or not the request repeats offline_access.
  const scopes =
    asked === "" ? token.scopes : [...new Set([...scopesOfOneResource(asked), "offline_access"])];
  return { tenant, application, user, nonce: null, scopes, qualified: isQualified(asked) };
}
