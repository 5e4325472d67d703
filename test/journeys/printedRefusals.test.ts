import { readFileSync } from "node:fs";
import { contosoRequest, startProduct, type Call, type Product } from "../support/product";

type Problem = Readonly<Record<string, unknown>>;

/** The refusals that docs/api.md prints, in its order. */
const printed = [...readFileSync("docs/api.md", "utf8").matchAll(/^```text\n([^]*?)^```/gm)]
  .map(([, text = ""]) => text)
  .filter((text) => text.includes('"type":"about:blank"'))
  .map((text) => JSON.parse(text.slice(text.indexOf("{"))) as Problem);

describe("the refusals that docs/api.md prints", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
  });
  afterAll(() => product.close());

  const refusal = async (method: string, path: string, call: Call = {}) => {
    const problem = (await (await product.call(method, path, call)).json()) as Problem;
    return { ...problem, instance: undefined };
  };

  it("are what is answered, word by word", async () => {
    const link = `/api/v1/links/${id}`;
    const wrongKey = await refusal("GET", "/api/v1/links", { headers: { "x-api-key": "wrong" } });
    const retried = await refusal("POST", `${link}/retry`);
    await product.call("POST", `${link}/cancel`);
    await product.idle();
    await product.call("POST", `${link}/erase`);
    const ended = await refusal("POST", `${link}/end`);
    const body = { directory: "not a domain", reason: "Because" };
    const wrongFields = await refusal("POST", "/api/v1/links", { body });
    const answered = [wrongKey, retried, ended, wrongFields];
    expect(printed.map((one) => ({ ...one, instance: undefined }))).toEqual(answered);
  });
});
