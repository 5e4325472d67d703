import { z } from "zod";
import { LinkError } from "../domain/errors";
import { objectId, tenantId as tenantIdSchema, type TenantId } from "../domain/ids";
import type { SignedIn, SignIn } from "../domain/microsoftPorts";
import { codeUrl, redeemCode, type Tokens } from "./codeGrant";
import type { Config } from "./config";
import { createDirectory } from "./directory";
import { createGraph } from "./graph";
import type { OpenIdClients } from "./openIdClient";

/** The small fixed set that lets the account sign in where users may not consent themselves. */
const tenantWideScopes = "openid profile User.Read";

/** Claims of an Entra v2 ID token; names are for showing, `tid` and `oid` alone say who it is. */
const claims = z.object({
  tid: tenantIdSchema,
  oid: objectId,
  name: z.string().catch(""),
  preferred_username: z.string().catch(""),
  idp: z.string().nullable().catch(null).default(null),
  wids: z.array(z.string().toLowerCase()).nullable().catch(null).default(null),
});

/** Graph scopes come back as names or as full URIs of the resource. */
const scopesOf = (tokens: Tokens): string[] =>
  (tokens.scope ?? "")
    .split(" ")
    .map((scope) => scope.replace(/^https:\/\/graph\.microsoft\.com\//, ""));

function signedIn(tokens: Tokens, graphUrl: string): SignedIn {
  const read = claims.safeParse(tokens.claims());
  if (!read.success)
    throw new LinkError(
      { code: "callback_refused", class: "final" },
      "the ID token lacks tid or oid",
      read.error,
    );
  const { tid, oid, name, preferred_username, idp, wids } = read.data;
  return {
    tenantId: tid,
    objectId: oid,
    name,
    shownAs: preferred_username || name,
    idp,
    roles: wids,
    scopes: scopesOf(tokens),
    refreshToken: tokens.refresh_token ?? null,
    directory: createDirectory(createGraph(graphUrl, () => Promise.resolve(tokens.access_token))),
  };
}

/** Microsoft's pages in one tenant (never `common`): code flow with PKCE and nonce, RFC 9700. */
export function createSignIn(config: Config, clients: OpenIdClients): SignIn {
  const { ENTRA_AUTHORITY: authority, PUBLIC_URL: publicUrl, LINK_CLIENT_ID: clientId } = config;
  const authorizeUrl: SignIn["authorizeUrl"] = async (tenantId: TenantId, asked) =>
    codeUrl(await clients(tenantId), asked, {
      redirect_uri: publicUrl + asked.callback,
      scope: asked.scopes.join(" "),
      prompt: asked.prompt,
      login_hint: asked.loginHint,
    });
  return {
    authorizeUrl,
    grantUrl(tenantId, state) {
      const query = new URLSearchParams({
        client_id: clientId,
        scope: tenantWideScopes,
        redirect_uri: `${publicUrl}/consent/callback`,
        state,
      });
      return `${authority}/${tenantId}/v2.0/adminconsent?${query.toString()}`;
    },
    async redeem(tenantId, made) {
      const url = new URL(`${publicUrl}${made.callback}?${made.query}`);
      return signedIn(await redeemCode(await clients(tenantId), url, made), config.GRAPH_URL);
    },
    signOutUrl(tenantId) {
      const query = new URLSearchParams({ post_logout_redirect_uri: `${publicUrl}/signed-out` });
      return `${authority}/${tenantId}/oauth2/v2.0/logout?${query.toString()}`;
    },
  };
}
