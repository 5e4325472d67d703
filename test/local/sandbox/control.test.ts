import { request } from "node:http";
import { startSandbox } from "../../../local/sandbox/startSandbox";
import { tenantIds } from "../../../local/sandbox/ids";
import { startBench, tenant, unchanged, type Bench } from "./support/bench";
import { graph, invitation, planScopes } from "./support/graph";
import { giveAdminConsent } from "./support/signIn";
import { identityToken, tokensFor } from "./support/tokens";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(() => {
  bench.sandbox.setPublicUrl(bench.appUrl);
  bench.sandbox.reset();
});

const control = (path: string, body: unknown, type = "application/json") =>
  fetch(`${bench.sandbox.url}/sandbox/${path}`, {
    method: "POST",
    headers: { "content-type": type },
    body: JSON.stringify(body),
  });
const read = async (path: string) =>
  (await fetch(`${bench.sandbox.url}/sandbox/${path}`)).json() as Promise<Record<string, unknown>>;
const findContoso = async () => {
  const token = await identityToken(bench, "https://graph.microsoft.com");
  return graph(
    bench,
    `/tenantRelationships/findTenantInformationByTenantId(tenantId='${tenantIds.contoso}')`,
    { token },
  );
};

describe("faults", () => {
  it("take the place of answers, so often as they say", async () => {
    bench.sandbox.setFault({
      method: "GET",
      path: "/v1.0/tenantRelationships/",
      status: 429,
      code: "TooManyRequests",
      message: "Slow down.",
      retryAfter: 600,
      times: 2,
    });
    const first = await findContoso();
    expect(first.status).toBe(429);
    expect(first.headers.get("retry-after")).toBe("600");
    expect(first.body.error).toMatchObject({
      code: "TooManyRequests",
      message: "Slow down.",
      innerError: { "request-id": first.headers.get("request-id") },
    });
    expect([(await findContoso()).status, (await findContoso()).status]).toEqual([429, 200]);
    expect(bench.sandbox.requests().map((seen) => seen.status)).toEqual([429, 429, 200]);
  });

  it("fit by regular expression too, and leave other requests alone", async () => {
    bench.sandbox.setFault({ path: "ByTenantId\\(tenantId='1120", status: 500 });
    expect((await findContoso()).status).toBe(200);
  });

  it("drop the answer after the work was done", async () => {
    await giveAdminConsent(bench, "grace");
    const { access_token: token } = await tokensFor(bench, "grace", { scope: planScopes });
    const asked = { token, method: "POST", body: invitation("partner.ops@outlook.com") };
    bench.sandbox.setFault({ method: "POST", path: "/v1.0/invitations", kind: "drop" });
    await expect(graph(bench, "/invitations", asked)).rejects.toThrow("fetch failed");
    expect(
      tenant(bench, tenantIds.contoso).users.filter((user) => user.userType === "Guest"),
    ).toHaveLength(1);
    expect((await graph(bench, "/invitations", asked)).body.error.message).toContain(
      "already exists",
    );
  });

  it("do nothing else while they refuse", async () => {
    const { access_token: token } = await tokensFor(bench, "grace", { scope: planScopes });
    bench.sandbox.setFault({ path: "/v1.0/invitations", status: 503 });
    const reply = await unchanged(bench, () =>
      graph(bench, "/invitations", {
        token,
        method: "POST",
        body: invitation("partner.ops@outlook.com"),
      }),
    );
    expect(reply.status).toBe(503);
  });
});

