import { readFileSync } from "node:fs";
import { localCallers } from "../../local/localSettings";
import { startProduct, type Product } from "../support/product";

/** The first request for a link that a document prints, as JSON. */
function firstRequest(file: string): Record<string, unknown> {
  const [, body = ""] = /-d '(\{[^']*"ticket"[^']*\})'/.exec(readFileSync(file, "utf8")) ?? [];
  return JSON.parse(body) as Record<string, unknown>;
}

describe("who follows the documents with npm start", () => {
  let product: Product;
  beforeAll(async () => {
    const CALLERS = JSON.stringify(localCallers("127.0.0.1:7072"));
    const settings = { CALLERS, LOCAL_CALLBACKS: "http://127.0.0.1:7072" };
    product = await startProduct({ settings });
  });
  afterAll(() => product.close());

  it("can send the README's request and then that of docs/api.md", async () => {
    await product.post(firstRequest("README.md"));
    const { id } = await product.post(firstRequest("docs/api.md"), {
      "idempotency-key": "quick-start-1",
    });
    const others = { headers: { "x-api-key": "local-portal-key" } };
    expect((await product.call("GET", `/api/v1/links/${id}`, others)).status).toBe(404);
  });

  it("can be one who may only read", async () => {
    const headers = { "x-api-key": "local-reader-key" };
    expect((await product.call("GET", "/api/v1/links", { headers })).status).toBe(200);
    const body = firstRequest("docs/api.md");
    expect((await product.call("POST", "/api/v1/links", { headers, body })).status).toBe(403);
  });
});
