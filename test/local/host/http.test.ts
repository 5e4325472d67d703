import { request as rawRequest } from "node:http";
import { app, type HttpRequest, type HttpResponseInit } from "@azure/functions";
import { hostForTest, stopHosts } from "./support/host";

const show =
  (name: string) =>
  async (request: HttpRequest): Promise<HttpResponseInit> => ({
    jsonBody: {
      name,
      params: request.params,
      query: Object.fromEntries(request.query),
      header: request.headers.get("x-test"),
      body: await request.text(),
    },
  });
app.http("list", { route: "api/v1/links", methods: ["GET"], handler: show("list") });
app.http("create", { route: "api/v1/links", methods: ["POST"], handler: show("create") });
app.http("one", { route: "api/v1/links/{id}", methods: ["GET"], handler: show("one") });
app.http("search", {
  route: "api/v1/links/search",
  methods: ["GET", "POST"],
  handler: show("search"),
});
app.http("part", { route: "parts/{first}/{second?}", methods: ["GET"], handler: show("part") });
app.http("rest", { route: "api/{*rest}", methods: ["GET", "POST"], handler: show("rest") });
app.http("plain", { handler: show("plain") });
app.http("cookies", {
  handler: () => ({
    status: 303,
    headers: { location: "/next" },
    cookies: [
      {
        name: "a",
        value: "x y=(1)!",
        httpOnly: true,
        secure: true,
        sameSite: "Lax",
        path: "/consent",
        maxAge: 60,
      },
      { name: "b", value: "", expires: new Date(0) },
      {
        name: "c",
        value: "base64url_-",
        sameSite: "None",
        expires: new Date("2030-01-02T03:04:05Z"),
        domain: "x.example",
      },
    ],
  }),
});
app.http("headerCookies", {
  handler: () => ({
    headers: [
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ],
  }),
});
app.http("nothing", { handler: () => undefined as unknown as HttpResponseInit });
app.http("bytes", {
  methods: ["POST"],
  handler: async (request) => ({ body: await request.arrayBuffer() }),
});
app.http("throws", {
  handler: () => {
    throw new Error("no luck with ?code=s3cret");
  },
});

afterEach(stopHosts);

const get = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as unknown,
  };
};

describe("the door", () => {
  it("finds a function by path and method, and hands it parameters, query, headers and body", async () => {
    const { url } = await hostForTest();
    expect((await get(`${url}/api/v1/links`)).json()).toMatchObject({ name: "list" });
    expect(
      (await get(`${url}/api/v1/links/a%20b?t=1&t=2&u=`, { headers: { "x-test": "y" } })).json(),
    ).toEqual({
      name: "one",
      params: { id: "a b" },
      query: { t: "1,2", u: "" },
      header: "y",
      body: "",
    });
    expect(
      (await get(`${url}/api/v1/links`, { method: "POST", body: "grüße" })).json(),
    ).toMatchObject({
      name: "create",
      body: "grüße",
    });
  });

  it("prefers a literal segment to a parameter, whatever was registered first", async () => {
    const { url } = await hostForTest();
    expect((await get(`${url}/api/v1/links/search`)).json()).toMatchObject({ name: "search" });
    expect((await get(`${url}/API/V1/Links/SEARCH`)).json()).toMatchObject({ name: "search" });
  });

  it("knows optional parameters, and functions without a route by their name", async () => {
    const { url } = await hostForTest();
    expect((await get(`${url}/parts/a`)).json()).toMatchObject({ params: { first: "a" } });
    expect((await get(`${url}/parts/a/b`)).json()).toMatchObject({
      params: { first: "a", second: "b" },
    });
    expect((await get(`${url}/plain`)).json()).toMatchObject({ name: "plain" });
  });

  it("gives everything that no other route takes to the one with a catch-all", async () => {
    const { url } = await hostForTest();
    expect((await get(`${url}/api/v1/links/1`)).json()).toMatchObject({ name: "one" });
    expect((await get(`${url}/api/v1/links/1/b%20c/d`)).json()).toMatchObject({
      name: "rest",
      params: { rest: "v1/links/1/b c/d" },
    });
    expect((await get(`${url}/api`)).json()).toMatchObject({ name: "rest", params: {} });
    expect((await get(`${url}/api/v1/links/1`, { method: "POST" })).json()).toMatchObject({
      name: "rest",
    });
    expect((await get(`${url}/elsewhere/x`)).status).toBe(404);
  });

  it("puts host.json's prefix before every route, 'api' by default", async () => {
    const { url } = await hostForTest({ hostJson: {} });
    expect((await get(`${url}/api/plain`)).status).toBe(200);
    expect((await get(`${url}/plain`)).status).toBe(404);
  });

  it.each([
    ["GET", "/unknown"],
    ["GET", "/parts/a/b/c"],
    ["DELETE", "/api/v1/links"],
    ["HEAD", "/api/v1/links"],
  ])(
    "answers 404 to %s %s, as the real host also does for another method",
    async (method, path) => {
      const { url } = await hostForTest();
      expect(await get(`${url}${path}`, { method })).toMatchObject({ status: 404, text: "" });
    },
  );

  it("writes each cookie as its own line, as ASP.NET does", async () => {
    const { url } = await hostForTest();
    const { status, headers } = await get(`${url}/cookies`);
    expect(status).toBe(303);
    expect(headers.get("location")).toBe("/next");
    expect(headers.getSetCookie()).toEqual([
      "a=x%20y%3D%281%29%21; max-age=60; path=/consent; secure; samesite=lax; httponly",
      "b=; path=/",
      "c=base64url_-; expires=Wed, 02 Jan 2030 03:04:05 GMT; domain=x.example; path=/; samesite=none",
    ]);
  });

  it("keeps only the last of several Set-Cookie put in headers", async () => {
    const { url } = await hostForTest();
    expect((await get(`${url}/headerCookies`)).headers.getSetCookie()).toEqual(["b=2"]);
  });

  it("answers 204 when a function returns nothing", async () => {
    const { url } = await hostForTest();
    expect(await get(`${url}/nothing`)).toMatchObject({ status: 204, text: "" });
  });

  it("passes bytes through unharmed", async () => {
    const { url } = await hostForTest();
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const response = await fetch(`${url}/bytes`, { method: "POST", body: bytes });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it("answers 500 without a word when a function throws, and logs why", async () => {
    const host = await hostForTest();
    expect(await get(`${host.url}/throws`)).toMatchObject({ status: 500, text: "" });
    expect(host.lines).toContain(
      "[error] Executed 'Functions.throws' (Failed): no luck with [Hidden Credential]",
    );
  });

  it("turns away a body above 100 MB before reading it", async () => {
    const host = await hostForTest();
    const status = await new Promise((resolve, reject) => {
      const headers = { "content-length": 104_857_601 };
      const request = rawRequest(`${host.url}/bytes`, { method: "POST", headers }, (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on("error", reject);
      request.flushHeaders();
    });
    expect(status).toBe(413);
  });
});
