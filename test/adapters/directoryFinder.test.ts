import { createDirectoryFinder } from "../../adapters/directoryFinder";
import type { DirectoryFinder } from "../../domain/microsoftPorts";
import { contoso, startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { failureOf } from "../support/fakesStorage";

const discoveryPath = "openid-configuration";
const unreachable = { code: "directory_unreachable", class: "transient" };

describe("the directory finder", () => {
  let microsoft: Microsoft;
  let finder: DirectoryFinder;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(() => {
    jest.restoreAllMocks();
    microsoft.sandbox.reset();
    finder = createDirectoryFinder(microsoft.sandbox.url, microsoft.productGraph);
  });
  afterAll(() => microsoft.close());
  const discoveries = () => jest.spyOn(globalThis, "fetch");
  const answering = (status: number, body: unknown) =>
    microsoft.sandbox.setFault({ path: discoveryPath, status, body });

  it("finds a directory by any of its domains, with the name and default domain it shows", async () => {
    const expected = { tenantId: contoso, name: "Contoso", defaultDomain: "contoso.com" };
    expect(await finder.describe("contoso.com")).toEqual(expected);
    expect(await finder.describe("contoso.onmicrosoft.com")).toEqual(expected);
  });

  it("asks for the name with the product's own token", async () => {
    await finder.describe("contoso.com");
    expect(microsoft.sandbox.requests()).toMatchObject([
      {
        path: "/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='contoso.com')",
        token: "app",
      },
    ]);
  });

  it("says that no directory has the domain, and asks Graph nothing", async () => {
    const failure = await failureOf(finder.describe("nobody.example"));
    expect(failure).toMatchObject({ code: "directory_not_found", class: "final" });
    expect(failure.message).toMatch(/: No directory has the domain nobody\.example\. Look at /);
    expect(failure.message).not.toContain("contoso");
    expect(microsoft.sandbox.requests()).toEqual([]);
  });

  it("says that a directory lives in another cloud", async () => {
    expect(await failureOf(finder.tenantOf("agency.us"))).toMatchObject({
      code: "directory_in_other_cloud",
      class: "final",
    });
  });

  it.each([
    ["a redirect to a national cloud", 400, { error_codes: [90038] }],
    ["another instance", 200, { issuer: "x", cloud_instance_name: "partner.microsoftonline.cn" }],
    ["a part of the US government's", 200, { issuer: "x", tenant_region_sub_scope: "DOD" }],
    ["GCC High", 200, { issuer: "x", tenant_region_sub_scope: "DODCON" }],
  ])("knows another cloud by %s", async (_what, status, body) => {
    answering(status, body);
    expect(await failureOf(finder.tenantOf("contoso.com"))).toMatchObject({
      code: "directory_in_other_cloud",
    });
  });

  it("takes GCC for the global cloud, where it lives", async () => {
    const issuer = `${microsoft.sandbox.url}/${contoso}/v2.0`;
    answering(200, { issuer, tenant_region_sub_scope: "GCC" });
    expect(await finder.tenantOf("contoso.com")).toBe(contoso);
  });

  it.each([
    ["no issuer", 200, {}],
    [
      "an issuer without a tenant",
      200,
      { issuer: "https://login.microsoftonline.com/{tenantid}/v2.0" },
    ],
    ["an error of Microsoft's own", 503, {}],
    ["too many look-ups", 429, {}],
    ["words instead of JSON", 200, "hello"],
  ])("tries again later after %s", async (_what, status, body) => {
    answering(status, body);
    expect(await failureOf(finder.tenantOf("contoso.com"))).toMatchObject(unreachable);
  });

  it("tries again later without an answer", async () => {
    microsoft.sandbox.setFault({ path: discoveryPath, kind: "drop" });
    expect(await failureOf(finder.tenantOf("contoso.com"))).toMatchObject(unreachable);
    expect(await finder.tenantOf("contoso.com")).toBe(contoso);
  });

  it("waits ten seconds for an answer and follows no redirect", async () => {
    const timeout = jest.spyOn(AbortSignal, "timeout");
    const fetches = discoveries();
    await finder.tenantOf("contoso.com");
    expect(timeout).toHaveBeenCalledWith(10_000);
    expect(fetches.mock.calls[0]?.[1]).toMatchObject({ redirect: "error" });
  });

  it("trusts neither look-up where the two disagree", async () => {
    microsoft.sandbox.setFault({
      path: "/v1.0/tenantRelationships",
      status: 200,
      body: { tenantId: "11200000-0000-4000-8000-000000000000", displayName: "Litware" },
    });
    expect(await failureOf(finder.describe("contoso.com"))).toMatchObject(unreachable);
  });

  it("shows the domain where the directory has no name", async () => {
    const body = { tenantId: contoso, displayName: null, defaultDomainName: null };
    microsoft.sandbox.setFault({ path: "/v1.0/tenantRelationships", status: 200, body });
    expect(await finder.describe("contoso.com")).toEqual({
      tenantId: contoso,
      name: "contoso.com",
      defaultDomain: "contoso.com",
    });
  });

  it("remembers a directory for ten minutes", async () => {
    let now = Date.now();
    jest.spyOn(Date, "now").mockImplementation(() => now);
    const fetches = discoveries();
    await finder.tenantOf("contoso.com");
    now += 10 * 60 * 1000 - 1;
    await finder.tenantOf("contoso.com");
    expect(fetches).toHaveBeenCalledTimes(1);
    now += 1;
    await finder.tenantOf("contoso.com");
    expect(fetches).toHaveBeenCalledTimes(2);
  });

  it("does not remember that a domain was not found: it may be new tomorrow", async () => {
    const fetches = discoveries();
    await failureOf(finder.tenantOf("nobody.example"));
    await failureOf(finder.tenantOf("nobody.example"));
    expect(fetches).toHaveBeenCalledTimes(2);
  });
});
