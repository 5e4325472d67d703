/** A door an activity waits at until the test opens it. */
export interface Gate {
  /** Resolves when somebody waits. */
  reached: Promise<undefined>;
  pass(): Promise<undefined>;
  open(): void;
}

export function createGate(): Gate {
  const reached = Promise.withResolvers<undefined>();
  const opened = Promise.withResolvers<undefined>();
  return {
    reached: reached.promise,
    pass: () => {
      reached.resolve(undefined);
      return opened.promise;
    },
    open: () => opened.resolve(undefined),
  };
}
