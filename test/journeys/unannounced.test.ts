import { request } from "node:http";
import { localApiKey } from "../../local/localSettings";
import { checkAnswer } from "../support/checkAnswer";
import { cookiesOf, csrfOf, opens } from "../support/attackStage";
import { refused } from "../support/nothingHappened";
import { contosoRequest, startProduct, type Product } from "../support/product";

/** A real request whose body comes in pieces, without its length. */
const inPieces = (url: string, body: string, headers: Record<string, string>): Promise<Response> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const { statusCode = 0, headers: said } = answer;
        resolve(
          new Response(Buffer.concat(parts), {
            status: statusCode,
            headers: said as Record<string, string>,
          }),
        );
      });
    });
    sent.on("error", reject);
    sent.write(body.slice(0, 2));
    sent.end(body.slice(2));
  });

describe("a body that comes in pieces, without its length", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
  });
  afterAll(() => product.close());

  const links = async () => {
    const { links: all } = (await (await product.call("GET", "/api/v1/links")).json()) as {
      links: unknown[];
    };
    return all.length;
  };

  it.each<[string, unknown]>([
    ["/api/v1/links", { directory: "fabrikam.onmicrosoft.com" }],
    ["/api/v1/links/{id}/cancel", { reason: "Not wanted" }],
    ["/api/v1/links/{id}/resend", { nonsense: 1 }],
    ["/api/v1/links/{id}/extend", { days: 7 }],
    ["/api/v1/links/{id}/end", { reason: "It is over" }],
    ["/api/v1/links/{id}/administrator", { email: "second.admin@contoso.onmicrosoft.com" }],
    ["/api/v1/links/{id}/retry", { reason: "Again" }],
    ["/api/v1/links/{id}/erase", {}],
    ["/api/v1/links/search", { address: "admin@contoso.onmicrosoft.com" }],
    ["/api/v1/webhooks/test", { url: "" }],
  ])("is refused at %s before anything is done", async (template, changes) => {
    const path = template.replace("{id}", id);
    const bodies: Record<string, unknown> = {
      "/api/v1/links": contosoRequest(product.sandbox, changes as Record<string, unknown>),
      "/api/v1/webhooks/test": { url: `${product.sandbox.url}/tickets/hooks/CHG-1` },
    };
    const body = JSON.stringify(bodies[template] ?? changes);
    const headers = { "x-api-key": localApiKey, "content-type": "application/json" };
    const before = await links();
    const attack = async () => {
      const answer = await inPieces(product.url + path, body, headers);
      await checkAnswer({ method: "POST", path }, answer.clone());
      return { status: answer.status, body: await answer.text() };
    };
    const page = await refused(product, id, { attack, by: { status: 411 } });
    expect(JSON.parse(page.body)).toMatchObject({ code: "length_required" });
    expect(JSON.parse(page.body)).toMatchObject({
      detail: expect.stringContaining("LoadIntoBufferAsync") as unknown,
    });
    expect(await links()).toBe(before);
  });

  it("does nothing on a page either", async () => {
    const person = await opens(product);
    const fields = new URLSearchParams({ id, csrf: csrfOf(person), action: "decline" });
    const headers = {
      cookie: cookiesOf(product, person),
      "content-type": "application/x-www-form-urlencoded",
    };
    const attack = async () => {
      const answer = await inPieces(`${product.url}/consent`, fields.toString(), headers);
      return { status: answer.status, body: await answer.text() };
    };
    await refused(product, id, { attack, by: { status: 404, code: "not_found" } });
  });
});
