import { startProduct, type Product } from "../support/product";
import { home, ticketToken } from "../support/tokenForger";

describe("access tokens while Entra's keys cannot be read", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  it.each([
    ["discovery is down", "/v2.0/.well-known"],
    ["the keys are down", "/discovery"],
  ])(
    "%s: the caller is asked to try again, not told that the token is bad",
    async (_what, path) => {
      const { body } = await ticketToken(product.sandbox);
      const headers = { "x-api-key": "", authorization: `Bearer ${String(body["access_token"])}` };
      const ask = () => product.call("GET", `/api/v1/links/${"a".repeat(26)}`, { headers });
      product.sandbox.setFault({ path: `/${home}${path}`, status: 503, times: 1 });
      const refusal = await ask();
      expect(refusal.status).toBe(503);
      expect(refusal.headers.get("retry-after")).toBe("10");
      expect(await refusal.json()).toMatchObject({ code: "directory_unreachable" });
      expect((await ask()).status).toBe(404);
    },
  );
});
