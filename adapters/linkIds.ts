import { linkId, type LinkId } from "../domain/ids";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** A link id from 16 random bytes: base32 (RFC 4648), lower case, no padding. */
export function newLinkId(bytes: Uint8Array): LinkId {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters =
    bits.match(/.{1,5}/g)?.map((five) => alphabet[parseInt(five.padEnd(5, "0"), 2)]) ?? [];
  return linkId.parse(letters.join(""));
}
