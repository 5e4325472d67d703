import { aRetention, fakePublisher } from "../support/fakesStorage";
import { createClaimRun } from "../../activities/claimRun";
import type { FollowUps, Links } from "../../domain/storagePorts";
import { createSweep } from "../../functions/sweep";
import { countersOf } from "../../domain/limits";
import { aLink, aTenant } from "../support/aLink";
import { aContext } from "../support/fakesHttp";
import { atOnce } from "../support/fakesTables";
import { aBody, idNumber, postStage } from "./postStage";

const scope = { callerId: "helpdesk", key: "key one" };
const crash = () => Promise.reject(new Error("the process died"));

/** Tries until it holds. */
async function until(holds: () => void): Promise<void> {
  for (;;)
    try {
      return holds();
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
}

/** A door whose process dies at one call of a port, once. */
function dying(at: "note" | "insert" | "start" | "count") {
  const stage = postStage();
  const ports = stage as unknown as {
    followUps: FollowUps;
    links: Links;
    counters: { take: () => Promise<boolean> };
  };
  const once = {
    note: () => jest.spyOn(ports.followUps, "note").mockImplementationOnce(crash),
    insert: () => jest.spyOn(ports.links, "insert").mockImplementationOnce(crash),
    count: () => jest.spyOn(ports.counters, "take").mockImplementationOnce(crash),
    start: () => Object.assign(stage.engine, { down: true }),
  };
  once[at]();
  const sweep = createSweep({
    links: stage.links,
    openLinks: stage.openLinks,
    followUps: stage.followUps,
    publisher: fakePublisher(),
    retention: aRetention,
    sessions: { forget: () => Promise.resolve() },
    engineOf: stage.engine.engineOf,
    now: () => stage.clock.now,
  });
  return { ...stage, sweep: () => sweep(undefined, aContext()) };
}

describe("two POSTs with one key", () => {
  it("make one link and one run, however many come at once", async () => {
    const { post, engine, links } = postStage();
    const answers = await atOnce(8, () => post());
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    expect(new Set(answers.map(({ json }) => json["id"])).size).toBe(1);
    expect(engine.started).toHaveLength(1);
    expect(links.told(engine.started[0])).toEqual(["link.requested"]);
  });

  it("are refused where they ask for different things, and the first one stays", async () => {
    const { post, engine, first } = postStage();
    await post();
    const other = await post({}, { ...aBody, reason: "Something else" });
    expect(other).toMatchObject({ status: 422, json: { code: "idempotency_key_reused" } });
    expect((await post()).json["id"]).toBe(first);
    expect(engine.started).toEqual([first]);
  });

  it("are two links where two callers send them, or other keys", async () => {
    const { post, engine } = postStage();
    await post();
    await post({ "x-api-key": "key-2" });
    await post({ "idempotency-key": "two" });
    expect(new Set(engine.started).size).toBe(3);
  });

  it("stand for one link 30 days long, also after its end, and for a new one then", async () => {
    const { post, clock, links, first } = postStage();
    await post();
    links.put({ ...links.row(first), status: "declined", runId: "run" });
    clock.later(30 * 24 * 60 * 60 - 1);
    expect((await post()).json["id"]).toBe(first);
    clock.later(1);
    expect((await post()).json["id"]).not.toBe(first);
  });
});

describe("a ticket without a key", () => {
  const ticket = { id: "CHG-1" };
  const noKey = { "idempotency-key": undefined };

  it("is the key while its link is open, and may ask anew after the end", async () => {
    const { post, clock, links, first } = postStage();
    const ask = (more = {}) => post(noKey, { ...aBody, ticket, ...more });
    expect((await ask()).json["id"]).toBe(first);
    links.put({ ...links.row(first), runId: "run", status: "awaitingConsent" });
    clock.later(60 * 24 * 60 * 60);
    expect((await ask()).json["id"]).toBe(first);
    expect((await ask({ reason: "Something else" })).status).toBe(422);
    links.put({ ...links.row(first), status: "declined" });
    const again = await ask({ reason: "Something else" });
    expect(again.status).toBe(202);
    expect(again.json["id"]).not.toBe(first);
  });

  it("is one new link for two that ask again at once", async () => {
    const { post, links, engine, first } = postStage();
    await post(noKey, { ...aBody, ticket });
    links.put({ ...links.row(first), runId: "run", status: "expired" });
    const both = await atOnce(2, () => post(noKey, { ...aBody, ticket }));
    expect(new Set(both.map(({ json }) => json["id"])).size).toBe(1);
    expect(engine.started).toHaveLength(2);
  });

  it("that is no ticket and no key is a new link each time", async () => {
    const { post, engine } = postStage();
    await post(noKey);
    await post(noKey);
    expect(new Set(engine.started).size).toBe(2);
  });
});

describe("a crash between reservation and start", () => {
  const positions = ["count", "note", "insert"] as const;

  it.each(positions)("before %s: the same request 30 seconds later starts the link", async (at) => {
    const { post, clock, engine, first, links } = dying(at);
    expect((await post()).status).toBe(500);
    expect(engine.started).toEqual([]);
    clock.later(30);
    expect(await post()).toMatchObject({ status: 202, json: { id: first } });
    expect(engine.started).toEqual([first]);
    expect(links.told(first)).toEqual(["link.requested"]);
  });

  it.each(positions)(
    "before %s: a repeat at once is kept, and the sweeper starts it",
    async (at) => {
      const { post, clock, engine, first, sweep } = dying(at);
      await post();
      expect(await post()).toMatchObject({ status: 202, json: { id: first, status: "requested" } });
      expect(engine.started).toEqual([]);
      await sweep();
      expect(engine.started).toEqual([]);
      clock.later(31);
      await sweep();
      expect(engine.started).toEqual([first]);
    },
  );

  it("before the run: the sweeper starts it, and the same request would too", async () => {
    const { post, clock, engine, first, sweep } = dying("start");
    await post();
    engine.down = false;
    await post();
    expect(engine.started).toEqual([]);
    clock.later(31);
    await post();
    expect(engine.started).toEqual([first]);
    await sweep();
    expect(engine.started).toEqual([first, first]);
  });

  it("is taken over by one only of many that come at once", async () => {
    const { post, clock, engine, first } = dying("note");
    await post();
    clock.later(30);
    const answers = await atOnce(6, () => post());
    expect(answers.map(({ json }) => json["id"])).toEqual(Array(6).fill(first));
    expect(engine.started).toEqual([first]);
  });
});

describe("a link that was started", () => {
  it("is never started again, by no repeat and no sweep, however late", async () => {
    const { post, clock, engine, links, followUps, first, sweep } = dying("start");
    engine.down = false;
    await post();
    await createClaimRun(links, followUps)({ linkId: first, runId: "run-1" });
    links.put({ ...links.row(first), status: "declined" });
    await followUps.note({ kind: "start", linkId: first, detail: "", dueAt: clock.now });
    clock.later(120);
    await sweep();
    expect(await post()).toMatchObject({ status: 202, json: { id: first, status: "declined" } });
    expect(engine.started).toEqual([first]);
    expect(followUps.noted()).toEqual([]);
  });

  it("has one run: a second one finds another id and ends", async () => {
    const { links, followUps, first } = postStage();
    links.put({ ...aLink({ runId: null }), id: first });
    const claim = createClaimRun(links, followUps);
    expect(await claim({ linkId: first, runId: "one" })).toEqual({ mine: true });
    expect(await claim({ linkId: first, runId: "two" })).toEqual({ mine: false });
    expect(links.row(first).runId).toBe("one");
  });
});

describe("a link that is being made at this moment", () => {
  it("is waited for, and not made a second time", async () => {
    const { post, links, reservations, clock, engine, pauseOnce } = waiting();
    const { bodyHash } = await hashOf();
    await reservations.reserve(scope, { linkId: idNumber(5), bodyHash, createdAt: clock.now });
    pauseOnce(() => links.put({ ...aLink(), id: idNumber(5) }));
    expect(await post()).toMatchObject({ status: 202, json: { id: idNumber(5) } });
    expect(engine.started).toEqual([]);
  });

  it("that was refused meanwhile gives its key to who waited", async () => {
    const { post, reservations, clock, engine, pauseOnce } = waiting();
    const { bodyHash } = await hashOf();
    const theirs = { linkId: idNumber(5), bodyHash, createdAt: clock.now };
    await reservations.reserve(scope, theirs);
    pauseOnce(() => reservations.release(scope, theirs));
    const { status, json } = await post();
    expect(status).toBe(202);
    expect(json["id"]).not.toBe(idNumber(5));
    expect(engine.started).toEqual([json["id"]]);
  });

  it("is counted once, where who reserved it counts so slowly that a repeat writes it down", async () => {
    const { post, counters, directoryCount, engine, first } = waiting();
    const take = counters.take.bind(counters);
    let goOn: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (goOn = resolve));
    jest.spyOn(counters, "take").mockImplementationOnce(async (...asked) => {
      await slow;
      return take(...asked);
    });
    const reserving = post();
    await until(() => expect(counters.take).toHaveBeenCalledTimes(1));
    expect(await post()).toMatchObject({ status: 202, json: { id: first } });
    expect(await directoryCount()).toBe(1);
    goOn();
    expect(await reserving).toMatchObject({ status: 202, json: { id: first } });
    expect(await directoryCount()).toBe(1);
    expect(engine.started).toEqual([first]);
  });

  it("is not written by a repeat where a limit is reached, and keeps its key", async () => {
    const stage = waiting({ limits: { directory: 1 } });
    const { post, links, followUps, reservations, clock } = stage;
    await post({ "idempotency-key": "another" });
    const [noted, { bodyHash }] = [followUps.noted(), await hashOf()];
    const theirs = { linkId: idNumber(5), bodyHash, createdAt: clock.now };
    await reservations.reserve(scope, theirs);
    expect(await post()).toMatchObject({ status: 503, json: { code: "storage_busy" } });
    expect(await links.read(idNumber(5))).toBeUndefined();
    expect(followUps.noted()).toEqual(noted);
    expect(await reservations.read(scope)).toEqual(theirs);
    clock.later(30);
    expect(await post()).toMatchObject({ status: 429, json: { limit: "directory" } });
    expect(await reservations.read(scope)).toBeUndefined();
    expect(await stage.directoryCount()).toBe(1);
  });

  function waiting(options: Parameters<typeof postStage>[0] = {}) {
    const stage = postStage(options);
    const directoryCount = () => {
      const asked = { callerId: "helpdesk", directory: aTenant, recipients: [] };
      const counter = countersOf(asked, stage.clock.now).find((one) => one.limit === "directory");
      if (!counter) throw new Error("directories are not counted");
      return stage.counters.count(counter);
    };
    let next: (() => unknown) | undefined;
    const pauseOnce = (run: () => unknown) => void (next = run);
    stage.onPause(async () => {
      const run = next;
      next = undefined;
      await run?.();
    });
    return { ...stage, pauseOnce, directoryCount };
  }

  async function hashOf() {
    const { post, reservations } = postStage();
    await post();
    return { bodyHash: (await reservations.read(scope))?.bodyHash ?? "" };
  }
});
