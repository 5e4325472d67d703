import { caseTimeline } from "../../domain/caseTimeline";
import { opsNow, parkedCase, parkedEvents } from "../support/opsCases";
import { aLink, aWait } from "../support/aLink";
import { anEnded } from "../views/someLinks";

const times = (values: readonly { readonly at: string }[]) => values.map(({ at }) => at);

describe("a case over time", () => {
  const parked = caseTimeline(parkedCase(), parkedEvents(), opsNow);

  it("says who was waited for, from each status to the next and on to now", () => {
    expect(parked.stretches.map(({ status, on }) => [status, on])).toEqual([
      ["requested", "directory"],
      ["awaitingConsent", "administrator"],
      ["preparing", "directory"],
      ["needsOperator", "operator"],
    ]);
    expect(parked.stretches.at(-1)).toMatchObject({ from: "2026-11-22T15:00:00.000Z", to: opsNow });
  });

  it("has the moments that people look for, in order", () => {
    expect(parked.moments.map(({ kind }) => kind)).toEqual([
      "asked",
      "opened",
      "consented",
      "parked",
    ]);
  });

  it("reaches to the deadline of the open question", () => {
    expect(parked.deadline).toBe("2026-12-22T15:00:00.000Z");
    expect(parked.to).toBe(parked.deadline);
  });

  it("has reminders that went out of every question, and those to come of the open one only", () => {
    const reminders = ["2026-11-24T00:00:00.000Z", "2026-11-26T00:00:00.000Z"];
    const wait = aWait({ reminders, reminded: 1 });
    const open = caseTimeline(aLink({ wait }), [], opsNow);
    expect(open.reminders.map(({ isSent }) => isSent)).toEqual([true, false]);
    const decision = { type: "approved", at: opsNow, by: "administrator" } as const;
    const closed = aLink({ wait: null, pastWaits: [{ ...wait, decision }] });
    expect(times(caseTimeline(closed, [], opsNow).reminders)).toEqual(reminders.slice(0, 1));
    const decided = aLink({ wait: { ...wait, decision } });
    expect(caseTimeline(decided, [], opsNow)).toMatchObject({
      deadline: null,
      reminders: [{ isSent: true }],
    });
  });

  it("stops at the end of a finished case, and keeps the time between link and end apart", () => {
    const events = (
      [
        ["link.requested", "2026-11-01T00:00:00.000Z"],
        ["link.completed", "2026-11-02T00:00:00.000Z"],
        ["link.ending", "2026-11-20T00:00:00.000Z"],
        ["link.ended", "2026-11-21T00:00:00.000Z"],
      ] as const
    ).map(([type, time], index) => ({ seq: index + 1, type, time, data: {} }));
    const link = anEnded({ createdAt: "2026-11-01T00:00:00.000Z", consent: null });
    const ended = caseTimeline(link, events, opsNow);
    expect(ended.stretches.map(({ status, on }) => [status, on])).toEqual([
      ["requested", "directory"],
      ["completed", "nobody"],
      ["ending", "administrator"],
    ]);
    expect(Date.parse(ended.to)).toBeLessThan(Date.parse(opsNow));
  });
});
