import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { LinkError } from "../domain/errors";
import type { KeyPurpose, Keys } from "../domain/ports";
import type { Ring } from "./keyRing";

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Digests with the signing keys; the first of the ring signs, all of them verify. */
export function createKeys(ring: Ring): Keys {
  const current = () => ring.all()[0];
  const macWith = (bytes: Buffer, purpose: KeyPurpose, text: string) =>
    createHmac("sha256", bytes).update(`${purpose}\n${text}`).digest("base64url");
  return {
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    mac(purpose, text, kid) {
      const key = kid === undefined ? current() : ring.need(kid);
      if (!key)
        throw new LinkError(
          { code: "signing_key_gone", class: "needsPerson" },
          `there is no signing key ${String(kid)}`,
        );
      return macWith(key.bytes, purpose, text);
    },
    macs: (purpose, text) => ring.all().map((key) => macWith(key.bytes, purpose, text)),
    verify(purpose, text, mac) {
      const fits = ring.all().some((key) => same(macWith(key.bytes, purpose, text), mac));
      if (!fits) ring.missed();
      return fits;
    },
    currentKid: () => current().kid,
    random: (bytes) => randomBytes(bytes).toString("base64url"),
  };
}
