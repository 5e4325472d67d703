/**
 * Runs work for one key after the other in this process. Who asks while one runs waits for the next run;
 * all who wait share it, since it begins after they asked.
 */
export function oneAtATime<K>(work: (key: K) => Promise<void>): (key: K) => Promise<void> {
  const running = new Map<K, Promise<void>>();
  const next = new Map<K, Promise<void>>();
  const run = (key: K): Promise<void> => {
    const now = work(key).finally(() => {
      if (running.get(key) === now) running.delete(key);
    });
    running.set(key, now);
    return now;
  };
  return (key) => {
    const current = running.get(key);
    if (!current) return run(key);
    const waiting = next.get(key);
    if (waiting) return waiting;
    const after = current
      .catch(() => undefined)
      .then(() => {
        next.delete(key);
        return run(key);
      });
    next.set(key, after);
    return after;
  };
}
