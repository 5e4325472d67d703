import { createCallRecordRows } from "../../adapters/callRecordRows";
import { createHeartbeat } from "../../adapters/heartbeat";
import { createFollowUps } from "../../adapters/followUps";
import type { CallRecord } from "../../domain/callRecords";
import { linkId } from "../../domain/ids";
import { testNow } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";

const id = linkId.parse("b".repeat(26));
const call = (changes: Partial<CallRecord> = {}): CallRecord => ({
  ...{ at: testNow, step: "assignRole", method: "GET", path: "/v1.0/me", status: 200 },
  requestId: "abc-1",
  ...changes,
});

describe("records of calls", () => {
  it("come back in the order in which they were made", async () => {
    const records = createCallRecordRows(newTable());
    const early = call({ at: "2026-11-22T09:00:00.000Z", step: "preflight", requestId: null });
    await records.add(id, [call({ status: 201 }), call({ status: 404 })]);
    await records.add(id, [early]);
    expect(await records.of(id)).toEqual([early, call({ status: 201 }), call({ status: 404 })]);
    expect(await records.of(linkId.parse("c".repeat(26)))).toEqual([]);
  });

  it("are kept of two runs at the same moment, and of a run with more calls than one write takes", async () => {
    const records = createCallRecordRows(newTable());
    await Promise.all([records.add(id, [call()]), records.add(id, [call()])]);
    const many = Array.from({ length: 150 }, (_, n) => call({ status: n + 200 }));
    await records.add(id, many);
    expect(await records.of(id)).toHaveLength(152);
  });
});

describe("the sweepers' heartbeat", () => {
  it("is absent before the first run, then the last run's time", async () => {
    const heartbeat = createHeartbeat(newTable());
    expect(await heartbeat.last()).toBeUndefined();
    await heartbeat.beat("2026-11-22T09:00:00.000Z");
    await heartbeat.beat(testNow);
    expect(await heartbeat.last()).toBe(testNow);
  });

  it("is another one for each timer", async () => {
    const table = newTable();
    await createHeartbeat(table).beat(testNow);
    expect(await createHeartbeat(table, "webhooks").last()).toBeUndefined();
  });
});

describe("the backlog of follow-ups", () => {
  it("shows the first in order of time, no more than asked for, of one kind", async () => {
    const followUps = createFollowUps(newTable());
    const times = [
      "2026-11-22T12:00:00.000Z",
      "2026-11-22T10:00:00.000Z",
      "2026-11-22T11:00:00.000Z",
    ];
    for (const [n, dueAt] of times.entries())
      await followUps.note({ kind: "webhook", linkId: id, detail: String(n), dueAt });
    await followUps.note({
      kind: "wake",
      linkId: id,
      detail: "1",
      dueAt: "2026-11-22T01:00:00.000Z",
    });
    const first = await followUps.oldest("webhook", 2);
    expect(first.map(({ dueAt }) => dueAt)).toEqual([times[1], times[2]]);
    expect(await followUps.oldest("relay", 2)).toEqual([]);
  });
});
