import { z } from "zod";
import { LinkError } from "../domain/errors";
import { objectId, tenantId } from "../domain/ids";
import type { OperatorSignIn, SignedInPerson } from "../domain/operator";
import { codeUrl, redeemCode, type Tokens } from "./codeGrant";
import type { Config } from "./config";
import type { OpenIdClients } from "./openIdClient";

const callback = "/ops/callback";

/** Claims of an Entra v2 ID token; `idp` is there only for accounts that live elsewhere. */
const claims = z.object({
  tid: tenantId,
  oid: objectId,
  name: z.string().max(200).catch(""),
  preferred_username: z.string().max(200).catch(""),
  roles: z.array(z.string()).catch([]),
  idp: z.string().optional(),
});

function personOf(tokens: Tokens): SignedInPerson {
  const read = claims.safeParse(tokens.claims());
  if (!read.success)
    throw new LinkError(
      { code: "callback_refused", class: "final" },
      "the ID token lacks tid or oid",
      read.error,
    );
  const { tid, oid, name, preferred_username, roles, idp } = read.data;
  return {
    tenantId: tid,
    objectId: oid,
    name: name || preferred_username || "an operator",
    roles,
    isGuest: idp !== undefined,
  };
}

/** Operators sign in to the *api* registration in the home tenant: code flow with PKCE and nonce, RFC 9700. */
export function createOperatorSignIn(config: Config, clients: OpenIdClients): OperatorSignIn {
  const { ENTRA_AUTHORITY: authority, PUBLIC_URL: publicUrl, HOME_TENANT_ID: home } = config;
  return {
    authorizeUrl: async (made, otherAccount) =>
      codeUrl(await clients(home), made, {
        redirect_uri: publicUrl + callback,
        scope: "openid profile",
        ...(otherAccount ? { prompt: "select_account" } : {}),
      }),
    async redeem(attempt, query) {
      const url = new URL(`${publicUrl}${callback}?${query}`);
      return personOf(await redeemCode(await clients(home), url, attempt));
    },
    signOutUrl() {
      const query = new URLSearchParams({ post_logout_redirect_uri: `${publicUrl}/signed-out` });
      return `${authority}/${home}/oauth2/v2.0/logout?${query.toString()}`;
    },
  };
}
