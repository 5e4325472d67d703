import { spawnSync } from "node:child_process";
import { identityPrincipalId, tenantIds } from "../../local/sandbox/ids";
import { deployerStage } from "./support/deployerStage";
import { asApplication, madeIn } from "./support/enforced";
import { addVault } from "./support/vault";

const stage = deployerStage();

const hook = (args: readonly string[], env = {}) =>
  stage().run("scripts/registrations.mjs", ["--azd", "--patience", "1", ...args], {
    ...{ AZURE_ENV_NAME: "prod", AZURE_TENANT_ID: tenantIds.fabrikam, PUBLIC_URL: "" },
    ...{ LINK_CLIENT_ID: "", API_CLIENT_ID: "" },
    ...env,
  });
const writes = () =>
  stage()
    .sandbox.requests()
    .filter(({ method }) => method !== "GET");
const entry = () =>
  spawnSync(
    process.execPath,
    [
      ...["scripts/caller.mjs", "--id", "helpdesk", "--name", "Helpdesk", "--domain", "a.example"],
      ...["--role", "Links.Read"],
    ],
    { encoding: "utf8" },
  ).stdout;

describe("the hooks of azd", () => {
  it("stop before anything is made where there is no caller, and say how to make one", async () => {
    const { status, stderr } = await hook([]);
    expect([status, writes()]).toEqual([1, []]);
    expect(stderr).toContain("no callers.json beside azure.yaml");
    expect(stderr).toContain("npm run -s caller");
  });

  it("stop before anything is made where callers.json is wrong, without a word of what is in it", async () => {
    const wrong = JSON.parse(`[${entry()}]`) as Record<string, unknown>[];
    Object.assign(wrong[0] ?? {}, { webhookKeys: ["whsec_very-secret"], domain: undefined });
    stage().write("callers.json", JSON.stringify(wrong));
    const { status, stdout, stderr } = await hook([]);
    expect([status, stdout, writes()]).toEqual([1, "", []]);
    expect(stderr).toContain("0.domain: ");
    expect(stderr).toContain("0.webhookKeys.0: ");
    expect(stderr).not.toContain("very-secret");
  });

  it("make the registrations without callbacks at first, and hand their ids to azd", async () => {
    stage().write("callers.json", `[${entry()}]`);
    const { status, stdout } = await hook([]);
    expect(status).toBe(0);
    expect(stdout).toContain("Callbacks were left as they are");
    const [link, api] = [madeIn(stage().home, "link"), madeIn(stage().home, "api")];
    expect(link.application.uniqueName).toBe("directory-link-prod-link");
    expect(asApplication(link, tenantIds.fabrikam).redirectUris).toEqual([]);
    expect(
      stage()
        .calls()
        .filter((line) => line.startsWith("azd env")),
    ).toEqual([
      `azd env set LINK_CLIENT_ID ${link.application.appId}`,
      `azd env set API_CLIENT_ID ${api.application.appId}`,
    ]);

    const later = await hook(["--identity", identityPrincipalId], {
      ...{ PUBLIC_URL: "https://links.example", LINK_CLIENT_ID: link.application.appId },
      API_CLIENT_ID: api.application.appId,
    });
    expect([later.status, later.stderr]).toEqual([0, ""]);
    expect(asApplication(link, tenantIds.fabrikam)).toEqual({
      ...stage().sandbox.facts.application,
      appId: link.application.appId,
    });
  });

  it("need no file once the vault has the callers", async () => {
    const vault = addVault(stage());
    vault.secrets.push({ name: "callers", versions: [], contentType: null, tags: {} });
    const { status } = await hook([], { KEY_VAULT_ID: vault.id });
    expect(status).toBe(0);
    expect(stage().calls()[0]).toContain("azd auth token");
  });

  it("need azd's name of the environment", async () => {
    const { status, stderr } = await hook([], { AZURE_ENV_NAME: "" });
    expect([status, writes()]).toEqual([1, []]);
    expect(stderr).toContain("--environment is missing");
  });
});
