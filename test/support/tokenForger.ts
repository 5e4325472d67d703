import { exportJWK, generateKeyPair, SignJWT, type JWTHeaderParameters } from "jose";
import {
  apiClientId,
  guidFrom,
  tenantIds,
  ticketAppId,
  ticketAppSecret,
} from "../../local/sandbox/ids";
import type { Sandbox } from "../../local/sandbox/startSandbox";

export const home = tenantIds.fabrikam;
const principal = guidFrom(home, ticketAppId);
const kid = "forged";
const newKey = () => generateKeyPair("RS256");

/** Makes tokens that only one thing is wrong with: unchanged they are as good as Entra's. */
export interface TokenForger {
  readonly publicPem: string;
  token(changes?: Record<string, unknown>, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** The right key id over a signature of somebody else's key. */
  wronglySigned(): Promise<string>;
}

const claimsAt = (sandbox: Sandbox): Record<string, unknown> => {
  const now = Math.floor(sandbox.now().getTime() / 1000);
  return {
    ...{ iss: `${sandbox.url}/${home}/v2.0`, tid: home, aud: apiClientId, ver: "2.0" },
    ...{ azp: ticketAppId, azpacr: "1", oid: principal, sub: principal },
    ...{ iat: now, nbf: now, exp: now + 3599, roles: ["Links.Request", "Links.Read"] },
  };
};

/** Publishes a key of ours beside the tenant's own; has to stand before the product reads the keys. */
export async function createTokenForger(sandbox: Sandbox): Promise<TokenForger> {
  const [ours, unknown] = [await newKey(), await newKey()];
  const published = await fetch(`${sandbox.url}/${home}/discovery/v2.0/keys`);
  const { keys } = (await published.json()) as { keys: unknown[] };
  const jwk = { ...(await exportJWK(ours.publicKey)), use: "sig", kid };
  const body = { keys: [...keys, jwk] };
  sandbox.setFault({ path: `/${home}/discovery`, status: 200, body, times: 999 });
  const sign = (changes: Record<string, unknown>, by: typeof ours, header = {}) =>
    new SignJWT({ ...claimsAt(sandbox), ...changes })
      .setProtectedHeader({ typ: "JWT", alg: "RS256", kid, ...header })
      .sign(by.privateKey);
  return {
    publicPem: JSON.stringify(jwk),
    token: (changes = {}, header = {}) => sign(changes, ours, header),
    wronglySigned: () => sign({}, unknown),
  };
}

/** Signs the ticketing system in at Entra, by its secret. */
export async function ticketToken(
  sandbox: Pick<Sandbox, "url">,
  fields: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${sandbox.url}/${home}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: ticketAppId,
      client_secret: ticketAppSecret,
      scope: `api://${apiClientId}/.default`,
      ...fields,
    }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
