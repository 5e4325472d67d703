import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows, table } from "../support/rows";

describe("a request that meets somebody else's open link", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: { id: "CHG-1" } })));
  });
  afterAll(() => product.close());

  const rowsOf = async () => {
    const rows = (await allRows()).filter((row) => JSON.stringify(row).includes(id));
    return rows.map(({ partitionKey, rowKey }) => `${String(partitionKey)} ${String(rowKey)}`);
  };

  it.each([
    ["asked for", "/api/v1/links"],
    ["only tried", "/api/v1/links?dryRun=true"],
  ])("is refused without a trace in that link, %s", async (_name, path) => {
    const before = await rowsOf();
    const logged = product.logs.length;
    // Long enough that the domain is looked up anew: it is the call that could be kept.
    product.clock.advance(11 * 60 * 1000);
    const response = await product.call("POST", path, {
      body: contosoRequest(product.sandbox, { ticket: { id: "OTHER-1" } }),
      headers: { "x-api-key": "other-key" },
    });
    expect(response.status).toBe(409);
    const text = await response.text();
    expect(text).toContain("duplicate_link");
    expect(text).not.toContain(id);
    const lines = product.logs.slice(logged).filter((line) => line.includes('"postLink"'));
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain(id);
    expect(await rowsOf()).toEqual(before);
  });

  it("leaves that link's evidence with the calls of its own door", async () => {
    const doors = table("links").listEntities<{ step?: string }>({
      queryOptions: {
        filter: `PartitionKey eq '${id}' and RowKey gt 'call-' and RowKey lt 'call.'`,
      },
    });
    const steps: unknown[] = [];
    for await (const { step } of doors) steps.push(step);
    expect(steps.filter((step) => step === "postLink")).toHaveLength(1);
  });
});
