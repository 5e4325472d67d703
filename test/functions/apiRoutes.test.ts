import { HttpRequest, type HttpMethod } from "@azure/functions";
import type { FieldError } from "../../domain/fieldErrors";
import { json } from "../../functions/api";
import { apiRoutes } from "../../functions/apiRoutes";
import { aContext } from "../support/fakesHttp";

const handler = jest.fn(() => Promise.resolve(json(200, {})));
const routes = apiRoutes([
  { name: "list", methods: ["GET"], route: "api/v1/things", query: ["top", "status"], handler },
  { name: "make", methods: ["POST"], route: "api/v1/things", query: [], handler },
  { name: "one", methods: ["GET"], route: "api/v1/things/{id}", query: [], handler },
]);

async function call(name: string, method: HttpMethod, path: string) {
  const door = routes.find((one) => one.name === name && one.methods.includes(method));
  if (!door) throw new Error(`no ${name} for ${method}`);
  const request = new HttpRequest({ method, url: `https://link.example/${path}` });
  const answer = await door.handler(request, aContext());
  const body = answer.body ? (JSON.parse(String(answer.body)) as Record<string, unknown>) : {};
  return { ...answer, body };
}

beforeEach(() => handler.mockClear());

describe("the API's routes", () => {
  it("let known query parameters through", async () => {
    expect((await call("list", "GET", "api/v1/things?top=1&status=a%26b")).status).toBe(200);
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["api/v1/things?topp=1&Status=x", ['"topp"', '"Status"', "top, status"], ["/topp", "/Status"]],
    ["api/v1/things?top=1&top=1&top=2", ['"top"', "more than once"], ["/top"]],
    ["api/v1/things?=1", ['""'], ["/"]],
    ["api/v1/things?a%2Fb=1", ['"a/b"'], ["/a~1b"]],
  ])("refuse %s and name what is wrong", async (path, words, pointers) => {
    const { status, body } = await call("list", "GET", path);
    expect([status, body["code"]]).toEqual([400, "invalid_request"]);
    for (const word of words) expect(body["detail"]).toContain(word);
    const errors = body["errors"] as FieldError[];
    expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
    for (const { message } of errors) expect(message).toMatch(/^(is not a param|was sent more)/);
    expect(handler).not.toHaveBeenCalled();
  });

  it("say that a call takes no query at all, and repeat no more of it than helps", async () => {
    const { body } = await call("make", "POST", `api/v1/things?${"x".repeat(5000)}=secret`);
    expect(String(body["detail"]).length).toBeLessThan(200);
    expect(body["detail"]).toContain("it takes none");
    expect(body["detail"]).not.toContain("secret");
  });

  it("answer HEAD wherever they answer GET", async () => {
    expect((await call("one", "HEAD", "api/v1/things/1")).status).toBe(200);
    expect(routes.find(({ name }) => name === "make")?.methods).toEqual(["POST"]);
  });

  it.each<[HttpMethod, string, string]>([
    ["DELETE", "listOthers", "GET, HEAD, POST, OPTIONS"],
    ["PUT", "listOthers", "GET, HEAD, POST, OPTIONS"],
    ["POST", "oneOthers", "GET, HEAD, OPTIONS"],
    ["PATCH", "oneOthers", "GET, HEAD, OPTIONS"],
  ])("answer 405 to %s, with what is allowed", async (method, name, allow) => {
    const { status, headers, body } = await call(name, method, "api/v1/things");
    expect(status).toBe(405);
    expect(headers).toMatchObject({ allow, "content-type": "application/problem+json" });
    expect(body).toMatchObject({ code: "method_not_allowed", allow: allow.split(", ") });
  });

  it("tell what they take to who asks for OPTIONS", async () => {
    const answer = await call("listOthers", "OPTIONS", "api/v1/things");
    expect(answer).toMatchObject({ status: 204, headers: { allow: "GET, HEAD, POST, OPTIONS" } });
  });

  it("answer 404 in their own form to everything else under /api", async () => {
    const { status, body } = await call("noSuchRoute", "GET", "api/v2/things?x=1");
    expect([status, body["code"]]).toEqual([404, "not_found"]);
    expect(body["detail"]).toContain("/api/v2/things");
    expect(routes.find(({ name }) => name === "noSuchRoute")?.route).toBe("api/{*rest}");
  });

  it("have one function for each method of each route, and names that are unique", () => {
    const pairs = routes.flatMap(({ route, methods }) => methods.map((one) => `${one} ${route}`));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length);
  });
});
