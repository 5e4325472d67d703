import * as openid from "openid-client";
import type { Redemption } from "../domain/microsoftPorts";
import { fromOpenId } from "./openIdErrors";

export type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;

/** The address of a tenant's sign-in page: code flow with PKCE and nonce (RFC 9700), answered in the query. */
export async function codeUrl(
  client: openid.Configuration,
  made: Pick<Redemption, "verifier" | "state" | "nonce">,
  more: { readonly redirect_uri: string; readonly scope: string } & Readonly<
    Record<string, string>
  >,
): Promise<string> {
  const url = openid.buildAuthorizationUrl(client, {
    response_mode: "query",
    state: made.state,
    nonce: made.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(made.verifier),
    code_challenge_method: "S256",
    ...more,
  });
  return url.href;
}

/** Exchanges the code of a callback, once; state, nonce, PKCE and the ID token are checked on the way. */
export async function redeemCode(
  client: openid.Configuration,
  url: URL,
  made: Pick<Redemption, "verifier" | "state" | "nonce" | "scopes">,
): Promise<Tokens> {
  try {
    const checks = {
      pkceCodeVerifier: made.verifier,
      expectedState: made.state,
      expectedNonce: made.nonce,
      idTokenExpected: true,
    };
    const scope = made.scopes?.join(" ");
    return await openid.authorizationCodeGrant(client, url, checks, scope ? { scope } : {});
  } catch (error) {
    throw fromOpenId(error, "code");
  }
}
