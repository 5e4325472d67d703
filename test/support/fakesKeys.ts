import { createKeys } from "../../adapters/keys";
import type { KeyRing } from "../../adapters/config";
import type { Keys } from "../../domain/ports";

/** A key whose bytes are all `byte`: the same in every run. */
export const aKey = (kid: string, byte: number): KeyRing[number] => ({
  kid,
  bytes: Buffer.alloc(32, byte),
});

/** The real digests with a fixed key named k1. */
export const fixedKeys = (...ring: KeyRing): Keys =>
  createKeys(ring.length > 0 ? ring : [aKey("k1", 1)]);
