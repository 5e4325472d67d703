import { spawnSync } from "node:child_process";
import type { Vault } from "../../local/sandbox/applicationFacts";
import { callers as callersSchema } from "../../adapters/callers";
import { startDeployment, type Deployment, type Ended } from "./support/deployment";
import { addApp, addVault } from "./support/vault";

let stage: Deployment;
let vault: Vault;
const shown: string[] = [];
beforeAll(async () => {
  stage = await startDeployment();
});
beforeEach(() => {
  stage.reset();
  stage.signIn("olga");
  vault = addVault(stage);
  shown.length = 0;
});
afterEach(() => {
  // No value of the vault and no token is shown, or handed to another program.
  const said = [...shown, ...stage.calls()].join("\n");
  const values = vault.secrets.flatMap(({ versions }) => versions.map(({ value }) => value));
  expect([...values, ...stage.tokens()].filter((one) => said.includes(one))).toEqual([]);
  const inPaths = stage.sandbox.requests().map(({ path }) => decodeURIComponent(path));
  expect(values.filter((one) => inPaths.some((path) => path.includes(one)))).toEqual([]);
});
afterAll(() => stage.close());

const run = async (args: readonly string[] = [], env = {}): Promise<Ended> => {
  const ended = await stage.run("scripts/keys.mjs", args, { KEY_VAULT_ID: vault.id, ...env });
  shown.push(ended.stdout, ended.stderr);
  return ended;
};
const secret = (name: string) => vault.secrets.find((one) => one.name === name);
const valuesOf = (name: string) => secret(name)?.versions.map(({ value }) => value) ?? [];
const writes = () => stage.sandbox.requests().filter(({ method }) => method !== "GET");
const newList = (): string => {
  const args = ["--id", "helpdesk", "--name", "Helpdesk", "--domain", "a.example"];
  const roles = ["--role", "Links.Read", "--callback", "tickets.a.example"];
  const all = ["scripts/caller.mjs", ...args, ...roles];
  return `[${spawnSync(process.execPath, all, { encoding: "utf8" }).stdout}]`;
};

describe("npm run keys", () => {
  it("makes a key of 32 random bytes for signing and another for sealing", async () => {
    const { status, stdout, stderr } = await run();
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Vault kv-links\n  signing-keys   made\n  sealing-keys   made\n");
    const values = [...valuesOf("signing-keys"), ...valuesOf("sealing-keys")];
    expect(values).toHaveLength(2);
    for (const value of values) {
      expect(value).toMatch(/^[\w-]{43}$/);
      expect(Buffer.from(value, "base64url")).toHaveLength(32);
    }
    expect(new Set(values).size).toBe(2);
  });

  it("writes nothing the second time", async () => {
    await run();
    const before = structuredClone(vault);
    const { stdout } = await run();
    expect(stdout.match(/unchanged/g)).toHaveLength(2);
    expect([vault, writes().length]).toEqual([before, 2]);
  });

  it("rotates by a new version, the old one stays", async () => {
    await run();
    const [old] = valuesOf("signing-keys");
    const { status, stdout } = await run(["--rotate", "signing"]);
    expect(status).toBe(0);
    expect(stdout).toContain("rotated");
    expect(valuesOf("signing-keys")).toEqual([old, expect.stringMatching(/^[\w-]{43}$/)]);
    expect(new Set(valuesOf("signing-keys")).size).toBe(2);
    expect(valuesOf("sealing-keys")).toHaveLength(1);
  });

  it("warns of a newest version that cannot be used, and adds none by itself", async () => {
    await run();
    const [only] = secret("sealing-keys")?.versions ?? [];
    if (only) only.enabled = false;
    const { status, stderr } = await run();
    expect([status, valuesOf("sealing-keys").length]).toEqual([0, 1]);
    expect(stderr).toContain("npm run keys -- --rotate sealing");
  });

  it("writes callers as the app reads them, once", async () => {
    stage.write("mine.json", newList());
    expect((await run(["--callers", "mine.json"])).status).toBe(0);
    const [value = ""] = valuesOf("callers");
    expect(callersSchema.parse(value)).toMatchObject([{ id: "helpdesk" }]);
    expect((await run(["--callers", "mine.json"])).stdout).toContain("callers        unchanged");
    stage.write("mine.json", newList());
    const { stdout } = await run(["--callers", "mine.json"]);
    expect(stdout).toContain("a new version");
    expect(stdout).toContain("within a day, or after any change of its settings");
    expect(valuesOf("callers")).toHaveLength(2);
  });

  it("takes azd's callers.json for the first ones, and later does not undo others", async () => {
    stage.write("callers.json", newList());
    await run(["--azd"]);
    expect(valuesOf("callers")).toHaveLength(1);
    stage.write("callers.json", newList());
    const { status, stdout } = await run(["--azd"]);
    expect([status, valuesOf("callers").length]).toEqual([0, 1]);
    expect(stdout).toContain("npm run keys -- --callers callers.json");
  });

  it("tells the app to read its callers anew, each time they are written", async () => {
    const app = addApp(stage);
    const env = { FUNCTION_APP_ID: app.id };
    stage.write("callers.json", newList());
    expect((await run(["--azd"], env)).stdout).toContain("reads its callers anew");
    expect((await run(["--azd"], env)).stdout).not.toContain("anew");
    expect(app.referencesRead).toBe(1);
    stage.write("callers.json", newList());
    await run(["--callers", "callers.json", "--app-id", app.id, "--dry-run"]);
    expect(app.referencesRead).toBe(1);
    app.writerIds.length = 0;
    const { status, stdout } = await run(["--callers", "callers.json", "--app-id", app.id]);
    expect([status, app.referencesRead, valuesOf("callers").length]).toEqual([0, 1, 2]);
    expect(stdout).toContain("within a day, or after any change of its settings");
  });

  it("only tells what it would write with --dry-run", async () => {
    const { stdout } = await run(["--dry-run", "--rotate", "signing"]);
    expect(stdout).toContain("signing-keys   would be made");
    expect([vault.secrets, writes()]).toEqual([[], []]);
  });
});

