import { createKeys } from "../../adapters/keys";
import {
  fixedRing,
  keysUnavailable,
  type KeyRing,
  type Ring,
  type SecretKey,
} from "../../adapters/keyRing";
import type { Keys } from "../../domain/ports";

/** A key whose bytes are all `byte`: the same in every run. */
export const aKey = (kid: string, byte: number): SecretKey => ({
  kid,
  bytes: Buffer.alloc(32, byte),
});

/** The real digests with a fixed key named k1. */
export const fixedKeys = (first = aKey("k1", 1), ...others: SecretKey[]): Keys =>
  createKeys(aRing(first, ...others));

/** A ring of a vault that was never read. */
export const noRing: Ring = (() => {
  const none = () => {
    throw keysUnavailable("the keys have not been read yet");
  };
  return { all: none, find: none, need: none, missed: none };
})();

/** The first one seals and signs. */
export const aRing = (...keys: KeyRing): Ring => fixedRing(keys);
