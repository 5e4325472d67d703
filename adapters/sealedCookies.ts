import { hkdfSync } from "node:crypto";
import { EncryptJWT, errors, jwtDecrypt } from "jose";
import type { CookieKind, SealedCookies } from "../domain/operator";
import { operatorRole } from "../domain/operator";
import type { Clock } from "../domain/ports";
import type { Ring } from "./keyRing";

/** A key of its own for each kind (RFC 5869); a session's names the role that it was given for. */
const labels: Readonly<Record<CookieKind, string>> = {
  operatorSession: `directory-link cookie operatorSession ${operatorRole}`,
  operatorAttempt: "directory-link cookie operatorAttempt",
};

/** No cookie of a kind has longer to live than its sign-in or try: one that has was not made by this product. */
const longestSeconds: Readonly<Record<CookieKind, number>> = {
  operatorSession: 60 * 60,
  operatorAttempt: 15 * 60,
};
/** Clocks of instances differ a little. */
const skewSeconds = 60;

const derive = (bytes: Buffer, kind: CookieKind): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", bytes, "", labels[kind], 32));

/** Encrypted JWTs (`dir`, A256GCM): the first key of the ring seals, all of them open. */
export function createSealedCookies(ring: Ring, now: Clock): SealedCookies {
  const keyOf = (kind: CookieKind, kid: string | undefined): Uint8Array => {
    const found = ring.find(kid ?? "");
    if (!found) throw new errors.JWEDecryptionFailed();
    return derive(found.bytes, kind);
  };
  return {
    async seal(kind, value, expiresAt) {
      const [current] = ring.all();
      return new EncryptJWT({ value })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: current.kid })
        .setExpirationTime(new Date(expiresAt))
        .encrypt(derive(current.bytes, kind));
    },
    async open(kind, sealed) {
      try {
        const { payload } = await jwtDecrypt(sealed, ({ kid }) => keyOf(kind, kid), {
          keyManagementAlgorithms: ["dir"],
          contentEncryptionAlgorithms: ["A256GCM"],
          requiredClaims: ["exp"],
          currentDate: new Date(now()),
        });
        const left = (payload.exp ?? Infinity) - Date.parse(now()) / 1000;
        return left > longestSeconds[kind] + skewSeconds ? undefined : payload["value"];
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
