import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows } from "../support/rows";

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
});
