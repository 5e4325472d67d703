import { atOnce } from "../support/fakesTables";
import { aBody, postStage } from "./postStage";

const another = (n: number) => ({
  ...aBody,
  administrator: { email: `admin${String(n)}@contoso.onmicrosoft.com` },
  account: { email: `partner${String(n)}@outlook.com` },
});

describe("the limits on new links", () => {
  it.each<["caller" | "directory" | "recipient", string]>([
    ["caller", "2400"],
    ["directory", "50400"],
    ["recipient", "50400"],
  ])(
    "refuse one too many for one %s, say when to come back, and nothing happens",
    async (limit, seconds) => {
      const { post, clock, engine, links, reservations, followUps } = postStage({
        limits: { [limit]: 1 },
      });
      clock.now = limit === "caller" ? "2026-11-22T10:20:00.000Z" : "2026-11-22T10:00:00.000Z";
      await post();
      const refused = await post({ "idempotency-key": "two" });
      expect(refused).toMatchObject({
        status: 429,
        headers: { "retry-after": seconds },
        json: { code: "limit_reached", limit, retryAfter: Number(seconds) },
      });
      expect(engine.started).toHaveLength(1);
      expect(followUps.noted()).toHaveLength(1);
      expect(await reservations.list("helpdesk")).toHaveLength(1);
      expect(links.told(engine.started[0])).toEqual(["link.requested"]);
    },
  );

  it("do not count a repeat, and answer it although the limit is reached", async () => {
    const { post, first } = postStage({ limits: { caller: 1 } });
    await post();
    for (let n = 0; n < 3; n++)
      expect(await post()).toMatchObject({ status: 202, json: { id: first } });
  });

  it("start anew with the next hour, also for the key that was refused", async () => {
    const { post, clock } = postStage({ limits: { caller: 1 } });
    await post();
    expect((await post({ "idempotency-key": "two" })).status).toBe(429);
    clock.later(3600);
    expect((await post({ "idempotency-key": "two" })).status).toBe(202);
  });

  it("count what was refused in no limit", async () => {
    const { post } = postStage({ limits: { directory: 1, caller: 3 } });
    await post();
    for (const key of ["a", "b", "c"])
      expect((await post({ "idempotency-key": key }, another(1))).json["limit"]).toBe("directory");
    const elsewhere = { ...another(2), directory: "" };
    expect((await post({ "idempotency-key": "d" }, elsewhere)).status).toBe(400);
    expect((await post({ "idempotency-key": "e" }, another(3))).json["limit"]).toBe("directory");
  });

  it("are of one person over all callers, whichever of the two roles they have", async () => {
    const { post } = postStage({ limits: { recipient: 1 } });
    await post();
    const turned = {
      ...another(1),
      administrator: aBody.administrator,
    };
    const asked = await post({ "x-api-key": "key-2", "idempotency-key": "x" }, turned);
    expect(asked.json).toMatchObject({ code: "limit_reached", limit: "recipient" });
  });

  it("hold against 100 requests at once, each key sent twice", async () => {
    const { post, engine } = postStage({ limits: { caller: 10 } });
    const answers = await atOnce(100, (n) =>
      post({ "idempotency-key": `k${String(n % 50)}` }, another(n % 50)),
    );
    const taken = answers.filter(({ status }) => status === 202).map(({ json }) => json["id"]);
    expect(new Set(taken).size).toBe(10);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 429]));
    expect(new Set(engine.started).size).toBe(10);
  });

  it("keep no address in storage", async () => {
    const stage = postStage();
    const taken: unknown[] = [];
    const { counters } = stage;
    jest.spyOn(counters, "take").mockImplementation((counter) => {
      taken.push(counter);
      return Promise.resolve(true);
    });
    await stage.post();
    expect(taken).toHaveLength(4);
    expect(JSON.stringify(taken)).not.toContain("@");
  });
});