describe("control over HTTP", () => {
  it("tells state, settings and requests", async () => {
    await findContoso();
    expect(await read("state")).toMatchObject({
      tenants: expect.arrayContaining([
        expect.objectContaining({ displayName: "Contoso" }),
      ]) as unknown,
    });
    expect(await read("settings")).toEqual(bench.sandbox.settings());
    expect(await read("requests")).toMatchObject([
      { token: "app", scopes: ["CrossTenantInformation.ReadBasic.All"] },
    ]);
    expect(await read("mails?to=x@y.example")).toEqual([]);
    expect(await read("tickets")).toEqual([]);
  });

  it("sets faults, delays, the app's address and the clock, and resets all but the address", async () => {
    expect((await control("faults", { path: "/v1.0/", status: 500, times: 1 })).status).toBe(204);
    expect((await findContoso()).status).toBe(500);
    expect((await control("settings", { freshGuestDelayMs: 5000 })).status).toBe(204);
    expect(bench.sandbox.facts.settings).toEqual({ freshGuestDelayMs: 5000, freshRoleDelayMs: 0 });
    expect((await control("public-url", { publicUrl: "http://localhost:9" })).status).toBe(204);
    expect(bench.sandbox.facts.application.redirectUris).toContain(
      "http://localhost:9/signin/callback",
    );
    const before = bench.sandbox.now().getTime();
    expect((await control("clock", { offsetMs: 86_400_000 })).status).toBe(204);
    expect(bench.sandbox.now().getTime() - before).toBe(86_400_000);
    expect((await control("reset", {})).status).toBe(204);
    expect(bench.sandbox.now().getTime()).toBe(before);
    expect(bench.sandbox.facts.settings.freshGuestDelayMs).toBe(0);
    expect(bench.sandbox.facts.application.redirectUris).toContain(
      "http://localhost:9/signin/callback",
    );
  });

  it.each<[string, string, unknown, string | undefined, number]>([
    ["a form of some web page", "clock", { offsetMs: 1 }, "text/plain", 415],
    ["an unknown property", "faults", { path: "/", status: 500, nonsense: 1 }, undefined, 400],
    ["a fault without a path", "faults", { status: 500 }, undefined, 400],
    ["a clock without an offset", "clock", {}, undefined, 400],
  ])("refuses %s", async (_what, path, body, type, status) => {
    const now = bench.sandbox.now().getTime();
    const reply = await unchanged(bench, () => control(path, body, type));
    expect(reply.status).toBe(status);
    expect(bench.sandbox.now().getTime()).toBe(now);
  });

  it("refuses another host name, so that a web page can't reach it by DNS", async () => {
    const status = await new Promise((resolve, reject) => {
      const asked = request(
        `${bench.sandbox.url}/sandbox/state`,
        { headers: { host: `evil.example:${bench.sandbox.port}` } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.on("error", reject).end();
    });
    expect(status).toBe(421);
  });

  it("says that it does not know an address", async () => {
    const response = await fetch(`${bench.sandbox.url}/nowhere`);
    expect([response.status, await response.json()]).toEqual([
      501,
      { error: "not_imitated", message: "The sandbox does not imitate GET /nowhere." },
    ]);
  });
});

describe("startSandbox", () => {
  it("names the port that is taken", async () => {
    await expect(startSandbox({ port: bench.sandbox.port })).rejects.toThrow(
      `can't listen on port ${bench.sandbox.port}`,
    );
  });

  it("takes more routes and settings, and closes", async () => {
    const routes = [
      { method: "GET" as const, path: "/", handle: () => ({ status: 200, body: "start" }) },
    ];
    const other = await startSandbox({ port: 0, routes, settings: { freshGuestDelayMs: 7 } });
    expect(await (await fetch(other.url)).text()).toBe("start");
    other.reset();
    expect(other.facts.settings.freshGuestDelayMs).toBe(7);
    await other.close();
    await expect(fetch(other.url)).rejects.toThrow("fetch failed");
  });

  it("forgets people's tokens at a reset, but not the app's, which its library still sends", async () => {
    const person = (await tokensFor(bench, "grace")).access_token;
    const app = await identityToken(bench, "https://graph.microsoft.com");
    bench.sandbox.reset();
    expect((await graph(bench, "/organization", { token: person })).status).toBe(401);
    const path = "/tenantRelationships/findTenantInformationByDomainName(domainName='contoso.com')";
    expect((await graph(bench, path, { token: app })).status).toBe(200);
  });

  it("gives each sandbox its own keys: a token of one is nothing to the other", async () => {
    const other = await startSandbox({ port: 0 });
    const token = await identityToken(bench, "https://graph.microsoft.com");
    const response = await fetch(
      `${other.url}/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='x')`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(response.status).toBe(401);
    await other.close();
  });
});
