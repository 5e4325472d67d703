import type { SecretKey } from "./keyRing";

/** The two secrets of the vault that hold keys: each of their versions is one. */
export type KeySecret = "signing-keys" | "sealing-keys";

/** All moments are milliseconds. */
export interface KeyVersion extends SecretKey {
  /** When it was made, or may first be used where that is later. */
  readonly begins: number;
  /** When somebody changed its attributes last: a key that was disabled until then is known to nobody before. */
  readonly changed: number;
  /** When it may not be used any more; infinite where its owner set no time. */
  readonly expires: number;
}

/** All enabled versions of a secret that have not expired, the newest first. */
export type ReadKeys = (secret: KeySecret) => Promise<readonly KeyVersion[]>;

/** A new key signs once everybody has had the time to learn of it. */
const settledMs = 15 * 60 * 1000;

/** A vault tells of expired and future versions too: leaving those out is the reader's part, at each use. */
const isUsable = ({ begins, expires }: KeyVersion, at: number): boolean =>
  begins <= at && at < expires;

/**
 * The keys that may be used at a moment, the one that signs first: the newest that all know by the time of
 * the look, else the oldest. A change of attributes can put off a key's turn, and gives no younger one its place.
 */
export function inOrder(
  newestFirst: readonly KeyVersion[],
  { lookedAt, at }: { readonly lookedAt: number; readonly at: number },
): readonly KeyVersion[] {
  const usable = newestFirst.filter((one) => isUsable(one, at));
  const isSettled = ({ begins, changed }: KeyVersion) =>
    Math.max(begins, changed) <= lookedAt - settledMs;
  const oldest = [...usable].sort((a, b) => a.begins - b.begins)[0];
  const current = usable.find(isSettled) ?? oldest;
  return current ? [current, ...usable.filter((one) => one !== current)] : [];
}
