import { callTrace, pathOf, traced, tracedFetch } from "../../adapters/callTrace";
import { createGraph } from "../../adapters/graph";
import { newScope, type SeenCall } from "../../domain/callTrace";

const answering = (response: Response | Error) =>
  jest
    .spyOn(globalThis, "fetch")
    .mockImplementation(() =>
      response instanceof Error ? Promise.reject(response) : Promise.resolve(response.clone()),
    );

async function seen(work: () => Promise<unknown>): Promise<readonly SeenCall[]> {
  const scope = newScope();
  await callTrace.run(scope, () => work().catch(() => undefined));
  return scope.calls;
}

describe("the trace of calls", () => {
  afterEach(() => jest.restoreAllMocks());

  it("fills ids into a path, and leaves out what could be an address or a domain", () => {
    const id = "8d1e0b4c-1111-4222-8333-444455556666";
    expect(pathOf("/v1.0/users/{id}", { id })).toBe(`/v1.0/users/${id}`);
    for (const value of ["links@fabrikam.example", "contoso.onmicrosoft.com", "a b", "x?y=1", ""])
      expect(pathOf("/v1.0/users/{id}/sendMail", { id: value })).toBe("/v1.0/users/{id}/sendMail");
  });

  it("has no query of a Graph call, and neither its filter nor its body", async () => {
    answering(Response.json({ value: [] }, { headers: { "request-id": "abc-1" } }));
    const graph = createGraph("https://graph.example", () => Promise.resolve("token"));
    const filter = "mail eq 'partner.ops@outlook.com'";
    const calls = await seen(() => graph("findUsers", { query: { $filter: filter } }));
    expect(calls).toMatchObject([
      {
        host: "graph.example",
        method: "GET",
        path: "/v1.0/users",
        status: 200,
        requestId: "abc-1",
      },
    ]);
    expect(JSON.stringify(calls)).not.toMatch(/outlook|filter|token/);
  });

  it("has the status and request id of a call that Graph refused", async () => {
    const headers = { "request-id": "abc-2" };
    answering(Response.json({ error: { code: "Forbidden" } }, { status: 403, headers }));
    const graph = createGraph("https://graph.example", () => Promise.resolve("token"));
    expect(await seen(() => graph("readLicences"))).toMatchObject([
      { path: "/v1.0/subscribedSkus", status: 403, requestId: "abc-2" },
    ]);
  });

  it("has status 0 where no answer came", async () => {
    answering(new Error("getaddrinfo ENOTFOUND"));
    expect(await seen(() => tracedFetch("https://login.example/common"))).toMatchObject([
      { status: 0, requestId: null },
    ]);
  });

  it.each([
    [
      "/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration",
      "/{id}/v2.0/.well-known/openid-configuration",
    ],
    ["/users/a%40b.example/x?code=1", "/users/{id}/x"],
  ])("blanks domains and addresses in %s", async (path, shown) => {
    answering(Response.json({}));
    const [call] = await seen(() => tracedFetch(`https://login.example${path}`));
    expect(call).toMatchObject({ path: shown, template: shown });
  });

  it("keeps the tenant in the path of a token call, and not in its template", async () => {
    answering(Response.json({}, { headers: { "x-ms-request-id": "abc-3" } }));
    const tenant = "11111111-2222-4333-8444-555555555555";
    const url = `https://login.example/${tenant}/oauth2/v2.0/token`;
    expect(await seen(() => tracedFetch(url, { method: "POST" }))).toMatchObject([
      {
        ...{ method: "POST", path: `/${tenant}/oauth2/v2.0/token`, requestId: "abc-3" },
        template: "/{id}/oauth2/v2.0/token",
      },
    ]);
  });

  it("takes no request id that is not one", async () => {
    answering(Response.json({}, { headers: { "request-id": "see admin@contoso.example" } }));
    expect(await seen(() => tracedFetch("https://login.example/"))).toMatchObject([
      { requestId: null },
    ]);
  });

  it("makes a call that belongs to nobody all the same", async () => {
    const called = { host: "h", method: "GET", path: "/", template: "/" };
    expect((await traced(called, () => Promise.resolve(Response.json(1)))).status).toBe(200);
  });
});
