import { countersOf, dayBefore, secondsLeft, type Counter } from "../../domain/limits";

const whose = { callerId: "helpdesk", directory: "tenant", recipients: ["a", "b", "a"] };

describe("the counts of a new link", () => {
  it("are its caller's of the hour, its directory's and each person's of the day", () => {
    expect(countersOf(whose, "2026-11-22T23:20:00.000Z")).toEqual([
      { limit: "caller", subject: "helpdesk", day: "2026-11-22", hour: "23", endsAt: midnight },
      { limit: "directory", subject: "tenant", day: "2026-11-22", hour: null, endsAt: midnight },
      { limit: "recipient", subject: "a", day: "2026-11-22", hour: null, endsAt: midnight },
      { limit: "recipient", subject: "b", day: "2026-11-22", hour: null, endsAt: midnight },
    ]);
  });

  const midnight = "2026-11-23T00:00:00.000Z";
  it.each([
    ["2026-11-22T10:59:30.000Z", 30],
    ["2026-11-22T10:00:00.000Z", 3600],
    ["2026-11-22T10:59:59.999Z", 1],
  ])("at %s start anew in %i seconds", (now, seconds) => {
    expect(secondsLeft(countersOf(whose, now)[0] as Counter, now)).toBe(seconds);
  });

  it("are of days that can be named", () => {
    expect(dayBefore(2, "2026-03-01T00:00:00.000Z")).toBe("2026-02-27");
  });
});
