import { contosoRequest, startProduct, type Product } from "../support/product";
import { forgetOpenLinks } from "../support/rows";

describe("once a link is asked for, the API", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(request(), { "idempotency-key": "one" }));
  });
  afterAll(() => product.close());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    product.call("POST", "/api/v1/links", { body, headers });
  const request = (changes: Record<string, unknown> = {}) =>
    contosoRequest(product.sandbox, changes);

  it("answers 202 with the place of the link and when to look again", async () => {
    const response = await post(request(), { "idempotency-key": "one" });
    expect(response.status).toBe(202);
    expect(response.headers.get("location")).toBe(`/api/v1/links/${id}`);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({
      id,
      status: "awaitingConsent",
      nextAction: expect.any(String) as unknown,
    });
  });

  it("makes one link of two simultaneous posts with one key", async () => {
    await forgetOpenLinks();
    const answers = await Promise.all(
      [1, 2, 3].map(
        async () =>
          (await (await post(request(), { "idempotency-key": "two" })).json()) as { id: string },
      ),
    );
    await product.idle();
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(product.sandbox.mails("admin@contoso.onmicrosoft.com")).toHaveLength(2);
  });

  it("refuses another request under a key that is taken", async () => {
    const response = await post(request({ reason: "Something else" }), {
      "idempotency-key": "one",
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "idempotency_key_reused" });
  });

  it("takes the ticket's id for the key while its link is open, and a new link after the end", async () => {
    await forgetOpenLinks();
    const ticket = { id: "CHG-1" };
    const first = await product.post(request({ ticket }));
    expect((await product.post(request({ ticket }))).id).toBe(first.id);
    await product.call("POST", `/api/v1/links/${first.id}/cancel`);
    await product.idle();
    expect((await product.post(request({ ticket }))).id).not.toBe(first.id);
  });

  it("refuses a second open link for the same directory and account, and names it to its own caller", async () => {
    await forgetOpenLinks();
    const first = await product.post(request(), { "idempotency-key": "first" });
    const own = await post(request(), { "idempotency-key": "second" });
    expect(own.status).toBe(409);
    expect(await own.json()).toMatchObject({
      code: "duplicate_link",
      link: `/api/v1/links/${first.id}`,
    });
    const others = await post(request({ ticket: undefined }), { "x-api-key": "other-key" });
    expect(others.status).toBe(409);
    expect(await others.json()).not.toHaveProperty("link");
  });

  it("answers a key that was used with its own link, also while another one is open", async () => {
    await forgetOpenLinks();
    const first = await product.post(request(), { "idempotency-key": "old" });
    await product.call("POST", `/api/v1/links/${first.id}/cancel`);
    await product.idle();
    await product.post(request(), { "idempotency-key": "new" });
    const again = await post(request(), { "idempotency-key": "old" });
    expect(again.status).toBe(202);
    expect(await again.json()).toMatchObject({ id: first.id, status: "cancelled" });
  });

  it("lets a ticket that met a duplicate ask for another account", async () => {
    await forgetOpenLinks();
    await product.post(request(), { "idempotency-key": "holder" });
    const ticket = { id: "CHG-DUP" };
    expect((await post(request({ ticket }))).status).toBe(409);
    const account = { email: "somebody.else@outlook.com" };
    expect((await post(request({ ticket, account }))).status).toBe(202);
    await product.idle();
  });

  it("refuses query options that it does not know, so that none is thought to be obeyed", async () => {
    for (const query of ["dryrun=true", "dryRun=true&dryRun=true", "wait=20"]) {
      const response = await product.call("POST", `/api/v1/links?${query}`, { body: request() });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(query.split("=")[0]);
    }
  });

  it("answers 304 to a caller that has this version", async () => {
    const fresh = await product.call("GET", `/api/v1/links/${id}`);
    const again = await product.call("GET", `/api/v1/links/${id}`, {
      headers: { "if-none-match": fresh.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  it("hides a link from other callers, also from their actions", async () => {
    const headers = { "x-api-key": "other-key" };
    for (const [method, path] of [
      ["GET", ""],
      ["POST", "/cancel"],
      ["POST", "/retry"],
    ] as const) {
      const response = await product.call(method, `/api/v1/links/${id}${path}`, { headers });
      expect(response.status).toBe(404);
    }
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
  });

  it("refuses to retry what is not parked", async () => {
    const response = await product.call("POST", `/api/v1/links/${id}/retry`);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: "not_in_this_state",
      allowedIn: ["needsOperator"],
    });
  });

  it("never hands out the engine's own addresses", async () => {
    const response = await post(request(), { "idempotency-key": "one" });
    const text = JSON.stringify([...response.headers]) + (await response.text());
    expect(text).not.toMatch(/durabletask|runtime\/webhooks|code=/);
  });

  it("reports that it is able to work", async () => {
    const response = await fetch(`${product.url}/api/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ok" });
  });
});
