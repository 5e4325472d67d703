import { writes } from "../support/facts";
import { acceptInvitation, consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows, table, type Row } from "../support/rows";

describe("the start of a link", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterAll(() => product.close());

  const request = (changes: Record<string, unknown> = {}) =>
    contosoRequest(product.sandbox, changes);
  const post = (key: string, query = "") =>
    product.call("POST", `/api/v1/links${query}`, {
      body: request(),
      headers: { "idempotency-key": key },
    });
  const idOf = async (response: Response) => ((await response.json()) as { id: string }).id;
  /** The rows as a process left them that died before it wrote the link. */
  const forgetLink = async (id: string, isNoted: boolean) => {
    for await (const { rowKey = "" } of table("links").listEntities<Row>({
      queryOptions: { filter: `PartitionKey eq '${id}'` },
    }))
      await table("links").deleteEntity(id, rowKey);
    for await (const row of table("followups").listEntities<Row>())
      if (!isNoted && row["linkId"] === id)
        await table("followups").deleteEntity(row.partitionKey ?? "", row.rowKey ?? "");
  };

  it("is made by the repeat where the first process died before the link was written", async () => {
    // The engine never hears of it: what the first process reserved is all there is.
    jest.spyOn(product.host.engine, "startNew").mockImplementation(() => "lost");
    const first = await idOf(await post("died"));
    await forgetLink(first, false);
    jest.restoreAllMocks();
    product.clock.advance(31_000);
    const again = await post("died");
    expect(again.status).toBe(202);
    expect(await idOf(again)).toBe(first);
    await product.idle();
    expect(await product.link(first)).toMatchObject({ status: "awaitingConsent" });
  });

  it("is one link and one run of two at once, and never a second run after its end", async () => {
    const ids = await Promise.all([1, 2].map(async () => idOf(await post("both"))));
    expect(new Set(ids).size).toBe(1);
    const [id = ""] = ids;
    await product.idle();
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    const ended = await product.link(id);
    expect(ended.status).toBe("cancelled");
    const history = product.host.engine.history(id).length;
    await product.later({ days: 2 });
    expect(await idOf(await post("both"))).toBe(id);
    await product.later({ seconds: 120 });
    expect(product.host.engine.history(id)).toHaveLength(history);
    expect(await product.link(id)).toEqual(ended);
  });

  it("can be tried out: the plan is the one that the administrator then sees; nothing is written", async () => {
    const before = await allRows();
    const tried = await post("dry", "?dryRun=true");
    expect(tried.status).toBe(200);
    const { plan } = (await tried.json()) as { plan: { hash: string; steps: string[] } };
    await product.idle();
    expect(await allRows()).toEqual(before);
    expect(product.sandbox.mails()).toEqual([]);
    const link = await product.post(request(), { "idempotency-key": "dry" });
    expect((await product.link(link.id)).plan).toMatchObject({
      hash: plan.hash,
      steps: plan.steps,
    });
  });

  it("is waited for with Prefer: wait, in real time", async () => {
    const { id } = await product.post(request());
    const fresh = await product.call("GET", `/api/v1/links/${id}`);
    const etag = fresh.headers.get("etag") ?? "";
    const waiting = product.call("GET", `/api/v1/links/${id}`, {
      headers: { "if-none-match": etag, prefer: "wait=20" },
    });
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    const answer = await waiting;
    expect(answer.status).toBe(200);
    expect(answer.headers.get("preference-applied")).toBe("wait=20");
    expect(answer.headers.get("etag")).not.toBe(etag);
    await product.idle();
  });

  it.each([
    ["DELETE", "/api/v1/links", 405, "GET, HEAD, POST, OPTIONS"],
    ["PUT", "/api/v1/links/abc/cancel", 405, "POST, OPTIONS"],
    ["GET", "/api/v1/nothing/here", 404, null],
    ["POST", "/api", 404, null],
  ])("answers %s %s with %i in the API's own form", async (method, path, status, allow) => {
    const response = await product.call(method, path);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    // Every route adds its own methods as it comes.
    for (const one of response.headers.get("allow")?.split(", ") ?? [])
      expect(allow).toContain(one);
  });

  it("holds every write in a directory up while paused, and goes on by itself afterwards", async () => {
    const { id } = await product.post(request({ passwordWriteback: false }));
    await consent(product.sandbox);
    await pauseAndRestart("true");
    await product.idle();
    const written = writes(product.sandbox).length;
    await product.later({ seconds: 700 });
    expect((await post("while-paused")).status).toBe(503);
    expect(writes(product.sandbox)).toHaveLength(written);
    expect(["preparing", "awaitingSignIn"]).toContain((await product.link(id)).status);
    await pauseAndRestart("false");
    await product.later({ seconds: 310 });
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });

  /** A deployment with the setting changed. */
  async function pauseAndRestart(paused: string): Promise<void> {
    process.env["PAUSED"] = paused;
    await product.restart();
  }
});
