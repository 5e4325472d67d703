import * as openid from "openid-client";
import type { Redemption } from "../domain/microsoftPorts";
import { fromOpenId } from "./openIdErrors";

export type Tokens = Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;

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
