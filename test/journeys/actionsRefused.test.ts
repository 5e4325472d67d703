import { actions } from "../../domain/actions";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("somebody who may not", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
  });
  afterAll(() => product.close());

  const body = (action: string) =>
    action === "extend"
      ? { days: 5 }
      : action === "administrator"
        ? { email: "x@contoso.com" }
        : {};

  it.each(actions)("is turned away from %s, and nothing happens", async (action) => {
    const { version } = await product.link(id);
    const path = `/api/v1/links/${id}/${action}`;
    const ask = async (key: string | undefined, sent: unknown = body(action), to = path) => {
      const headers = { "x-api-key": key ?? "" };
      return (await product.call("POST", to, { body: sent, headers })).status;
    };
    expect(await ask("other-key")).toBe(404);
    expect(await ask("nobody")).toBe(401);
    expect(await ask("")).toBe(401);
    const wrong = { ...body(action), colour: "red", reason: "see https://evil.example" };
    expect((await product.call("POST", path, { body: wrong })).status).toBe(400);
    expect((await product.call("POST", path, { body: "[" })).status).toBe(400);
    const unknown = `/api/v1/links/${"a".repeat(26)}/${action}`;
    expect((await product.call("POST", unknown, { body: body(action) })).status).toBe(404);
    expect(await product.link(id)).toMatchObject({ version });
  });

  it.each([0, 61, 1.5, "7", null])("moves no deadline by %j days", async (days) => {
    const { version } = await product.link(id);
    const answer = await product.call("POST", `/api/v1/links/${id}/extend`, { body: { days } });
    expect(answer.status).toBe(400);
    expect(await product.link(id)).toMatchObject({ version });
  });
});
