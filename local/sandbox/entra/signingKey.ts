import { randomUUID } from "node:crypto";
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTPayload,
} from "jose";

/** The key that signs for every tenant of one sandbox; made anew at each start. */
export interface SigningKey {
  readonly kid: string;
  readonly publicKey: CryptoKey;
  /** As published: without `alg`, like Entra's keys. */
  readonly published: JWK;
  sign(claims: JWTPayload): Promise<string>;
}

export async function createSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = randomUUID().replaceAll("-", "");
  return {
    kid,
    publicKey,
    published: { ...(await exportJWK(publicKey)), use: "sig", kid },
    sign: (claims) =>
      new SignJWT(claims).setProtectedHeader({ typ: "JWT", alg: "RS256", kid }).sign(privateKey),
  };
}
