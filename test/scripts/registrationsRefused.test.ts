import {
  apiClientId,
  identityClientId,
  identityPrincipalId,
  tenantIds,
} from "../../local/sandbox/ids";
import {
  cloudApplicationAdministrator,
  globalReader,
  privilegedRoleAdministrator,
} from "../../local/sandbox/roles";
import { deployerStage } from "./support/deployerStage";
import type { Ended } from "./support/deployment";
import { madeIn } from "./support/enforced";

const stage = deployerStage();
afterEach(() => {
  // Whatever happened, no token is ever shown.
  expect(
    stage()
      .tokens()
      .filter((token) => shown.some((text) => text.includes(token))),
  ).toEqual([]);
});

const shown: string[] = [];
const run = async (args: readonly string[] = [], env = {}): Promise<Ended> => {
  const all = ["--environment", "test", "--patience", "0", ...args];
  const ended = await stage().run("scripts/registrations.mjs", all, env);
  shown.push(ended.stdout, ended.stderr);
  return ended;
};
const withIdentity = ["--identity", identityPrincipalId];
const link = () => madeIn(stage().home, "link").application;
const writes = () =>
  stage()
    .sandbox.requests()
    .filter(({ method }) => method !== "GET");

/** It says why, makes nothing, and ends with 1. */
async function expectRefused(ended: Promise<Ended>, ...words: string[]): Promise<void> {
  const before = structuredClone(stage().home);
  const { status, stdout, stderr } = await ended;
  expect(status).toBe(1);
  expect(stdout).not.toMatch(/made|mended|given/);
  for (const one of words) expect(stderr).toContain(one);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stage().home).toEqual(before);
}

