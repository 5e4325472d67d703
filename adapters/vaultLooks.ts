import type { Clock } from "../domain/ports";
import { inOrder, type KeySecret, type KeyVersion, type ReadKeys } from "./keyVersions";
import { VaultFailure } from "./vaultFailure";

const second = 1000;
const minute = 60 * second;
/** Not looked at again before. */
const freshMs = 5 * minute;
/** From then on an invocation waits for the new look, so that nobody works with keys older than a new one's turn. */
export const awaitedMs = 10 * minute;
/** Pause after a look that failed. */
const pauseMs = 10 * second;
/** No look takes longer, so nobody waits longer for one. */
const longestLookMs = 5 * second;

type Found = Readonly<Record<KeySecret, readonly KeyVersion[]>>;

/** `soon`: behind the next invocation's work; `now`: before it. */
type Wanted = "soon" | "now";

/** Looks into the vault, one at a time, and what the last one that worked found. */
export interface VaultLooks {
  /** By secret what may be used at this moment, the key that signs first; undefined before the first look. */
  found(): Found | undefined;
  readAt(): string | null;
  /** Milliseconds since then. */
  age(): number;
  /** Why the newest look brought no keys, where it did not. */
  trouble(): string | undefined;
  /** The next invocation looks anew, however fresh the keys are. */
  want(when: Wanted): void;
  refresh(): Promise<void>;
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

async function readAll(read: ReadKeys): Promise<Found> {
  const [signing, sealing] = await Promise.all([read("signing-keys"), read("sealing-keys")]);
  return { "signing-keys": signing, "sealing-keys": sealing };
}

const emptyOf = (found: Found | undefined): string | undefined =>
  Object.entries(found ?? {}).find(([, keys]) => keys.length === 0)?.[0];

/** Refreshed behind the work after five minutes, before it after ten; a vault that fails is left alone for a while. */
export function createVaultLooks(
  read: ReadKeys,
  now: Clock,
  patienceMs = longestLookMs,
): VaultLooks {
  let last: { readonly at: number; readonly found: Found } | undefined;
  let failed: { readonly at: number; readonly why: string } | undefined;
  let looking: Promise<void> | undefined;
  let wanted: Wanted | undefined;
  const clock = () => Date.parse(now());
  const age = () => (last ? clock() - last.at : Infinity);

  function usable(): Found | undefined {
    if (!last) return undefined;
    const moments = { lookedAt: last.at, at: clock() };
    return {
      "signing-keys": inOrder(last.found["signing-keys"], moments),
      "sealing-keys": inOrder(last.found["sealing-keys"], moments),
    };
  }

  async function look(): Promise<void> {
    const at = clock();
    wanted = undefined;
    try {
      last = { at, found: await inTime(readAll(read), patienceMs) };
      const empty = emptyOf(usable());
      if (empty) throw new VaultFailure(`the secret ${empty} has no version that can be used`);
      failed = undefined;
    } catch (error) {
      const why = error instanceof VaultFailure ? error.message : "Key Vault cannot be read";
      failed = { at: clock(), why };
      process.emitWarning(`Keys: ${why}`);
    }
  }

  return {
    found: usable,
    readAt: () => (last ? new Date(last.at).toISOString() : null),
    age,
    trouble: () => failed?.why,
    want: (when) => void (wanted = wanted === "now" ? "now" : when),
    async refresh() {
      const isOld = age() >= awaitedMs || emptyOf(usable()) !== undefined;
      // While the vault fails, keys that are young enough are worked with, whatever is asked for.
      const isAwaited = isOld || (wanted === "now" && failed === undefined);
      const isDue = isOld || age() >= freshMs || wanted !== undefined;
      const isPausing = !looking && failed !== undefined && clock() - failed.at < pauseMs;
      if (!isDue || isPausing) return;
      looking ??= look().finally(() => (looking = undefined));
      if (isAwaited) await looking;
    },
  };
}
