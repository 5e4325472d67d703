import { startProduct, type Product } from "../support/product";
import { home, ticketToken } from "../support/tokenForger";

describe("an access token while Entra's keys cannot be read", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  it("is not called bad: the caller is asked to try again, until it can be looked at", async () => {
    const { body } = await ticketToken(product.sandbox);
    const headers = { "x-api-key": "", authorization: `Bearer ${String(body["access_token"])}` };
    const ask = () => product.call("GET", `/api/v1/links/${"a".repeat(26)}`, { headers });
    for (const path of ["/v2.0/.well-known", "/discovery"]) {
      product.sandbox.setFault({ path: `/${home}${path}`, status: 503, times: 1 });
      const refusal = await ask();
      expect([path, refusal.status]).toEqual([path, 503]);
      expect(refusal.headers.get("retry-after")).toBe("10");
      expect(await refusal.json()).toMatchObject({ code: "directory_unreachable" });
    }
    expect((await ask()).status).toBe(404);
  });
});
