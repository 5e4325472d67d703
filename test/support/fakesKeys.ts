import { createKeys } from "../../adapters/keys";
import { fixedRing, type KeyRing, type Ring, type SecretKey } from "../../adapters/keyRing";
import type { Keys } from "../../domain/ports";

/** A key whose bytes are all `byte`: the same in every run. */
export const aKey = (kid: string, byte: number): SecretKey => ({
  kid,
  bytes: Buffer.alloc(32, byte),
});

/** The real digests with a fixed key named k1. */
export const fixedKeys = (first = aKey("k1", 1), ...others: SecretKey[]): Keys =>
  createKeys(aRing(first, ...others));

/** The first one seals and signs. */
export const aRing = (...keys: KeyRing): Ring => fixedRing(keys);
