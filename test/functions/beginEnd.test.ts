import type { EndWanted } from "../../domain/ending";
import type { Link } from "../../domain/link";
import { endInstanceId } from "../../domain/contract";
import { beginEnd } from "../../functions/beginEnd";
import { createActionDoor } from "../../functions/actionDoors";
import { createSweep } from "../../functions/sweep";
import { fakePublisher } from "../support/fakesStorage";
import { HttpRequest } from "@azure/functions";
import { aLink, anAgreement, aWait } from "../support/aLink";
import { fakeDirectory } from "../support/fakesDirectory";
import { testNow } from "../support/fakesLinks";
import { someone } from "../support/fakesStages";
import { doorstep } from "./doorstep";

const completed = aLink({ status: "completed", outcome: "completed", wait: null });
const signingOff = aLink({ status: "awaitingWriteback", wait: aWait({ n: 4, what: "writeback" }) });
const { id: linkId } = completed;
const wanted: EndWanted = { by: "helpdesk", at: testNow, proof: null, scopes: [] };
const minuteLater = "2026-11-22T10:01:00.000Z";
const startNote = { kind: "startEnd", linkId, detail: "", dueAt: minuteLater };

function stage(link: Link = completed, limits = {}) {
  const step = doorstep(link, { limits });
  const { sessions } = fakeDirectory();
  return {
    ...step,
    begin: (more: Partial<EndWanted> = {}) =>
      beginEnd(step.ports, { linkId, wanted: { ...wanted, ...more } }, step.context),
    end: async (key = "own", body?: unknown) => {
      const answer = await createActionDoor(step.ports, "end")(
        new HttpRequest({
          method: "POST",
          url: `https://link.example/api/v1/links/${linkId}/end`,
          headers: { "x-api-key": key, "content-type": "application/json" },
          params: { id: linkId },
          ...(body === undefined ? {} : { body: { string: JSON.stringify(body) } }),
        }),
        step.context,
      );
      return { ...answer, json: JSON.parse(String(answer.body)) as Record<string, unknown> };
    },
    sweep: async (now = minuteLater) => {
      step.clock.now = now;
      await createSweep({ ...step.ports, sessions, publisher: fakePublisher() })(
        undefined,
        step.context,
      );
    },
  };
}

