import { dayMs, laterBy } from "../../domain/time";

describe("laterBy", () => {
  it.each([
    ["2026-02-28T23:00:00.000Z", dayMs, "2026-03-01T23:00:00.000Z"],
    ["2026-11-24T14:00:00Z", -1, "2026-11-24T13:59:59.999Z"],
    ["2026-11-24T14:00:00+02:00", 0, "2026-11-24T12:00:00.000Z"],
  ])("%s and %i ms are %s", (at, ms, then) => {
    expect(laterBy(at, ms)).toBe(then);
  });
});
