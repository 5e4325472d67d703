import type { Clock } from "../domain/ports";
import { keysUnavailable, type KeyRing, type KeyRings, type Ring } from "./keyRing";
import { VaultFailure, type KeySecret, type KeyVersion, type ReadKeys } from "./vaultKeys";

const second = 1000;
const minute = 60 * second;
/** Not looked at again before. */
const freshMs = 5 * minute;
/** From then on an invocation waits for the new look, so that nobody works with keys older than `settledMs`. */
const awaitedMs = 10 * minute;
/** A new key signs once everybody has had the time to learn of it. */
const settledMs = 15 * minute;
/** A key that was taken away stops being used, even where the vault cannot be asked. */
const usableMs = 60 * minute;
/** An unknown key asks for a new look no more often than this, whoever sends it. */
const lookAgainMs = minute;
/** Pause after a look that failed. */
const pauseMs = 10 * second;
/** No look takes longer, so nobody waits longer for one. */
const longestLookMs = 5 * second;

interface Looked {
  readonly at: number;
  readonly rings: Readonly<Record<KeySecret, readonly KeyVersion[]>>;
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

/**
 * Keys as they were last read: refreshed in the background after five minutes, before the work after ten,
 * and not used any more once they could not be read for an hour.
 */
export function createVaultRings(read: ReadKeys, now: Clock, patienceMs = longestLookMs): KeyRings {
  let looked: Looked | undefined;
  let failed: { readonly at: number; readonly why: string } | undefined;
  let looking: Promise<void> | undefined;
  let isWanted = false;
  const clock = () => Date.parse(now());
  const age = () => (looked ? clock() - looked.at : Infinity);

  async function look(): Promise<void> {
    const at = clock();
    isWanted = false;
    try {
      const [signing, sealing] = await inTime(
        Promise.all([read("signing-keys"), read("sealing-keys")]),
        patienceMs,
      );
      const rings = { "signing-keys": inOrder(signing, at), "sealing-keys": inOrder(sealing, at) };
      looked = { at, rings };
      failed = undefined;
      for (const secret of empty()) note(`the secret ${secret} has no version that can be used`);
    } catch (error) {
      note(error instanceof VaultFailure ? error.message : "Key Vault cannot be read");
    }
  }

  /** Secrets without a usable key. */
  const empty = () =>
    Object.entries(looked?.rings ?? {}).flatMap(([secret, ring]) => (ring.length ? [] : [secret]));
  const note = (why: string) => {
    failed = { at: clock(), why };
    process.emitWarning(`Keys: ${why}`);
  };

  /** Undefined where all is well; else why there are no keys. */
  function trouble(): string | undefined {
    if (!looked) return failed?.why ?? "the keys have not been read yet";
    if (age() > usableMs)
      return `the keys could not be read for an hour: ${failed?.why ?? "nobody looked"}`;
    return undefined;
  }

  function ringOf(secret: KeySecret): Ring {
    const all = (): KeyRing => {
      const why = trouble();
      const [first, ...others] = looked?.rings[secret] ?? [];
      if (why !== undefined) throw keysUnavailable(why);
      if (!first) throw keysUnavailable(failed?.why ?? `the secret ${secret} holds no key`);
      return [first, ...others];
    };
    const find = (kid: string) => {
      const found = all().find((one) => one.kid === kid);
      if (!found && age() > lookAgainMs) isWanted = true;
      return found;
    };
    return {
      all,
      find,
      need(kid) {
        const found = find(kid);
        if (!found && isWanted)
          throw keysUnavailable(`a key is not known here; the secret ${secret} is read anew`);
        return found;
      },
    };
  }

  return {
    signing: ringOf("signing-keys"),
    sealing: ringOf("sealing-keys"),
    async refresh() {
      const isDue = age() >= freshMs || isWanted || empty().length > 0;
      const isPausing = failed !== undefined && clock() - failed.at < pauseMs;
      if (!isDue || (isPausing && !looking)) return;
      const isUrgent = age() >= awaitedMs || isWanted || empty().length > 0;
      looking ??= look().finally(() => (looking = undefined));
      if (isUrgent) await looking;
    },
    seen() {
      const readAt = looked ? new Date(looked.at).toISOString() : null;
      if (trouble() !== undefined || empty().length > 0) return { state: "unable", readAt };
      return { state: failed && age() >= awaitedMs ? "stale" : "ok", readAt };
    },
  };
}
