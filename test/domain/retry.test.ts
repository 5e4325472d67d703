import type { Failure, FailureClass } from "../../domain/errors";
import { pauseFor } from "../../domain/retry";

const failing = (kind: FailureClass, seconds = 0): Failure => ({
  code: "unknown_failure",
  class: kind,
  seconds,
});

describe("the pause after a failure", () => {
  it("grows from 10 to 60 seconds while something settles, and ends after 15 minutes", () => {
    const pauses: number[] = [];
    let elapsed = 0;
    for (;;) {
      const pause = pauseFor(failing("settling"), pauses.length + 1, elapsed);
      if (pause === undefined) break;
      pauses.push(pause);
      elapsed += pause;
    }
    expect(pauses.slice(0, 5)).toEqual([10, 20, 30, 60, 60]);
    expect(elapsed).toBe(900);
  });

  it("is what the other side asks for, however often", () => {
    expect(pauseFor(failing("throttled", 600), 1, 0)).toBe(600);
    expect(pauseFor(failing("throttled", 600), 99, 1e6)).toBe(600);
  });

  it("is never so short that nothing is waited for", () => {
    expect(pauseFor(failing("throttled", 0), 1, 0)).toBe(1);
  });

  it("doubles for something passing, for eight tries in all", () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => pauseFor(failing("transient"), n, 0));
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, undefined]);
  });

  it.each(["needsPerson", "final"] as const)("does not exist for %s", (kind) => {
    expect(pauseFor(failing(kind, 10), 1, 0)).toBeUndefined();
  });
});
