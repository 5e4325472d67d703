import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Ring } from "./keyRing";

/** What a sealed text belongs to: it opens nowhere else. */
export interface SealedFor {
  readonly linkId: string;
  readonly tenantId: string;
  readonly purpose: "session";
}

export interface Seal {
  seal(text: string, owner: SealedFor): string;
  /** Throws where key, owner or text do not match; `keys_unavailable` where the key may be there. */
  unseal(sealed: string, owner: SealedFor): string;
}

const aad = (owner: SealedFor, kid: string): Buffer =>
  Buffer.from([owner.linkId, owner.tenantId, owner.purpose, kid].join("\n"));

/** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); format `kid.nonce.tag.text`, base64url. */
export function createSeal(ring: Ring): Seal {
  return {
    seal(text, owner) {
      const [current] = ring.all();
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", current.bytes, nonce).setAAD(
        aad(owner, current.kid),
      );
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return [
        current.kid,
        ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url")),
      ].join(".");
    },
    unseal(sealed, owner) {
      const [kid = "", ...parts] = sealed.split(".");
      const key = ring.need(kid);
      const [nonce, tag, text] = parts.map((part) => Buffer.from(part, "base64url"));
      if (!key || !nonce || tag?.length !== 16 || !text)
        throw new Error("the sealed text cannot be opened with the keys there are");
      const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce)
        .setAAD(aad(owner, kid))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
    },
  };
}
