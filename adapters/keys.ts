import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { LinkError } from "../domain/errors";
import type { KeyPurpose, Keys } from "../domain/ports";
import type { KeyRing } from "./config";

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Digests with the signing keys; the first of the ring signs, all of them verify. */
export function createKeys(ring: KeyRing): Keys {
  const [current] = ring;
  if (!current) throw new Error("SIGNING_KEYS holds no key");
  const macWith = (bytes: Buffer, purpose: KeyPurpose, text: string) =>
    createHmac("sha256", bytes).update(`${purpose}\n${text}`).digest("base64url");
  return {
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    mac(purpose, text, kid = current.kid) {
      const key = ring.find((one) => one.kid === kid);
      if (!key)
        throw new LinkError(
          { code: "signing_key_gone", class: "needsPerson" },
          `there is no signing key ${kid}`,
        );
      return macWith(key.bytes, purpose, text);
    },
    macs: (purpose, text) => ring.map((key) => macWith(key.bytes, purpose, text)),
    verify: (purpose, text, mac) =>
      ring.some((key) => same(macWith(key.bytes, purpose, text), mac)),
    currentKid: () => current.kid,
    random: (bytes) => randomBytes(bytes).toString("base64url"),
  };
}
