import { createOperatorSessions } from "../../adapters/operatorSessions";
import { createReservations } from "../../adapters/reservations";
import { objectId } from "../../domain/ids";
import { createSweepOld } from "../../functions/sweepOld";
import { aLink } from "../support/aLink";
import { aContext } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";
import { idNumber } from "./postStage";

const old = "2026-10-01T00:00:00.000Z";
const young = "2026-11-20T00:00:00.000Z";

function stage() {
  const reservations = createReservations(newTable(), (text) => fixedKeys().sha256(text));
  const links = fakeLinks();
  const forgotten: string[] = [];
  const knownCallers = jest.fn(() => Promise.resolve(["helpdesk", "other"]));
  const forget = jest.fn((day: string) => Promise.resolve(void forgotten.push(day)));
  const operatorSessions = createOperatorSessions(newTable(), (text) => fixedKeys().sha256(text));
  const context = aContext();
  const sweep = createSweepOld({
    knownCallers,
    ...{ links, reservations, operatorSessions },
    counters: { forget },
    now: () => "2026-11-22T03:17:00.000Z",
  });
  const reserve = (callerId: string, key: string, createdAt: string, n = 1) =>
    reservations.reserve({ callerId, key }, { linkId: idNumber(n), bodyHash: "x", createdAt });
  const standsFor = (callerId: string, key: string) => reservations.read({ callerId, key });
  const run = () => sweep(undefined, context);
  return {
    links,
    forgotten,
    forget,
    knownCallers,
    context,
    operatorSessions,
    reserve,
    standsFor,
    run,
  };
}

describe("the nightly sweep", () => {
  it("forgets reservations of 30 days ago, of every caller, and no younger one", async () => {
    const { reserve, standsFor, run } = stage();
    await reserve("helpdesk", "a", old);
    await reserve("other", "a", old);
    await reserve("helpdesk", "b", young);
    expect(await run()).toEqual({ reservations: 2, failed: 0 });
    expect(await standsFor("helpdesk", "a")).toBeUndefined();
    expect(await standsFor("other", "a")).toBeUndefined();
    expect(await standsFor("helpdesk", "b")).toBeDefined();
  });

  it("keeps what stands for a link that is still open, until that is finished", async () => {
    const { links, reserve, standsFor, run } = stage();
    links.put({ ...aLink(), id: idNumber(1) });
    await reserve("helpdesk", "ticket", old);
    await run();
    expect(await standsFor("helpdesk", "ticket")).toBeDefined();
    links.put({ ...aLink({ status: "declined" }), id: idNumber(1) });
    await run();
    expect(await standsFor("helpdesk", "ticket")).toBeUndefined();
  });

  it("forgets the counts of earlier days, never today's or yesterday's", async () => {
    const { forgotten, run } = stage();
    await run();
    expect(forgotten).toContain("2026-11-20");
    expect(forgotten).toContain("2026-11-14");
    expect(forgotten).not.toContain("2026-11-21");
    expect(forgotten).not.toContain("2026-11-22");
  });

  it("forgets operators' sign-ins that are over, and no other", async () => {
    const { operatorSessions, run } = stage();
    const oid = objectId.parse("0f0f0f0f-2222-4333-8444-555555555555");
    const begun = (endsAt: string) => ({ oid, begunAt: "2026-11-22T02:00:00.000Z", endsAt });
    await operatorSessions.begin("over", begun("2026-11-22T03:16:59.000Z"));
    await operatorSessions.begin("on", begun("2026-11-22T03:17:01.000Z"));
    await run();
    expect(await operatorSessions.find("over")).toBeUndefined();
    expect(await operatorSessions.find("on")).toBeDefined();
  });

  it("goes on after a failure, and says so without names", async () => {
    const { forget, forgotten, context, run } = stage();
    forget.mockRejectedValueOnce(new Error("storage is down"));
    expect(await run()).toEqual({ reservations: 0, failed: 1 });
    expect(forgotten.length).toBeGreaterThan(5);
    expect(context.logged).toHaveLength(1);
  });

  it("forgets counts also where nobody knows whose reservations there are", async () => {
    const { knownCallers, forgotten, context, run } = stage();
    knownCallers.mockRejectedValueOnce(new Error("storage is down"));
    await run();
    expect(forgotten.length).toBeGreaterThan(5);
    expect(context.logged).toHaveLength(1);
  });
});
