import { compactVerify, decodeProtectedHeader, errors } from "jose";
import { TokenRefused, type ApiTokens } from "../domain/apiTokens";
import type { Clock } from "../domain/ports";
import { accessTokenClaims, faultOf } from "./accessTokenClaims";
import type { Config } from "./config";
import { createTenantKeys, type TenantKeys } from "./tenantKeys";

type Settings = Pick<Config, "ENTRA_AUTHORITY" | "HOME_TENANT_ID" | "API_CLIENT_ID">;

/** Three base64url parts; Entra's tokens are far below 16 KiB. */
const shape = /^[A-Za-z0-9_-]{2,4096}\.[A-Za-z0-9_-]{2,12288}\.[A-Za-z0-9_-]{0,2048}$/;

/** RS256 and a key id: `none` and HMACs with a published key end here. */
function checkHeader(token: string): void {
  if (!shape.test(token)) throw new TokenRefused("malformed");
  let header;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw new TokenRefused("malformed");
  }
  if (header.alg !== "RS256") throw new TokenRefused("algorithm");
  if (typeof header.kid !== "string") throw new TokenRefused("unknownKey");
}

async function verify(token: string, keys: TenantKeys["keys"]): Promise<unknown> {
  try {
    const { payload } = await compactVerify(token, keys, { algorithms: ["RS256"] });
    return JSON.parse(Buffer.from(payload).toString("utf8"));
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) throw new TokenRefused("unknownKey");
    if (error instanceof errors.JWSSignatureVerificationFailed) throw new TokenRefused("signature");
    if (error instanceof errors.JOSEError || error instanceof SyntaxError)
      throw new TokenRefused("malformed");
    throw error;
  }
}

/** Reads Entra's access tokens: shape, algorithm, signature, then claims (RFC 8725; Entra: "Validate claims"). */
export function createApiTokens(config: Settings, now: Clock): ApiTokens {
  const tenantKeys = createTenantKeys(config);
  return {
    async read(token) {
      checkHeader(token);
      const { issuer, keys } = await tenantKeys();
      const claims = accessTokenClaims.safeParse(await verify(token, keys));
      if (!claims.success) throw new TokenRefused("malformed");
      const fault = faultOf(claims.data, {
        issuer,
        tenantId: config.HOME_TENANT_ID,
        clientId: config.API_CLIENT_ID,
        now: Date.parse(now()) / 1000,
      });
      if (fault) throw new TokenRefused(fault);
      return { appId: claims.data.azp.toLowerCase(), roles: claims.data.roles };
    },
  };
}
