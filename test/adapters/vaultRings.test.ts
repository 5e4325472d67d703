import { randomBytes } from "node:crypto";
import { createKeyRings } from "../../adapters/keyRings";
import type { KeyRings } from "../../adapters/keyRing";
import { LinkError } from "../../domain/errors";
import { startSandbox, type Sandbox } from "../../local/sandbox/startSandbox";
import type { SandboxVault } from "../../local/sandbox/vault/startVault";
import { trust } from "../support/trust";

const aValue = () => randomBytes(32).toString("base64url");
const minute = 60_000;

describe("keys from a vault, by the real client", () => {
  let sandbox: Sandbox;
  let vault: SandboxVault;
  let distrust: () => void;
  /** Milliseconds that the clock of vault and product is ahead. */
  let ahead: number;
  let rings: KeyRings;
  let values: string[];
  const warnings: string[] = [];
  const later = (minutes: number) => {
    ahead += minutes * minute;
    sandbox.setClock(ahead);
  };
  const add = (name: string, changes: Parameters<SandboxVault["add"]>[1] = { value: aValue() }) => {
    values.push(changes.value);
    return vault.add(name, changes);
  };
  const signing = () => rings.signing.all().map(({ kid }) => kid);
  const failure = (): LinkError => {
    try {
      rings.signing.all();
    } catch (error) {
      if (error instanceof LinkError) return error;
    }
    throw new Error("there are keys");
  };
  const asked = () => vault.seen.splice(0).map(({ path }) => path);
  /** What was refreshed in the background is there. */
  const settled = async () => {
    const before = rings.seen().readAt;
    for (let i = 0; i < 200 && rings.seen().readAt === before; i += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
  };

  beforeEach(async () => {
    ahead = 0;
    values = [];
    warnings.length = 0;
    jest.spyOn(process, "emitWarning").mockImplementation((words) => {
      warnings.push(String(words));
    });
    sandbox = await startSandbox({ port: 0 });
    Object.assign(process.env, sandbox.settings());
    vault = await sandbox.startVault();
    distrust = trust(vault.certificate);
    rings = createKeyRings({ KEY_VAULT_URL: vault.url }, () => sandbox.now().toISOString());
  });
  afterEach(async () => {
    const { managedIdentity } = sandbox.facts;
    const said = [...warnings, ...(rings.seen().state === "unable" ? [failure().message] : [])];
    for (const value of [...values, managedIdentity.principalId])
      expect(said.join("\n")).not.toContain(value);
    jest.restoreAllMocks();
    distrust();
    await vault.close();
    await sandbox.close();
  });

  it("are read at the first look: their versions, and each value once", async () => {
    expect(failure().message).toBe("keys_unavailable throttled 30: the keys have not been read yet");
    const kid = add("signing-keys");
    const sealing = add("sealing-keys");
    await rings.refresh();
    expect(rings.signing.all()).toEqual([{ kid, bytes: expect.any(Buffer), since: expect.any(Number) }]);
    expect(rings.signing.all()[0].bytes.toString("base64url")).toBe(values[0]);
    expect(rings.sealing.find(sealing)?.bytes.toString("base64url")).toBe(values[1]);
    expect(kid).toMatch(/^[0-9a-f]{32}$/);
    const statuses = vault.seen.map(({ status }) => status);
    // The very first calls are sent without a token, to be told where it comes from.
    expect(statuses.filter((status) => status === 401).length).toBeGreaterThan(0);
    const found = vault.seen.filter(({ status }) => status === 200).map(({ path }) => path);
    expect(found.sort()).toEqual([
      `/secrets/sealing-keys/${sealing}`,
      "/secrets/sealing-keys/versions",
      `/secrets/signing-keys/${kid}`,
      "/secrets/signing-keys/versions",
    ]);
    expect(rings.seen()).toMatchObject({ state: "ok" });
  });
});
