import { guidFrom, identityPrincipalId } from "../../local/sandbox/ids";
import { deployerStage } from "./support/deployerStage";
import { madeIn } from "./support/enforced";

const stage = deployerStage();

const publicUrl = "https://links.example";
const run = (args: readonly string[] = [], env = {}) =>
  stage().run(
    "scripts/registrations.mjs",
    ["--environment", "test", "--patience", "3", ...args],
    env,
  );
const link = () => madeIn(stage().home, "link");

describe("what somebody else put into a registration", () => {
  it("is taken out where it is a permission of its own, with who was let past the consent", async () => {
    await run();
    const { properties } = link().application;
    const before = structuredClone(properties["api"]);
    const id = guidFrom("a scope");
    properties["api"] = {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [{ id, value: "all", type: "User", isEnabled: true }],
      preAuthorizedApplications: [{ appId: guidFrom("evil"), delegatedPermissionIds: [id] }],
    };
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout).toContain("mended: api.oauth2PermissionScopes, api.preAuthorizedApplications");
    expect(link().application.properties["api"]).toEqual(before);
  });

  it("is named where it is a callback, an owner or consent for everybody", async () => {
    await run(["--public-url", publicUrl]);
    const { application, principal } = link();
    Object.assign(application.properties["web"] as object, {
      redirectUris: [`${publicUrl}/consent/callback`, "https://evil.example/signin/callback"],
    });
    const [owner] = stage().home.users;
    application.ownerIds = [owner?.id ?? ""];
    principal.ownerIds = [owner?.id ?? ""];
    stage().home.grants.push({
      ...{ id: "foreign", clientId: principal.id, consentType: "AllPrincipals" },
      ...{ principalId: null, scope: "Mail.Read" },
    });
    const { status, stderr } = await run();
    expect(status).toBe(0);
    expect(stderr).toContain("link sends people who signed in to https://evil.example/signin");
    expect(stderr).toContain(`link has an owner (${owner?.displayName ?? ""}, id`);
    expect(stderr).toContain("the service principal of link has an owner");
    expect(stderr).toContain("link has consent for everybody in this directory");
    expect(stderr.match(/^Warning/gm)).toHaveLength(5);
  });

  it("stops azd where others could sign in as the product, unless that is allowed", async () => {
    const named = ["--azd", "--identity", identityPrincipalId];
    await run(named);
    link().application.federatedCredentials.push({
      ...{ id: "x", name: "pipeline", issuer: "https://ci.example", subject: "repo:x" },
      ...{ audiences: ["api://AzureADTokenExchange"], description: null },
    });
    const { status, stderr } = await run(named);
    expect(status).toBe(1);
    expect(stderr).toContain("azd env set ALLOW_FOREIGN_CREDENTIALS true");
    expect((await run([...named, "--allow-foreign-credentials"])).status).toBe(0);
    expect((await run(named, { ALLOW_FOREIGN_CREDENTIALS: "true" })).status).toBe(0);
  });
});
