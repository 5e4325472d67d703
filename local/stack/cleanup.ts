/** What has to be ended or removed when the program ends, whichever way it ends. */
export interface Cleanup {
  add(end: () => unknown): void;
  /** Ends everything, newest first, once; one failure does not stop the others. */
  run(): Promise<void>;
  /** From then on failures are no news: everything is being ended. */
  hasBegun(): boolean;
}

export function createCleanup(): Cleanup {
  const ends: (() => unknown)[] = [];
  let running: Promise<void> | undefined;
  const runAll = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) {
      try {
        await end();
      } catch (error) {
        console.error(error instanceof Error ? error.message : String(error));
      }
    }
  };
  return {
    add: (end) => void ends.push(end),
    run: () => (running ??= runAll()),
    hasBegun: () => running !== undefined,
  };
}

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
/** What a shell reports for a program whose reader went away (`npm run demo | head`). */
const brokenPipe = 141;

/** Ctrl-C and its kin tidy up first; a second one ends at once (children see the channel close). */
export function cleanUpOnSignals(cleanup: Cleanup, say: (words: string) => void): void {
  let stopping = false;
  const stop = (code: number) => {
    if (stopping) process.exit(code);
    stopping = true;
    if (code !== brokenPipe) say("stopping");
    void cleanup.run().finally(() => process.exit(code));
  };
  for (const [signal, code] of Object.entries(codes)) process.on(signal, () => stop(code));
  process.stdout.on("error", () => {
    if (!stopping) stop(brokenPipe);
  });
}