describe("npm run registrations makes nothing", () => {
  it("where nobody is signed in", async () => {
    stage().signIn();
    await expectRefused(
      run(["--tenant", tenantIds.fabrikam]),
      "There is no token for https://graph.microsoft.com",
      `az login --tenant ${tenantIds.fabrikam}`,
      "azd auth login",
    );
    expect(stage().sandbox.requests()).toEqual([]);
  });

  it("where the address of Graph is neither https nor this machine: no token is asked for", async () => {
    await expectRefused(run([], { GRAPH_URL: "http://graph.example" }), "must begin with https");
    expect(stage().calls()).toEqual([]);
  });

  it.each([
    ["an issuer that is not Microsoft's", { ENTRA_AUTHORITY: "https://evil.example" }],
    ["an issuer with a path", { ENTRA_AUTHORITY: "https://login.microsoftonline.com/x" }],
    ["Graph at another host", { GRAPH_URL: "https://graph.example" }],
    [
      "a host that only begins like Graph's",
      { GRAPH_URL: "https://graph.microsoft.com.a.example" },
    ],
    ["Azure at another host", { ARM_URL: "https://management.example" }],
    [
      "hosts of two clouds",
      { GRAPH_URL: "https://graph.microsoft.us", ARM_URL: "https://management.azure.com" },
    ],
    [
      "this machine beside the cloud",
      { ENTRA_AUTHORITY: "http://localhost:1", GRAPH_URL: "https://graph.microsoft.com" },
    ],
  ])("with %s: no token is asked for", async (_, settings) => {
    const cloud = { ENTRA_AUTHORITY: "", GRAPH_URL: "", ARM_URL: "" };
    await expectRefused(run([], { ...cloud, ...settings }), Object.keys(settings)[0] ?? "");
    expect(stage().calls()).toEqual([]);
  });

  it("in another directory than was named", async () => {
    await expectRefused(
      run(["--tenant", tenantIds.contoso]),
      "You are signed in to Fabrikam Cloud Services",
      `az login --tenant ${tenantIds.contoso}`,
    );
  });

  it("for somebody without the role, and names the role", async () => {
    stage().signIn("olga", globalReader);
    await expectRefused(
      run(),
      "403 Authorization_RequestDenied",
      "Cloud Application Administrator",
    );
  });

  it("where two registrations match", async () => {
    await run();
    const ours = link().appId;
    await expectRefused(
      run([], { LINK_CLIENT_ID: apiClientId }),
      "Two registrations match",
      `LINK_CLIENT_ID names ${apiClientId}`,
      `azd env set LINK_CLIENT_ID ${ours}`,
    );
  });

  it("where the setting names one that somebody else made, or none", async () => {
    await run(["--environment", "other"]);
    const { appId } = link();
    await expectRefused(
      run([], { LINK_CLIENT_ID: appId }),
      "“Directory link”",
      "this program did not make it",
    );
    await expectRefused(
      run([], { LINK_CLIENT_ID: identityClientId }),
      "there is no such registration in this directory",
    );
  });

  it("where the recycle bin holds its mark", async () => {
    await run();
    link().isDeleted = true;
    await expectRefused(run(), "the recycle bin keeps its mark", "Deleted applications");
  });

  it("for an id that is no managed identity", async () => {
    await expectRefused(
      run(["--identity", identityClientId]),
      "principal id (object id)",
      "is not in this directory",
    );
    const graph = stage().sandbox.requests()[1]?.path ?? "";
    expect(graph).toContain("/servicePrincipals(appId=");
  });

  it.each<[string, readonly string[], string]>([
    ["no environment", ["--environment", ""], "--environment is missing"],
    ["an environment of another shape", ["--environment", "a'b"], "--environment takes letters"],
    ["an address without https", ["--public-url", "http://links.example"], "has to be https"],
    ["an address with a path", ["--public-url", "https://links.example/a"], "without a path"],
    ["an identity that is no id", ["--identity", "me"], "--identity has to be"],
    ["an unknown option", ["--force"], "--force"],
  ])("with %s", async (_what, args, words) => {
    await expectRefused(run(args), words);
    expect(stage().calls()).toEqual([]);
  });

  it("when it is asked for help, which is no failure", async () => {
    const { status, stdout, stderr } = await run(["--help"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Make the registrations link and api");
    expect(stage().calls()).toEqual([]);
  });
});

describe("npm run registrations warns", () => {
  it("of each secret and certificate", async () => {
    await run();
    link().properties["passwordCredentials"] = [
      {
        displayName: "for tests",
        keyId: identityClientId,
        endDateTime: "2027-01-01T00:00:00Z",
        hint: "abc",
      },
    ];
    const api = madeIn(stage().home, "api");
    api.application.properties["keyCredentials"] = [{ displayName: "CN=old", keyId: apiClientId }];
    api.principal.passwordCredentials = [{ keyId: apiClientId }];
    const { status, stderr } = await run();
    expect(status).toBe(0);
    expect(stderr.split("\n").filter((line) => line !== "")).toEqual([
      expect.stringContaining(
        `link has a client secret (for tests, id ${identityClientId}, until 2027`,
      ),
      expect.stringContaining(`api has a certificate (CN=old, id ${apiClientId}`),
      expect.stringContaining("the service principal of api has a client secret"),
    ]);
    expect(stderr).not.toContain("abc");
  });

  it("of whoever else a registration trusts", async () => {
    await run(withIdentity);
    link().federatedCredentials.push({
      ...{ id: "x", name: "pipeline", issuer: "https://ci.example", subject: "repo:x" },
      ...{ audiences: ["api://AzureADTokenExchange"], description: null },
    });
    const { stderr } = await run(withIdentity);
    expect(stderr).toContain("link also trusts https://ci.example, subject repo:x");
    expect(link().federatedCredentials).toHaveLength(2);
  });

  it("in words that cannot steer a terminal, and trusts the address without its slash", async () => {
    await run();
    link().properties["passwordCredentials"] = [
      { displayName: "\u001b[2Ja\nWarning: b", keyId: apiClientId },
    ];
    const { stderr } = await run(withIdentity, { ENTRA_AUTHORITY: `${stage().sandbox.url}/` });
    expect(stderr).toContain("([2JaWarning: b, id");
    expect(stderr).not.toContain("\u001b");
    expect(link().federatedCredentials[0]?.issuer).toBe(
      `${stage().sandbox.url}/${tenantIds.fabrikam}/v2.0`,
    );
  });

  it("of an identity that may send from every mailbox, or more", async () => {
    stage().sandbox.facts.managedIdentity.appRoles.push("Mail.Send", "User.Read.All");
    const { status, stderr } = await run(withIdentity);
    expect(status).toBe(0);
    expect(stderr).toContain("may send from every mailbox of the directory (Mail.Send)");
    expect(stderr).toContain("infra/mailPermission.ps1");
    expect(stderr).toContain("the identity also holds ");
  });

  it("whom to ask, where only the identity's permission is missing", async () => {
    stage().signIn("olga", cloudApplicationAdministrator);
    const { status, stderr } = await run(withIdentity);
    expect([status, stage().sandbox.facts.managedIdentity.appRoles]).toEqual([1, []]);
    expect(stderr).toContain("Privileged Role Administrator");
    stage().signIn("olga", cloudApplicationAdministrator, privilegedRoleAdministrator);
    expect((await run(withIdentity)).status).toBe(0);
    expect(writes().at(-1)?.path).toContain("appRoleAssignedTo");
  });
});
