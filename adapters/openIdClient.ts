import * as openid from "openid-client";
import type { TenantId } from "../domain/ids";
import { tracedFetch } from "./callTrace";
import type { Config } from "./config";
import { isLoopback } from "./isLoopback";
import { fromOpenId } from "./openIdErrors";
import type { ProductIdentity } from "./productIdentity";

/** One of the product's registrations as an OpenID Connect client of one tenant. */
export type OpenIdClients = (tenantId: TenantId) => Promise<openid.Configuration>;

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Client authentication by the managed identity's token (RFC 7523); there is no client secret. */
const byAssertion =
  (identity: ProductIdentity): openid.ClientAuth =>
  async (_server, client, body) => {
    body.set("client_id", client.client_id);
    body.set("client_assertion_type", assertionType);
    body.set("client_assertion", await identity.clientAssertion());
  };

/** Discovers each tenant once; the issuer must be the one asked for, and ID token signatures are checked. */
export function createOpenIdClients(
  config: Config,
  identity: ProductIdentity,
  clientId = config.LINK_CLIENT_ID,
): OpenIdClients {
  const known = new Map<TenantId, Promise<openid.Configuration>>();
  const discover = (tenantId: TenantId) =>
    openid.discovery(
      new URL(`${config.ENTRA_AUTHORITY}/${tenantId}/v2.0`),
      clientId,
      undefined,
      byAssertion(identity),
      {
        timeout: 20,
        [openid.customFetch]: (url, options) => tracedFetch(url, options as RequestInit),
        execute: [
          openid.enableNonRepudiationChecks,
          ...(isLoopback(config.ENTRA_AUTHORITY) ? [openid.allowInsecureRequests] : []),
        ],
      },
    );
  return async (tenantId) => {
    const found = known.get(tenantId) ?? discover(tenantId);
    known.set(tenantId, found);
    try {
      return await found;
    } catch (error) {
      known.delete(tenantId);
      throw fromOpenId(error, "token");
    }
  };
}
