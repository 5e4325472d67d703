import { LinkError } from "../domain/errors";
import type { KeysSeen } from "../domain/health";

export interface SecretKey {
  readonly kid: string;
  /** 32 of them. */
  readonly bytes: Buffer;
}

/** Keys of one purpose: the first one makes what is new, all of them open and verify. */
export type KeyRing = readonly [SecretKey, ...SecretKey[]];

/** Answers at once, from what was read before; every method may throw `keys_unavailable`. */
export interface Ring {
  all(): KeyRing;
  /** Undefined where the key is not there, as far as we know: whoever has what it made can simply begin anew. */
  find(kid: string): SecretKey | undefined;
  /** Undefined where the key is gone for certain; where a newer look could find it, throws so that the step is repeated. */
  need(kid: string): SecretKey | undefined;
  /** Something fits none of the keys: where a newer look could bring one, it is taken soon. */
  missed(): void;
}

/** Where the keys come from. */
export interface KeyRings {
  readonly signing: Ring;
  readonly sealing: Ring;
  /** Looks for changes where it is time to. Never throws, and never takes long. */
  refresh(): Promise<void>;
  seen(): KeysSeen;
}

/** A ring that never changes. */
export function fixedRing(keys: KeyRing): Ring {
  const find = (kid: string) => keys.find((one) => one.kid === kid);
  return { all: () => keys, find, need: find, missed: () => undefined };
}

/** Waited for without an end, like storage: nothing is lost meanwhile. */
export const keysUnavailable = (words: string): LinkError =>
  new LinkError({ code: "keys_unavailable", class: "throttled", seconds: 30 }, words);
