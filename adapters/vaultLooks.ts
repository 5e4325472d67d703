import type { Clock } from "../domain/ports";
import { VaultFailure, type KeySecret, type KeyVersion, type ReadKeys } from "./vaultKeys";

const second = 1000;
const minute = 60 * second;
/** Not looked at again before. */
const freshMs = 5 * minute;
/** From then on an invocation waits for the new look, so that nobody works with keys older than `settledMs`. */
export const awaitedMs = 10 * minute;
/** A new key signs once everybody has had the time to learn of it. */
const settledMs = 15 * minute;
/** Pause after a look that failed. */
const pauseMs = 10 * second;
/** No look takes longer, so nobody waits longer for one. */
const longestLookMs = 5 * second;

type Found = Readonly<Record<KeySecret, readonly KeyVersion[]>>;

/** Looks into the vault, one at a time, and what the last one that worked found. */
export interface VaultLooks {
  /** By secret, the key that signs first; undefined before the first look. */
  found(): Found | undefined;
  readAt(): string | null;
  /** Milliseconds since then. */
  age(): number;
  /** Why the newest look brought no keys, where it did not. */
  trouble(): string | undefined;
  /** The next invocation is to look anew, however fresh the keys are. */
  want(): void;
  refresh(): Promise<void>;
}

/** The key that signs comes first: the newest that all know by now, else the one that has been there longest. */
function inOrder(newestFirst: readonly KeyVersion[], at: number): readonly KeyVersion[] {
  const settled = newestFirst.find(({ since }) => since <= at - settledMs);
  const longest = [...newestFirst].sort((a, b) => a.since - b.since)[0];
  const current = settled ?? longest;
  return current ? [current, ...newestFirst.filter((one) => one !== current)] : [];
}

/** Rejects where the answer does not come in time. */
async function inTime<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new VaultFailure("Key Vault did not answer in time"));
    }, patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(read: ReadKeys, at: number): Promise<Found> {
  const [signing, sealing] = await Promise.all([read("signing-keys"), read("sealing-keys")]);
  return { "signing-keys": inOrder(signing, at), "sealing-keys": inOrder(sealing, at) };
}

const emptyOf = (found: Found): string | undefined =>
  Object.entries(found).find(([, keys]) => keys.length === 0)?.[0];

/** Refreshed behind the work after five minutes, before it after ten; a vault that fails is left alone for a while. */
export function createVaultLooks(
  read: ReadKeys,
  now: Clock,
  patienceMs = longestLookMs,
): VaultLooks {
  let last: { readonly at: number; readonly found: Found } | undefined;
  let failed: { readonly at: number; readonly why: string } | undefined;
  let looking: Promise<void> | undefined;
  let isWanted = false;
  const clock = () => Date.parse(now());
  const age = () => (last ? clock() - last.at : Infinity);

  async function look(): Promise<void> {
    const at = clock();
    isWanted = false;
    try {
      const found = await inTime(readAll(read, at), patienceMs);
      last = { at, found };
      const empty = emptyOf(found);
      if (empty) throw new VaultFailure(`the secret ${empty} has no version that can be used`);
      failed = undefined;
    } catch (error) {
      const why = error instanceof VaultFailure ? error.message : "Key Vault cannot be read";
      failed = { at: clock(), why };
      process.emitWarning(`Keys: ${why}`);
    }
  }

  return {
    found: () => last?.found,
    readAt: () => (last ? new Date(last.at).toISOString() : null),
    age,
    trouble: () => failed?.why,
    want: () => void (isWanted = true),
    async refresh() {
      const isUrgent = age() >= awaitedMs || isWanted || (last && emptyOf(last.found));
      const isPausing = !looking && failed !== undefined && clock() - failed.at < pauseMs;
      if ((age() < freshMs && !isUrgent) || isPausing) return;
      looking ??= look().finally(() => (looking = undefined));
      if (isUrgent) await looking;
    },
  };
}
