import { createMovableClock, installClock } from "../../../local/clock";
import { compareVersions, mayRun, readVersioning } from "../../../local/host/engine/versions";
import { sanitize } from "../../../local/host/sanitize";
import { createWaker } from "../../../local/host/waker";
import { DAY } from "./support/host";

describe("a movable clock", () => {
  it("runs with real time and jumps ahead, never back", () => {
    const clock = createMovableClock();
    const real = Date.now();
    clock.advance(DAY);
    expect(clock.now().getTime() - real - DAY).toBeLessThan(1000);
    clock.advanceTo(new Date(real));
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(real + DAY);
    clock.advanceTo(new Date("2060-01-01T00:00:00Z"));
    expect(clock.now().getUTCFullYear()).toBe(2060);
  });

  it("tells its listeners of each jump until they leave", () => {
    const clock = createMovableClock();
    const seen = jest.fn();
    const leave = clock.onMove(seen);
    clock.advance(1);
    leave();
    clock.advance(1);
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it("moves the Date of the whole process while it is installed", () => {
    const clock = createMovableClock();
    clock.advanceTo(new Date("2060-01-01T00:00:00Z"));
    const RealDate = Date;
    const made = new Date();
    const uninstall = installClock(clock);
    try {
      expect(new Date().getUTCFullYear()).toBe(2060);
      expect(new Date(Date.now()).getUTCFullYear()).toBe(2060);
      expect(new Date("2001-02-03").getUTCFullYear()).toBe(2001);
      expect(Date.UTC(1970, 0, 1)).toBe(0);
      expect(made).toBeInstanceOf(Date);
      expect(new Date()).toBeInstanceOf(RealDate);
      expect(clock.now().getUTCFullYear()).toBe(2060);
    } finally {
      uninstall();
    }
    expect(Date).toBe(RealDate);
    expect(new Date().getUTCFullYear()).toBeLessThan(2060);
  });
});

describe("the one timer for everything that waits", () => {
  it("does not fire at once for what is further away than a Node timer reaches", () => {
    jest.useFakeTimers();
    const delays = jest.spyOn(globalThis, "setTimeout");
    const clock = createMovableClock();
    const far = clock.now().getTime() + 60 * DAY;
    const fireDue = jest.fn();
    const waker = createWaker(clock, [{ nextDue: () => far, fireDue }]);
    waker.arm();
    expect(delays.mock.calls[0]?.[1]).toBe(2 ** 31 - 1);
    waker.stop();
    jest.useRealTimers();
    expect(fireDue).not.toHaveBeenCalled();
  });
});

describe("the sanitizer", () => {
  it.each([
    ["x?code=abc", "x[Hidden Credential]"],
    ["AccountKey=abc;more", "[Hidden Credential]"],
    ['{"a":"token=abc","b":1}', '{"a":"[Hidden Credential]","b":1}'],
    ["api KEY=abc 'rest'", "api [Hidden Credential]'rest'"],
    ["amqp://user:pass@host:5671/x", "[Hidden Credential]/x"],
    ["PublicKeyToken=31bf3856", "PublicKeyToken=31bf3856"],
    ["nothing to hide: code abc", "nothing to hide: code abc"],
  ])("turns %s into %s", (line, shown) => {
    expect(sanitize(line)).toBe(shown);
  });
});

describe("versions", () => {
  it.each([
    ["1.10", "1.9", 1],
    ["1.0", "1.0.0", -1],
    ["2.0", "2.0", 0],
    ["", "1.0", -1],
    ["1.0", "", 1],
    ["beta", "alpha", 1],
  ])("compare %s with %s as .NET does", (left, right, order) => {
    expect(compareVersions(left, right)).toBe(order);
  });

  it("decide by the strategy who may run what", () => {
    const settings = (versionMatchStrategy: string) =>
      readVersioning({ defaultVersion: "1.5", versionMatchStrategy });
    expect(mayRun(settings("CurrentOrOlder"), "1.5")).toBe(true);
    expect(mayRun(settings("CurrentOrOlder"), null)).toBe(true);
    expect(mayRun(settings("CurrentOrOlder"), "1.6")).toBe(false);
    expect(mayRun(settings("Strict"), "1.4")).toBe(false);
    expect(mayRun(settings("None"), "9.9")).toBe(true);
  });
});
