import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows, forgetOpenLinks } from "../support/rows";

describe("the API's doors", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    product.call("POST", "/api/v1/links", { body, headers });
  const request = (changes: Record<string, unknown> = {}) =>
    contosoRequest(product.sandbox, changes);

  /** A refusal: its status and code, problem+json, and nothing written, mailed or started. */
  async function expectRefused(
    response: Response,
    status: number,
    code: string,
  ): Promise<Record<string, unknown>> {
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status, code, title: expect.any(String) as unknown });
    await product.idle();
    expect(await allRows()).toEqual([]);
    expect(product.sandbox.mails()).toEqual([]);
    expect(product.host.engine.instances()).toEqual([]);
    return problem;
  }

  it("turns away callers without a key, and with a wrong one", async () => {
    await expectRefused(
      await fetch(`${product.url}/api/v1/links`, {
        method: "POST",
        body: JSON.stringify(request()),
      }),
      401,
      "not_authenticated",
    );
    await expectRefused(await post(request(), { "x-api-key": "wrong" }), 401, "not_authenticated");
    await expectRefused(await post(request(), { "x-api-key": "" }), 401, "not_authenticated");
  });

  it("names every wrong field with a JSON pointer", async () => {
    const problem = await expectRefused(
      await post({
        directory: "not a domain",
        account: { email: "a+b@outlook.com", colour: "red" },
        reason: "see https://evil.example",
        access: { roles: ["Emperor"] },
        hello: 1,
      }),
      400,
      "invalid_request",
    );
    const pointers = (problem["errors"] as { pointer: string }[])
      .map((error) => error.pointer)
      .sort();
    expect(pointers).toEqual([
      "/access/roles/0",
      "/account/colour",
      "/account/email",
      "/administrator",
      "/directory",
      "/hello",
      "/reason",
    ]);
  });

  it.each([
    ["no JSON at all", "{", 400, "invalid_request"],
    ["a list", "[]", 400, "invalid_request"],
    ["nothing", "", 400, "invalid_request"],
    ["more than 16 KiB", JSON.stringify({ reason: "x".repeat(17_000) }), 413, "body_too_large"],
  ])("refuses a body that is %s", async (_what, body, status, code) => {
    await expectRefused(await post(body), status, code);
  });

  it("refuses a body that is not declared as JSON", async () => {
    await expectRefused(
      await post(JSON.stringify(request()), { "content-type": "text/plain" }),
      415,
      "unsupported_media_type",
    );
  });

  it("refuses a callback on a host that the caller did not declare", async () => {
    const problem = await expectRefused(
      await post(request({ ticket: { id: "1", callbackUrl: "http://169.254.169.254/metadata" } })),
      400,
      "invalid_request",
    );
    expect(problem["errors"]).toMatchObject([{ pointer: "/ticket/callbackUrl" }]);
  });

  it("says which domains are no directory, and which live in another cloud", async () => {
    await expectRefused(
      await post(request({ directory: "nobody-has-this.example" })),
      422,
      "directory_not_found",
    );
    await expectRefused(
      await post(request({ directory: "agency.us" })),
      422,
      "directory_in_other_cloud",
    );
  });

  it("answers 404 for ids that are unknown, malformed or somebody else's", async () => {
    for (const id of ["a".repeat(26), "nonsense", "..%2f..%2fetc", "A".repeat(26)])
      await expectRefused(await product.call("GET", `/api/v1/links/${id}`), 404, "not_found");
  });

  describe("once a link is asked for", () => {
    let id = "";
    beforeAll(async () => {
      ({ id } = await product.post(request(), { "idempotency-key": "one" }));
    });

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
        const name = query.split("=")[0] ?? "";
        expect(await response.json()).toMatchObject({
          detail: expect.stringContaining(name) as string,
          errors: [{ pointer: `/${name}` }],
        });
      }
    });

    it("refuses a body that is nested without an end", async () => {
      const deep = `${"[".repeat(8000)}${"]".repeat(8000)}`;
      for (const path of ["", "/search"]) {
        const refused = await product.call("POST", `/api/v1/links${path}`, { body: deep });
        expect(refused.status).toBe(400);
        expect(await refused.json()).toMatchObject({
          code: "invalid_request",
          errors: [{ pointer: "", message: "has more than 16 levels" }],
        });
      }
    });

    it("says how far the events of a link are, to whom asks for later ones too", async () => {
      const last = async (after: number) => {
        const path = `/api/v1/links/${id}/events?after=${String(after)}`;
        return (await (await product.call("GET", path)).json()) as { lastSeq: number };
      };
      const { lastSeq } = await last(0);
      expect(await last(9999)).toEqual({ events: [], lastSeq });
      expect(await last(lastSeq)).toEqual({ events: [], lastSeq });
    });

    it.each(["-1", "1.5", "x"])(
      "takes no events after %s, and says what it takes",
      async (after) => {
        const answer = await product.call("GET", `/api/v1/links/${id}/events?after=${after}`);
        expect(answer.status).toBe(400);
        expect(await answer.json()).toMatchObject({
          errors: [{ pointer: "/after", message: "must be a whole number from 0" }],
        });
      },
    );

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
});
