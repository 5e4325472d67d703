import { randomBytes } from "node:crypto";
import { createVaultLooks } from "../../adapters/vaultLooks";
import { createVaultRings } from "../../adapters/vaultRings";
import { aValue, bothOf, minute, vaultStage } from "../support/vaultStage";

describe("keys from a vault, by the real client", () => {
  const stage = vaultStage();
  const { add, later, failure, signing, asked, warnings } = stage;

  it("are read at the first look: their versions, and each value once", async () => {
    expect(failure().message).toBe(
      "keys_unavailable throttled 30: the keys have not been read yet",
    );
    const values = [aValue(), aValue()] as const;
    const kid = add("signing-keys", { value: values[0] });
    const sealing = add("sealing-keys", { value: values[1] });
    const { rings, vault } = stage;
    await rings.refresh();
    expect(signing()).toEqual([kid]);
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

  const daysAgo = (days: number) => new Date(stage.now().getTime() - days * 24 * 60 * minute);

  it("are read of all pages of a long list, the twenty newest of them", async () => {
    const kids = Array.from({ length: 60 }, (_, day) =>
      add("signing-keys", { created: daysAgo(day + 1) }),
    );
    add("sealing-keys");
    await stage.rings.refresh();
    expect(signing()).toEqual(kids.slice(0, 20));
    const pages = asked().filter((path) => path === "/secrets/signing-keys/versions");
    expect(pages.length).toBeGreaterThanOrEqual(3);
  });

  it("are not pushed out by newer versions that hold no key, however many", async () => {
    const good = [add("signing-keys", { created: daysAgo(2) }), add("sealing-keys")];
    for (let i = 0; i < 45; i += 1) add("signing-keys", { value: "no key" });
    await stage.rings.refresh();
    expect(signing()).toEqual(good.slice(0, 1));
    asked();
    later(10);
    await stage.rings.refresh();
    // What holds no key is read once too.
    expect(new Set(asked())).toEqual(
      new Set(["/secrets/signing-keys/versions", "/secrets/sealing-keys/versions"]),
    );
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
    const bad = stage.vault.add("signing-keys", { value: stage.secret(value) });
    await stage.rings.refresh();
    later(10);
    await stage.rings.refresh();
    expect(signing()).toEqual([good]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`version ${bad} of the secret signing-keys`);
  });

  it.each<[string, () => void, string]>([
    [
      "has no role there",
      () => (stage.vault.role = null),
      "signing-keys cannot be read: Key Vault answered 403",
    ],
    [
      "finds no such secret",
      () => stage.vault.secrets.delete("sealing-keys"),
      "sealing-keys cannot be read: Key Vault answered 404",
    ],
    [
      "finds disabled versions only",
      () => disable("sealing-keys"),
      "sealing-keys has no version that can be used",
    ],
    ["gets no connection", () => (stage.vault.trouble = "drop"), "did not answer (ECONNRESET)"],
    ["does not trust it", () => stage.distrust(), "did not answer (DEPTH_ZERO_SELF_SIGNED_CERT)"],
  ])("are not there while the product %s, and are once it does", async (_what, spoil, words) => {
    const { vault, rings } = stage;
    for (const name of ["signing-keys", "sealing-keys"]) add(name);
    spoil();
    await rings.refresh();
    expect(rings.seen().state).toBe("unable");
    const both = bothOf(stage);
    expect(failure(both).message).toContain(words);
    expect(failure(both).class).toBe("throttled");
    expect(warnings.join()).toContain(words);
    vault.role = "Key Vault Secrets User";
    vault.trouble = null;
    stage.trustAgain();
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
    stage.vault.secrets
      .get(name)
      ?.forEach(({ id }) => stage.vault.change(name, id, { enabled: false }));

  it("are not there without a token of the managed identity", async () => {
    for (const name of ["signing-keys", "sealing-keys"]) add(name);
    stage.rings = stage.ringsOf({
      MANAGED_IDENTITY_CLIENT_ID: "00000000-0000-4000-8000-000000000000",
    });
    await stage.rings.refresh();
    expect(failure().message).toContain("the managed identity gave no token");
    expect(stage.vault.seen.map(({ status }) => status)).not.toContain(200);
  });

  it("hold nobody up where the vault never answers", async () => {
    const never = () => new Promise<never>(() => undefined);
    stage.rings = createVaultRings(createVaultLooks(never, () => stage.now().toISOString(), 20));
    await stage.rings.refresh();
    expect(failure().message).toContain("did not answer in time");
  });
});
