import { randomBytes } from "node:crypto";
import { createKeyRings } from "../../adapters/keyRings";
import type { KeyRings } from "../../adapters/keyRing";
import { createVaultLooks } from "../../adapters/vaultLooks";
import { createVaultRings } from "../../adapters/vaultRings";
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
  let ahead = 0;
  let rings: KeyRings;
  let values: string[];
  const warnings: string[] = [];
  const later = (minutes: number) => {
    ahead += minutes * minute;
    sandbox.setClock(ahead);
  };
  const ringsOf = (settings: { MANAGED_IDENTITY_CLIENT_ID?: string } = {}) =>
    createKeyRings({ KEY_VAULT_URL: vault.url, ...settings }, () => sandbox.now().toISOString());
  const add = (name: string, changes: Partial<Parameters<SandboxVault["add"]>[1]> = {}) => {
    const { value = aValue() } = changes;
    values.push(value);
    return vault.add(name, { ...changes, value });
  };
  const signing = () => rings.signing.all().map(({ kid }) => kid);
  const failure = (use: () => unknown = () => rings.signing.all()): LinkError => {
    try {
      use();
    } catch (error) {
      if (error instanceof LinkError) return error;
    }
    throw new Error("there are keys");
  };
  const asked = () => vault.seen.splice(0).map(({ path }) => path);
  /** What was begun in the background is over. */
  const until = async (isSo: () => boolean) => {
    for (let i = 0; i < 400 && !isSo(); i += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isSo()).toBe(true);
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    Object.assign(process.env, sandbox.settings());
  });
  afterAll(() => sandbox.close());
  beforeEach(async () => {
    ahead = 0;
    sandbox.setClock(0);
    values = [];
    warnings.length = 0;
    jest.spyOn(process, "emitWarning").mockImplementation((words) => {
      warnings.push(String(words));
    });
    vault = await sandbox.startVault();
    distrust = trust(vault.certificate);
    rings = ringsOf();
  });
  afterEach(async () => {
    const said = [...warnings, ...(rings.seen().state === "unable" ? [failure().message] : [])];
    for (const value of [...values, "Bearer", sandbox.facts.managedIdentity.principalId])
      expect(said.join("\n")).not.toContain(value);
    jest.restoreAllMocks();
    distrust();
    await vault.close();
  });

  it("are read at the first look: their versions, and each value once", async () => {
    expect(failure().message).toBe(
      "keys_unavailable throttled 30: the keys have not been read yet",
    );
    const kid = add("signing-keys");
    const sealing = add("sealing-keys");
    await rings.refresh();
    expect(rings.signing.all()).toEqual([
      { kid, bytes: expect.any(Buffer), since: expect.any(Number) },
    ]);
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

  it("are read of all pages of a long list, the twenty newest of them", async () => {
    const at = (days: number) => new Date(sandbox.now().getTime() - days * 24 * 60 * minute);
    const kids = Array.from({ length: 60 }, (_, day) =>
      add("signing-keys", { created: at(day + 1) }),
    );
    add("sealing-keys");
    await rings.refresh();
    expect(signing()).toEqual(kids.slice(0, 20));
    const pages = asked().filter((path) => path === "/secrets/signing-keys/versions");
    expect(pages.length).toBeGreaterThanOrEqual(3);
  });

  describe("which are there", () => {
    beforeEach(async () => {
      add("signing-keys");
      add("sealing-keys");
      later(60);
      await rings.refresh();
      asked();
    });

    it("are not asked for within five minutes, by however many", async () => {
      later(4.9);
      await Promise.all(Array.from({ length: 20 }, () => rings.refresh()));
      expect(asked()).toEqual([]);
    });

    it("are listed again after five minutes, behind the work: nobody waits for the answer", async () => {
      const before = rings.seen();
      later(5);
      vault.trouble = "hang";
      await rings.refresh();
      expect(rings.seen()).toEqual(before);
      expect(signing()).toHaveLength(1);
      await vault.close();
      await until(() => warnings.length > 0);
    });

    it("are listed once, however many ask at the same time", async () => {
      const before = rings.seen().readAt;
      later(5);
      await Promise.all(Array.from({ length: 20 }, () => rings.refresh()));
      await until(() => vault.seen.length === 2 && rings.seen().readAt !== before);
      expect(asked().sort()).toEqual([
        "/secrets/sealing-keys/versions",
        "/secrets/signing-keys/versions",
      ]);
    });

    it("are waited for after ten minutes, so that nobody misses a key that others sign with soon", async () => {
      const [old = ""] = signing();
      const kid = add("signing-keys");
      later(10);
      await rings.refresh();
      expect(signing()).toEqual([old, kid]);
    });

    it("sign with the newest one once it is 15 minutes old, and verify with all", async () => {
      const [old = ""] = signing();
      const kid = add("signing-keys");
      later(14.9);
      await rings.refresh();
      expect(signing()).toEqual([old, kid]);
      later(10);
      await rings.refresh();
      expect(signing()).toEqual([kid, old]);
    });

    it("sign with a new one at once where it is alone", async () => {
      const [old = ""] = signing();
      const kid = add("signing-keys");
      vault.change("signing-keys", old, { enabled: false });
      later(10);
      await rings.refresh();
      expect(signing()).toEqual([kid]);
    });

    it("wait 15 minutes from when a key could first be used, not from when it was made", async () => {
      const [old = ""] = signing();
      const kid = add("signing-keys", {
        notBefore: new Date(sandbox.now().getTime() + 30 * minute),
      });
      later(29);
      await rings.refresh();
      expect(signing()).toEqual([old]);
      later(11);
      await rings.refresh();
      expect(signing()).toEqual([old, kid]);
      later(10);
      await rings.refresh();
      expect(signing()).toEqual([kid, old]);
    });

    it("go once they are disabled or expired", async () => {
      const expires = new Date(sandbox.now().getTime() + 20 * minute);
      const [short, disabled] = [add("signing-keys", { expires }), add("signing-keys")];
      later(10);
      await rings.refresh();
      expect(signing()).toHaveLength(3);
      vault.change("signing-keys", disabled, { enabled: false });
      later(11);
      await rings.refresh();
      expect(signing()).toHaveLength(1);
      expect([rings.signing.need(short), rings.signing.need(disabled)]).toEqual([
        undefined,
        undefined,
      ]);
    });

    it("are kept while the vault does not answer, and not for longer than an hour", async () => {
      for (const trouble of ["drop", 503, 429] as const) {
        vault.trouble = trouble;
        later(15);
        await rings.refresh();
        expect(signing()).toHaveLength(1);
        expect(rings.seen().state).toBe("stale");
      }
      later(14.9);
      expect(signing()).toHaveLength(1);
      later(0.2);
      expect(failure().message).toContain("could not be read for an hour: the secret");
      expect(rings.seen().state).toBe("unable");
      vault.trouble = null;
      await rings.refresh();
      expect(signing()).toHaveLength(1);
      expect(rings.seen().state).toBe("ok");
    });

    it("are looked for anew where an unknown one is named, at most once a minute", async () => {
      const kid = add("sealing-keys");
      later(2);
      // Whoever can wait is told to; whoever can begin anew is not held up.
      expect(failure(() => rings.sealing.need(kid)).code).toBe("keys_unavailable");
      expect(rings.sealing.find(kid)).toBeUndefined();
      await rings.refresh();
      expect(rings.sealing.need(kid)?.kid).toBe(kid);
      asked();
      expect(rings.sealing.need("f".repeat(32))).toBeUndefined();
      await rings.refresh();
      expect(asked()).toEqual([]);
    });
  });

  it.each([
    ["too short", randomBytes(31).toString("base64url")],
    ["too long", randomBytes(33).toString("base64url")],
    ["of another alphabet", `${"+".repeat(42)}A`],
    ["with something behind it", `${aValue()}\n`],
    ["with bits that are none", `${"A".repeat(42)}B`],
    ["empty", ""],
  ])("are left out where a version is %s, with one warning that names it", async (_what, value) => {
    const good = add("signing-keys");
    add("sealing-keys");
    const bad = vault.add("signing-keys", { value });
    if (value) values.push(value.trim());
    await rings.refresh();
    later(10);
    await rings.refresh();
    expect(signing()).toEqual([good]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`version ${bad} of the secret signing-keys`);
  });

  it.each<[string, () => void, string]>([
    [
      "has no role there",
      () => (vault.role = null),
      "signing-keys cannot be read: Key Vault answered 403",
    ],
    [
      "finds no such secret",
      () => vault.secrets.delete("sealing-keys"),
      "sealing-keys cannot be read: Key Vault answered 404",
    ],
    [
      "finds disabled versions only",
      () => disable("sealing-keys"),
      "sealing-keys has no version that can be used",
    ],
    ["gets no connection", () => (vault.trouble = "drop"), "did not answer (ECONNRESET)"],
    ["does not trust it", () => distrust(), "did not answer (DEPTH_ZERO_SELF_SIGNED_CERT)"],
  ])("are not there while the product %s, and are once it does", async (_what, spoil, words) => {
    for (const name of ["signing-keys", "sealing-keys"]) add(name);
    spoil();
    await rings.refresh();
    expect(rings.seen().state).toBe("unable");
    const both = () => [rings.signing.all(), rings.sealing.all()];
    expect(failure(both).message).toContain(words);
    expect(failure(both).class).toBe("throttled");
    expect(warnings.join()).toContain(words);
    vault.role = "Key Vault Secrets User";
    vault.trouble = null;
    distrust();
    distrust = trust(vault.certificate);
    for (const name of ["signing-keys", "sealing-keys"]) add(name);
    asked();
    // Not at every call: the vault is left alone for a while.
    await rings.refresh();
    expect(asked()).toEqual([]);
    later(0.2);
    await rings.refresh();
    expect(both()).toHaveLength(2);
    expect(rings.seen().state).toBe("ok");
  });
  const disable = (name: string) =>
    vault.secrets.get(name)?.forEach(({ id }) => vault.change(name, id, { enabled: false }));

  it("are not there without a token of the managed identity", async () => {
    for (const name of ["signing-keys", "sealing-keys"]) add(name);
    rings = ringsOf({ MANAGED_IDENTITY_CLIENT_ID: "00000000-0000-4000-8000-000000000000" });
    await rings.refresh();
    expect(failure().message).toContain("the managed identity gave no token");
    expect(vault.seen.map(({ status }) => status)).not.toContain(200);
  });

  it("hold nobody up where the vault never answers", async () => {
    const never = () => new Promise<never>(() => undefined);
    rings = createVaultRings(createVaultLooks(never, () => sandbox.now().toISOString(), 20));
    await rings.refresh();
    expect(failure().message).toContain("did not answer in time");
  });
});
