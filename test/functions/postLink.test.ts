import { newLinkId } from "../../adapters/linkIds";
import { tenantId } from "../../domain/ids";
import { aLink, aTenant } from "../support/aLink";
import { aBody, failing, idNumber, postStage } from "./postStage";

const whose = { tenantId: tenantId.parse(aTenant), address: aBody.account.email };

describe("posting a link", () => {
  it("takes it, says where it is, and starts it", async () => {
    const { links, engine, post, first } = postStage();
    const answer = await post();
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/api/v1/links/${first}`, "retry-after": "5", etag: '"1"' },
      json: { id: first, status: "requested" },
    });
    expect(engine.started).toEqual([first]);
    expect(links.row(first)).toMatchObject({ callerId: "helpdesk", runId: null });
  });

  it("answers a repeat with the same link and starts nothing again", async () => {
    const { links, followUps, engine, post, first } = postStage();
    await post();
    await followUps.done({ kind: "start", linkId: first, detail: "" });
    const again = await post();
    expect(again).toMatchObject({ status: 202, json: { id: first } });
    expect(engine.started).toHaveLength(1);
    expect(followUps.noted()).toEqual([]);
    expect(links.told(first)).toEqual(["link.requested"]);
  });

  it("answers a repeat also when the same request would be refused by now", async () => {
    const tooSoonLater = { ...aBody, accessUntil: "2026-12-07T10:00:00Z" };
    const tenantOf = jest.fn().mockResolvedValue(whose.tenantId);
    const { clock, openLinks, post, first } = postStage({ tenantOf });
    await post({}, tooSoonLater);
    await openLinks.claim(whose, idNumber(9));
    clock.later(5 * 24 * 60 * 60);
    tenantOf.mockImplementation(failing("directory_not_found"));
    expect(await post({}, tooSoonLater)).toMatchObject({ status: 202, json: { id: first } });
    expect(tenantOf).toHaveBeenCalledTimes(1);
  });

  it("keeps the link where the engine is down, with a note for the sweeper", async () => {
    const { followUps, engine, context, post, first } = postStage();
    engine.down = true;
    expect((await post()).status).toBe(202);
    expect(followUps.noted()).toEqual([
      { kind: "start", linkId: first, detail: "", dueAt: "2026-11-22T10:00:30.000Z" },
    ]);
    expect(context.logged.join()).toContain(first);
  });

  it.each(["directory_not_found", "directory_in_other_cloud"] as const)(
    "refuses %s at the door and names the field",
    async (code) => {
      const { post, nothingHappened } = postStage({ tenantOf: failing(code) });
      expect(await post()).toMatchObject({
        status: 422,
        json: {
          code,
          errors: [{ pointer: "/directory", message: expect.not.stringContaining(code) as string }],
        },
      });
      await nothingHappened();
    },
  );

  it("takes a link whose directory cannot be looked up now: the run asks again", async () => {
    const { engine, post } = postStage({ tenantOf: failing("directory_unreachable") });
    expect((await post()).status).toBe(202);
    expect(engine.started).toHaveLength(1);
  });

  it("does not keep a caller waiting for a look-up longer than two seconds", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
    const tenantOf = () => {
      jest.advanceTimersByTime(2000);
      jest.useRealTimers();
      return new Promise<never>(() => undefined);
    };
    expect((await postStage({ tenantOf }).post()).status).toBe(202);
  });

  it("refuses a second open link for one directory and account, and names the caller's own only", async () => {
    const other = newLinkId(Buffer.alloc(16, 9));
    for (const callerId of ["helpdesk", "somebody-else"]) {
      const { links, openLinks, post, nothingHappened } = postStage();
      links.put({ ...aLink({ callerId }), id: other });
      await openLinks.claim(whose, other);
      const { status, json } = await post();
      expect([status, json["code"]]).toEqual([409, "duplicate_link"]);
      expect(json["link"]).toBe(callerId === "helpdesk" ? `/api/v1/links/${other}` : undefined);
      await nothingHappened();
    }
  });

  it("refuses what is nested without an end, with a key and without", async () => {
    const { post, nothingHappened } = postStage();
    const deep = JSON.parse(`${"[".repeat(3000)}1${"]".repeat(3000)}`) as unknown;
    for (const key of ["one", undefined]) {
      const sent = { ...aBody, reason: deep };
      expect(await post({ "idempotency-key": key }, sent)).toMatchObject({
        status: 400,
        json: { code: "invalid_request" },
      });
    }
    await nothingHappened();
  });

  it("takes no new links while paused, and still answers for those that it has", async () => {
    const { post, nothingHappened } = postStage({ paused: true });
    expect(await post()).toMatchObject({
      status: 503,
      headers: { "retry-after": "300" },
      json: { code: "paused", retryAfter: 300 },
    });
    await nothingHappened();
    const open = postStage({ paused: true });
    open.links.put({ ...aLink(), id: idNumber(7) });
    const { bodyHash } = await hashOfBody();
    const scope = { callerId: "helpdesk", key: "key one" };
    const reservation = { linkId: idNumber(7), bodyHash, createdAt: open.clock.now };
    await open.reservations.reserve(scope, reservation);
    expect(await open.post()).toMatchObject({ status: 202, json: { id: idNumber(7) } });
  });

  /** What the door keeps of the usual body. */
  async function hashOfBody() {
    const { post, reservations } = postStage();
    await post();
    const kept = await reservations.read({ callerId: "helpdesk", key: "key one" });
    return { bodyHash: kept?.bodyHash ?? "" };
  }

  it.each<[string, Record<string, string>, unknown, number]>([
    ["an unknown caller", { "x-api-key": "other" }, aBody, 401],
    ["a caller who may only read", { "x-api-key": "read" }, aBody, 403],
    ["a wrong field", {}, { ...aBody, access: "everything" }, 400],
    ["another type of body", { "content-type": "text/plain" }, aBody, 415],
  ])("turns away %s, and nothing happened", async (_what, headers, sent, status) => {
    const { post, nothingHappened } = postStage();
    expect((await post(headers, sent)).status).toBe(status);
    await nothingHappened();
  });
});

describe("a dry run", () => {
  const dry = { dryRun: "true" };

  it("answers with the plan and can't be taken for a link; nothing happens", async () => {
    const { post, reservations, nothingHappened } = postStage();
    const { status, json, headers } = await post({}, aBody, dry);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty("location");
    expect(json).toMatchObject({
      dryRun: true,
      directory: { domain: aBody.directory, tenantId: aTenant },
      access: { roles: [{ name: "Global Administrator" }], until: null },
      plan: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      repeats: null,
    });
    const { steps, scopes } = json["plan"] as { steps: string[]; scopes: string[] };
    expect(steps.join()).toContain("partner.ops@outlook.com");
    expect(scopes).toContain("User.Invite.All");
    expect(json).not.toHaveProperty("id");
    expect(json).not.toHaveProperty("status");
    await nothingHappened();
    expect(await reservations.list("helpdesk")).toEqual([]);
  });

  it("tells the hash that the real link's plan gets", async () => {
    const unknown = postStage({ tenantOf: failing("directory_unreachable") });
    expect((await unknown.post({}, aBody, dry)).json).toMatchObject({ plan: { hash: null } });
  });

  it("is refused for what the real request would be refused for", async () => {
    const one = postStage({ tenantOf: failing("directory_not_found") });
    expect((await one.post({}, aBody, dry)).status).toBe(422);
    const two = postStage();
    await two.openLinks.claim(whose, idNumber(9));
    expect((await two.post({}, aBody, dry)).status).toBe(409);
    const three = postStage({ paused: true });
    expect((await three.post({}, aBody, dry)).status).toBe(503);
    const four = postStage({ limits: { caller: 1 } });
    await four.post();
    expect((await four.post({ "idempotency-key": "two" }, aBody, dry)).status).toBe(429);
    for (const stage of [one, two, three]) await stage.nothingHappened();
  });

  it("says which link the same key stands for, and refuses another body under it", async () => {
    const { post, first, engine } = postStage();
    await post();
    expect((await post({}, aBody, dry)).json).toMatchObject({ repeats: `/api/v1/links/${first}` });
    const other = { ...aBody, reason: "Something else" };
    expect((await post({}, other, dry)).json).toMatchObject({ code: "idempotency_key_reused" });
    expect(engine.started).toHaveLength(1);
  });

  it("counts in no limit", async () => {
    const { post } = postStage({ limits: { caller: 1 } });
    for (let n = 0; n < 3; n++) await post({}, aBody, dry);
    expect((await post()).status).toBe(202);
  });

  it.each(["1", "TRUE", ""])("is asked for by true only, and %j is refused", async (dryRun) => {
    const { post, nothingHappened } = postStage();
    const refused = await post({}, aBody, { dryRun });
    expect(refused.status).toBe(400);
    expect(refused.json["errors"]).toEqual([
      { pointer: "/dryRun", message: "must be true or false" },
    ]);
    await nothingHappened();
  });
});
