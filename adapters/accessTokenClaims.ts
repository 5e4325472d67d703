import { z } from "zod";
import type { TokenFault } from "../domain/apiTokens";

interface Expected {
  readonly issuer: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Seconds since 1970, by the product's clock. */
  readonly now: number;
}

const text = z.string().catch("");
const seconds = z.number().optional().catch(undefined);
const present = z.unknown().optional();

/** Claims of an Entra access token, as far as anything depends on them; what has a wrong type counts as absent. */
export const accessTokenClaims = z
  .object({
    ...{ iss: text, tid: text, aud: text, ver: text },
    ...{ azp: text, oid: text, sub: text, idtyp: text },
    ...{ nbf: seconds, exp: seconds },
    ...{ scp: present, nonce: present, c_hash: present, at_hash: present },
    roles: z.array(z.string()).catch([]),
  })
  .partial({ nbf: true, exp: true });
type AccessTokenClaims = z.infer<typeof accessTokenClaims>;

const toleranceSeconds = 60;

function issuerFault({ iss, ver, tid }: AccessTokenClaims, expected: Expected) {
  if (iss !== expected.issuer)
    return ver === "1.0" && iss === `https://sts.windows.net/${expected.tenantId}/`
      ? "version1"
      : "issuer";
  return tid === expected.tenantId ? undefined : "tenant";
}

const audienceFault = ({ aud }: AccessTokenClaims, { clientId }: Expected) =>
  [clientId, `api://${clientId}`].includes(aud) ? undefined : "audience";

function timeFault({ nbf, exp }: AccessTokenClaims, { now }: Expected) {
  if (nbf === undefined || exp === undefined) return "untimed";
  if (exp <= now - toleranceSeconds) return "expired";
  return nbf > now + toleranceSeconds ? "notYet" : undefined;
}

const versionFault = ({ ver }: AccessTokenClaims) =>
  ver === "2.0" ? undefined : ver === "1.0" ? "version1" : "version";

/**
 * ID tokens of the *api* registration share issuer, audience, version, key and even `roles` with its access
 * tokens. What tells them apart: they answer a sign-in (`nonce`, `c_hash`, `at_hash`) and name no client
 * (`azp` is an access token's claim); and an application's own token has no `scp` and is about itself
 * (`sub` is `oid`), while in one of a person `sub` is made for the pair of person and application.
 */
function kindFault({ azp, oid, sub, idtyp, scp, ...claims }: AccessTokenClaims) {
  const answersSignIn = [claims.nonce, claims.c_hash, claims.at_hash].some(
    (one) => one !== undefined,
  );
  const isOwn = oid !== "" && sub === oid;
  if (answersSignIn || (azp === "" && !isOwn)) return "idToken";
  if (scp !== undefined || !isOwn || !["", "app"].includes(idtyp)) return "forPerson";
  return azp === "" ? "noApplication" : undefined;
}

/** The first thing that is wrong with a token whose signature fits; undefined for one that may speak for its application. */
export const faultOf = (claims: AccessTokenClaims, expected: Expected): TokenFault | undefined =>
  issuerFault(claims, expected) ??
  audienceFault(claims, expected) ??
  timeFault(claims, expected) ??
  versionFault(claims) ??
  kindFault(claims);