describe("npm run keys writes nothing", () => {
  const expectRefused = async (ended: Promise<Ended>, ...words: string[]) => {
    const { status, stdout, stderr } = await ended;
    expect([status, vault.secrets]).toEqual([1, []]);
    expect(stdout).not.toContain("made");
    for (const one of words) expect(stderr).toContain(one);
    expect(stderr).not.toMatch(/\n\s+at /);
  };

  it("where callers are wrong: also no key is made", async () => {
    const [entry] = JSON.parse(newList()) as Record<string, unknown>[];
    stage.write(
      "mine.json",
      JSON.stringify([{ ...entry, roles: ["Links.Own"], note: "secret-note" }]),
    );
    await expectRefused(
      run(["--callers", "mine.json"]),
      "not a list of callers",
      '"note"',
      "0.roles",
    );
    expect(shown.join()).not.toContain("secret-note");
    expect(writes()).toEqual([]);
  });

  it("where callers are no JSON, or not there", async () => {
    stage.write("mine.json", "helpdesk: secret-text");
    await expectRefused(run(["--callers", "mine.json"]), "must be a JSON array of callers");
    expect(shown.join()).not.toContain("secret-text");
    await expectRefused(run(["--callers", "nowhere.json"]), "nowhere.json cannot be read (ENOENT)");
  });

  it("for somebody without the role on the vault, and names the role", async () => {
    vault.writerIds.length = 0;
    await expectRefused(run(), "403 AuthorizationFailed", "Key Vault Contributor");
  });

  it("where nobody is signed in", async () => {
    stage.signIn();
    await expectRefused(run(), "There is no token for https://management.azure.com", "az login");
  });

  it("where the address is neither https nor this machine: no token is asked for", async () => {
    await expectRefused(run([], { ARM_URL: "http://arm.example" }), "must begin with https");
    expect(stage.calls()).toEqual([]);
  });

  it("repeats no word of a refusal that might have the value in it", async () => {
    const echo = { status: 400, code: "BadRequest", message: "bad value: the-value" };
    stage.sandbox.setFault({ method: "PUT", path: "/subscriptions/", ...echo });
    await expectRefused(run(), "400 BadRequest to PUT");
    expect(shown.join()).not.toContain("the-value");
  });

  it.each<[string, readonly string[], Record<string, string>, string]>([
    ["no vault", [], { KEY_VAULT_ID: "" }, "The vault is named by its resource id"],
    ["a vault's address", ["--vault-id", "https://kv.vault.azure.net"], {}, "resource id"],
    [
      "a kind of key that is not there",
      ["--rotate", "all"],
      {},
      "--rotate takes signing or sealing",
    ],
    ["an app's name", ["--app-id", "func-links"], {}, "The app is named by its resource id"],
    ["an unknown option", ["--value", "x"], {}, "--value"],
  ])("with %s", async (_what, args, env, words) => {
    await expectRefused(run(args, env), words);
    expect(stage.sandbox.requests()).toEqual([]);
  });

  it("when it is asked for help, which is no failure", async () => {
    const { status, stdout, stderr } = await run(["--help"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Older versions go on verifying");
    expect(stage.sandbox.requests()).toEqual([]);
  });
});
