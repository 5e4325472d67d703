import { createHash } from "node:crypto";
import { localCaller } from "../../local/localSettings";
import { createPerson } from "../../local/sandbox/person";
import { consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const administrator = "admin@contoso.onmicrosoft.com";

describe("the links of a caller that was taken out of the settings", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    for (const tenant of product.sandbox.facts.tenants) tenant.allowInvitesFrom = "none";
    ({ id } = await product.post(contosoRequest(product.sandbox)));
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "needsOperator" });
    const operator = {
      ...localCaller("127.0.0.1:1"),
      ...{ id: "desk", appIds: [], roles: ["Links.Operate"] },
      apiKeyHashes: [createHash("sha256").update("desk-key").digest("hex")],
    };
    await product.restart({ CALLERS: JSON.stringify([operator]) });
    // A connection that was closed by the restart shows at its next use only.
    await fetch(`${product.url}/api/health`).catch(() => undefined);
  });
  afterAll(() => product.close());

  const asDesk = async (method: string, path: string, body?: unknown) => {
    const response = await product.call(method, path, {
      headers: { "x-api-key": "desk-key" },
      ...(body === undefined ? {} : { body }),
    });
    return (await response.json()) as { links: { id: string }[] };
  };

  it("are on the operators' dashboard, parked ones first", async () => {
    const olivia = createPerson(product.sandbox, "olivia");
    await olivia.visit(`${product.url}/ops`);
    await olivia.signIn();
    expect(olivia.page.status).toBe(200);
    expect(olivia.page.body).toContain(`/ops/links/${id}`);
  });

  it("count among the parked in the health of the product", async () => {
    const response = await product.call("GET", "/api/health");
    expect(await response.json()).toMatchObject({ checks: { parked: { count: 1 } } });
  });

  it("are in operators' lists and found by address", async () => {
    const { links } = await asDesk("GET", "/api/v1/links?status=needsOperator");
    expect(links.map((link) => link.id)).toEqual([id]);
    const found = await asDesk("POST", "/api/v1/links/search", { address: administrator });
    expect(found.links.map((link) => link.id)).toEqual([id]);
  });
});
