import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { LinkError } from "../domain/errors";
import type { Config } from "./config";

/** What the tenant's discovery document says about who signs its tokens. */
export interface TenantKeys {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

const timeoutMs = 5000;
const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

const unreachable = (what: string, cause: unknown): LinkError =>
  new LinkError({ code: "directory_unreachable", class: "transient" }, what, cause);

/** Not having the keys is Entra's trouble or ours; only a key that Entra does not have is the token's. */
const orUnreachable =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error;
      throw unreachable("the signing keys of the home tenant could not be read", error);
    }
  };

async function discover({
  ENTRA_AUTHORITY: authority,
  HOME_TENANT_ID: tenantId,
}: Pick<Config, "ENTRA_AUTHORITY" | "HOME_TENANT_ID">): Promise<TenantKeys> {
  const issuer = `${authority}/${tenantId}/v2.0`;
  try {
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new Error(`discovery answered ${String(answer.status)}`);
    const found = discovery.parse(await answer.json());
    const url = new URL(found.jwks_uri);
    if (found.issuer !== issuer || url.origin !== new URL(authority).origin)
      throw new Error("discovery names another issuer or another host for its keys");
    return { issuer, keys: orUnreachable(createRemoteJWKSet(url, { timeoutDuration: timeoutMs })) };
  } catch (error) {
    throw unreachable("the discovery document of the home tenant could not be read", error);
  }
}

/** Issuer and keys of the home tenant: discovered once, a failure is tried anew with the next token. */
export function createTenantKeys(
  config: Parameters<typeof discover>[0],
): () => Promise<TenantKeys> {
  let known: Promise<TenantKeys> | undefined;
  return async () => {
    const asked = (known ??= discover(config));
    try {
      return await asked;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
}