describe("beginEnd", () => {
  it("begins the end in the row and starts its run", async () => {
    const { links, engine, followUps, begin } = stage();
    expect(await begin()).toEqual(links.row());
    expect(links.row()).toMatchObject({ status: "ending", ending: { by: "helpdesk" } });
    expect(engine.started).toEqual([endInstanceId(linkId)]);
    expect(engine.woken).toEqual([]);
    expect(followUps.noted()).toEqual([startNote]);
  });

  it("answers the open question about write-back and wakes the run that waits for it first", async () => {
    const { links, engine, begin } = stage(signingOff);
    await begin();
    expect(links.row().wait?.decision?.type).toBe("ending");
    expect(engine.woken).toEqual([`${linkId} 4`]);
    expect(engine.started).toEqual([endInstanceId(linkId)]);
  });

  it("has a note that it is to be started before it begins", async () => {
    const { links, engine, followUps, begin } = stage();
    links.dieAtChange(1);
    await expect(begin()).rejects.toThrow("died");
    expect(followUps.noted()).toEqual([startNote]);
    expect(links.row()).toEqual(completed);
    expect(engine.started).toEqual([]);
  });

  it("answers the same where its own write was there already: the answer of storage was lost", async () => {
    const { links, engine, begin } = stage();
    await begin();
    const { version } = links.row();
    expect(await begin()).toMatchObject({ status: "ending" });
    expect(links.row().version).toBe(version);
    expect(engine.started).toHaveLength(2);
  });

  it("is undefined for whoever comes second, and starts nothing", async () => {
    const { links, engine, begin } = stage();
    const all = await Promise.all([begin(), begin({ by: "account" })]);
    expect(all.filter(Boolean)).toHaveLength(1);
    expect(links.row().ending?.by).toBe("helpdesk");
    expect(engine.started).toHaveLength(1);
  });

  it("tells two proofs of the same moment apart: only one of them began it", async () => {
    const { begin } = stage();
    const proofOf = (sessionId: string) => ({
      proof: { sessionId, person: someone, planHash: "hash", agreed: anAgreement },
    });
    const all = await Promise.all([begin(proofOf("one")), begin(proofOf("two"))]);
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  it("is undefined where there is nothing to end, and nothing happens", async () => {
    const { begin, nothingHappened } = stage(aLink());
    expect(await begin()).toBeUndefined();
    nothingHappened();
  });

  it("keeps the end where the engine is down: the sweeper starts it, and wakes who waits", async () => {
    const { links, engine, context, begin, sweep } = stage(signingOff);
    engine.down = true;
    expect(await begin()).toMatchObject({ status: "ending" });
    expect(context.logged.join()).toContain(linkId);
    engine.down = false;
    await sweep();
    expect(engine.started).toEqual([endInstanceId(linkId)]);
    expect(links.row().ending?.runId).toBeNull();
  });
});

describe("the sweeper and the end of access", () => {
  const due = { kind: "startEnd" as const, linkId, detail: "", dueAt: testNow };
  const endDate = { kind: "endDate" as const, linkId, detail: "", dueAt: testNow };
  const ending = { ...wanted, runId: null, lastWait: 0 };

  it.each([
    ["whose run never began", { status: "ending" as const, ending }, 1],
    ["whose run has begun", { status: "ending" as const, ending: { ...ending, runId: "r" } }, 0],
    ["that nobody ends", {}, 0],
  ])("starts the end of a link %s, and no other", async (_what, changes, times) => {
    const { followUps, engine, sweep } = stage({ ...completed, ...changes });
    await followUps.note(due);
    await sweep();
    expect(engine.started).toHaveLength(times);
    expect(followUps.noted()).toHaveLength(times);
  });

  it("begins the end on the agreed day, once, and asks an administrator by it", async () => {
    const { links, followUps, engine, sweep } = stage();
    await followUps.note(endDate);
    await sweep(testNow);
    expect(links.row()).toMatchObject({
      status: "ending",
      ending: { by: "endDate", at: testNow, proof: null },
    });
    expect(engine.started).toEqual([endInstanceId(linkId)]);
    expect(followUps.noted().map((one) => one.kind)).toEqual(["startEnd"]);
  });

  it("goes on with the other kinds where one kind cannot be read", async () => {
    const { context, followUps, engine, sweep } = stage();
    await followUps.note(endDate);
    const { due: read } = followUps;
    followUps.due = (kind, now) =>
      kind === "start" ? Promise.reject(new Error("unreadable")) : read(kind, now);
    await sweep();
    expect(engine.started).toEqual([endInstanceId(linkId)]);
    expect(context.logged.join()).toContain("start");
  });

  it("does nothing before that day", async () => {
    const { followUps, sweep, nothingHappened } = stage();
    await followUps.note({ ...endDate, dueAt: minuteLater });
    await sweep("2026-11-22T10:00:59.999Z");
    nothingHappened();
    expect(followUps.noted()).toHaveLength(1);
  });

  it("looks again in a minute while the link is between two states", async () => {
    const between = aLink({ status: "awaitingWriteback", wait: null });
    const { links, followUps, engine, sweep } = stage(between);
    await followUps.note(endDate);
    await sweep();
    expect(links.row().ending).toBeNull();
    expect(followUps.noted().map((one) => one.kind)).toContain("endDate");
    links.put(completed);
    await sweep("2026-11-22T10:02:00.000Z");
    expect(engine.started).toEqual([endInstanceId(linkId)]);
  });

  it.each([
    ["ended already", { ...completed, status: "ending" as const, ending }],
    ["stopped with nothing left", aLink({ status: "declined", outcome: "declined", wait: null })],
  ])("forgets the day of a link that was %s", async (_what, link) => {
    const { links, followUps, sweep } = stage(link);
    const before = links.row();
    await followUps.note(endDate);
    await sweep();
    expect(links.row()).toBe(before);
    expect(followUps.noted().map((one) => one.kind)).not.toContain("endDate");
  });
});

describe("POST …/end", () => {
  it("begins the end and answers with it, and a repeat answers the same", async () => {
    const { links, engine, end } = stage();
    expect(await end()).toMatchObject({ status: 202, json: { id: linkId, status: "ending" } });
    const { version } = links.row();
    expect((await end()).status).toBe(202);
    expect(links.row()).toMatchObject({ version, ending: { by: "helpdesk" } });
    expect(engine.started).toHaveLength(1);
  });

  it("has nothing to end before the account is linked, and nothing happens", async () => {
    for (const link of [aLink(), aLink({ status: "awaitingWriteback", wait: null })]) {
      const { end, nothingHappened } = stage(link);
      expect(await end()).toMatchObject({ status: 409, json: { code: "not_in_this_state" } });
      nothingHappened();
    }
  });

  it("is closed to an unknown caller, and nothing happens", async () => {
    const { end, nothingHappened } = stage();
    expect((await end("other")).status).toBe(401);
    nothingHappened();
  });
});

describe("an end for which somebody is named", () => {
  const body = { administrator: { email: "next@contoso.com" } };

  it("counts them as somebody who is mailed, and is refused where they were mailed too often", async () => {
    const { end, links } = stage(completed, { recipient: 1 });
    expect((await end("own", body)).status).toBe(202);
    expect(links.row()).toMatchObject({ ...body, named: { link: 0, end: 1 } });
    expect((await end("own", body)).status).toBe(202);
    const full = stage(completed, { recipient: 0 });
    expect(await full.end("own", body)).toMatchObject({
      status: 429,
      json: { code: "limit_reached", limit: "recipient" },
    });
    full.nothingHappened();
    expect(full.followUps.noted()).not.toContainEqual(startNote);
    expect((await full.end()).status).toBe(202);
  });

  it("is refused for its state, not for a limit, where there is no access to end", async () => {
    const { end, nothingHappened } = stage(aLink(), { recipient: 0 });
    expect((await end("own", body)).status).toBe(409);
    nothingHappened();
  });

  it("is refused after ten names, and begins without one", async () => {
    const { end, nothingHappened, links } = stage({ ...completed, named: { link: 0, end: 10 } });
    expect((await end("own", body)).json).toMatchObject({
      code: "not_in_this_state",
      detail: expect.stringContaining("10 times") as unknown,
    });
    nothingHappened();
    expect((await end()).status).toBe(202);
    expect(links.row().status).toBe("ending");
  });
});
