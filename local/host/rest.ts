/** Tells when nothing is left to do. */
export interface Rest {
  /** To be called whenever something has finished. */
  check(): void;
  reached(): Promise<void>;
}

export function createRest(isIdle: () => boolean): Rest {
  let waiters: (() => void)[] = [];
  const check = () => {
    if (waiters.length === 0 || !isIdle()) return;
    const done = waiters;
    waiters = [];
    for (const resolve of done) resolve();
  };
  return {
    check,
    reached: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        check();
      }),
  };
}
