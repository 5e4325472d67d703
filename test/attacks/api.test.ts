import { createHash } from "node:crypto";
import { localCaller } from "../../local/localSettings";
import { linked, long } from "../support/attackStage";
import { refused } from "../support/nothingHappened";
import { contosoRequest, startProduct, type Product } from "../support/product";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const caller = localCaller("127.0.0.1:1");
/** The ticketing system, another one, and one that may read only. */
const callers = [
  caller,
  { ...caller, id: "somebody-else", appIds: [], apiKeyHashes: [sha256("other-key")] },
  {
    ...caller,
    id: "reader",
    appIds: [],
    apiKeyHashes: [sha256("reader-key")],
    roles: ["Links.Read"],
  },
];

const doors = ["/end", "/cancel", "/retry", "/administrator"];
const elsewhere = { email: "x@contoso.com" };
const bodyOf = (path: string) => (path === "/administrator" ? elsewhere : undefined);

interface Asked {
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

describe("attacks and mistakes at the callers' doors", () => {
  let product: Product;
  let id = "";
  let waiting = "";
  beforeAll(async () => {
    product = await startProduct({ settings: { CALLERS: JSON.stringify(callers) } });
    id = await linked(product, { ticket: { id: "CHG-1" } });
    const changes = { ticket: { id: "CHG-2" }, account: { email: "wanda@partner.example" } };
    ({ id: waiting } = await product.post(contosoRequest(product.sandbox, changes)));
  });
  afterAll(() => product.close());

  const at = async (url: string, asked: Asked = {}) => {
    const response = await product.call("POST", url, asked);
    return { status: response.status, body: await response.text() };
  };
  const api = (path: string, asked: Asked = {}, link = id) =>
    at(`/api/v1/links/${link}${path}`, { body: bodyOf(path), ...asked });
  const says = (body: string, code: string) => {
    expect(JSON.parse(body)).toMatchObject({ code });
  };

  describe.each(doors)("%s", (path) => {
    it.each([
      ["an empty key", { "x-api-key": "" }],
      ["a wrong key", { "x-api-key": "wrong" }],
      ["a key that is far too long", { "x-api-key": long }],
      ["the hash of the right key", { "x-api-key": caller.apiKeyHashes[0] ?? "" }],
      ["two keys in one header", { "x-api-key": "local-ticket-system-key, other-key" }],
      ["a bearer token and no key", { "x-api-key": "", authorization: "Bearer abc" }],
    ])("with %s", async (_what, headers) => {
      const by = { status: 401 };
      const { body } = await refused(product, id, { attack: () => api(path, { headers }), by });
      says(body, "not_authenticated");
      expect(body).not.toContain(id);
    });

    it("without any key", async () => {
      const url = `${product.url}/api/v1/links/${id}${path}`;
      const attack = async () => {
        const response = await fetch(url, { method: "POST" });
        return { status: response.status, body: await response.text() };
      };
      const { body } = await refused(product, id, { attack, by: { status: 401 } });
      says(body, "not_authenticated");
    });

    it("with the key in the address instead of the header", async () => {
      const attack = () =>
        api(`${path}?x-api-key=local-ticket-system-key`, { headers: { "x-api-key": "" } });
      await refused(product, id, { attack, by: { status: 401 } });
    });

    it("by a caller who may read only", async () => {
      const attack = () => api(path, { headers: { "x-api-key": "reader-key" } });
      const { body } = await refused(product, id, { attack, by: { status: 403 } });
      says(body, "role_missing");
    });

    it("by another caller, who must not learn that the link is there", async () => {
      const attack = () => api(path, { headers: { "x-api-key": "other-key" } });
      const { body } = await refused(product, id, { attack, by: { status: 404 } });
      says(body, "not_found");
      expect(body).not.toContain(id);
    });

    it("by a GET", async () => {
      const attack = async () => {
        const response = await product.call("GET", `/api/v1/links/${id}${path}`);
        return { status: response.status, body: await response.text() };
      };
      await refused(product, id, { attack, by: { status: 404 } });
    });

    it.each([
      ["far too long", long],
      ["of another shape", "..%2f..%2fhealth"],
      ["in capitals", "A".repeat(26)],
      ["nobody's", "a".repeat(26)],
    ])("of a link whose id is %s", async (_what, wrong) => {
      const attack = () => api(path, {}, wrong);
      await refused(product, id, { attack, by: { status: 404 } });
    });
  });

  it.each(["/cancel", "/retry", "/administrator"])(
    "%s of a link that is linked already",
    async (path) => {
      const { body } = await refused(product, id, { attack: () => api(path), by: { status: 409 } });
      says(body, "not_in_this_state");
    },
  );

  it.each(["/retry", "/end"])("%s of a link that still waits for consent", async (path) => {
    const attack = () => api(path, {}, waiting);
    const { body } = await refused(product, waiting, { attack, by: { status: 409 } });
    says(body, "not_in_this_state");
  });

  it.each<[string, unknown, number]>([
    ["nobody", {}, 400],
    ["an address that is none", { email: "nonsense" }, 400],
    ["a plus-address, which Entra refuses", { email: "a+b@contoso.com" }, 400],
    ["two addresses in one", { email: "a@contoso.com,b@evil.example" }, 400],
    ["an address with a line break", { email: "a@contoso.com\r\nbcc: b@evil.example" }, 400],
    ["an address that is far too long", { email: `${"a".repeat(400)}@contoso.com` }, 400],
    ["a list of addresses", { email: ["a@contoso.com"] }, 400],
    ["a field that there is none of", { email: "a@contoso.com", roles: ["x"] }, 400],
    ["a name with a link in it", { email: "a@contoso.com", name: "see https://evil.example" }, 400],
    ["a name with hidden characters", { email: "a@contoso.com", name: "a\u202eb" }, 400],
    ["a name that is far too long", { email: "a@contoso.com", name: long }, 400],
    ["text that is no JSON", "{", 400],
    ["a JSON list", [], 400],
    ["JSON that says nothing", "null", 400],
    ["more than 16 KiB", { email: "a@contoso.com", name: long.repeat(3) }, 413],
  ])("another administrator who is %s", async (_what, body, status) => {
    const attack = () => api("/administrator", { body }, waiting);
    await refused(product, waiting, { attack, by: { status } });
  });

  it("another administrator in a form instead of JSON", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const attack = () => api("/administrator", { body: "email=a%40contoso.com", headers }, waiting);
    await refused(product, waiting, { attack, by: { status: 415 } });
  });
});
