import { timeScale } from "../../domain/timeScale";

const day = (n: number): string => new Date(Date.UTC(2026, 10, 1) + n * 86_400_000).toISOString();
const whole = { from: day(0), to: day(10) };

describe("the scale of a timeline", () => {
  it("is true to time where nothing is squeezed", () => {
    const scale = timeScale(whole, []);
    expect([0, 2.5, 5, 10].map((n) => scale.place(day(n)))).toEqual([0, 25, 50, 100]);
    expect(scale.squeezed).toEqual([]);
  });

  it("draws a long idle time short, says so, and keeps the rest true to each other", () => {
    const idle = { from: day(2), to: day(200) };
    const scale = timeScale({ from: day(0), to: day(204) }, [idle]);
    expect(scale.squeezed).toEqual([idle]);
    const before = scale.place(day(2)) - scale.place(day(0));
    const squeezed = scale.place(day(200)) - scale.place(day(2));
    const after = scale.place(day(204)) - scale.place(day(200));
    expect(after / before).toBeCloseTo(2);
    expect(squeezed).toBeLessThan(before);
    expect(before + squeezed + after).toBeCloseTo(100);
  });

  it("leaves a short idle time as it is", () => {
    const scale = timeScale(whole, [{ from: day(5), to: day(5.5) }]);
    expect(scale.squeezed).toEqual([]);
    expect(scale.place(day(5.25))).toBeCloseTo(52.5);
  });

  it.each([0.001, 0.02, 0.5, 3, 12, 90, 800])("has readable dates over %d days", (days) => {
    const { ticks } = timeScale({ from: day(0.3), to: day(0.3 + days) }, []);
    expect(ticks.length).toBeLessThanOrEqual(6);
    for (const [index, { percent }] of ticks.entries()) {
      expect(percent - (ticks[index - 1]?.percent ?? -100)).toBeGreaterThanOrEqual(17);
      expect(percent).toBeLessThanOrEqual(100);
    }
  });

  it("stands a case of no length at all", () => {
    const scale = timeScale({ from: day(0), to: day(0) }, []);
    expect(scale.place(day(0))).toBe(0);
  });
});
