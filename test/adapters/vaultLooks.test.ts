import { createKeys } from "../../adapters/keys";
import { aKey, fixedKeys } from "../support/fakesKeys";
import { vaultStage } from "../support/vaultStage";

const lists = ["/secrets/sealing-keys/versions", "/secrets/signing-keys/versions"];
const unknown = "f".repeat(32);

describe("keys of a vault, once they were read,", () => {
  const stage = vaultStage();
  const { add, later, failure, signing, asked, until, warnings, isHeldUp } = stage;
  beforeEach(async () => {
    add("signing-keys");
    add("sealing-keys");
    later(60);
    await stage.rings.refresh();
    asked();
  });
  /** A look was begun that never ends; now it does, and no other begins. */
  const expectLookUnderWay = async () => {
    expect(warnings).toEqual([]);
    await stage.vault.close();
    await until(() => warnings.length > 0);
  };

  it("are not asked for within five minutes, by however many", async () => {
    later(4.9);
    await Promise.all(Array.from({ length: 20 }, () => stage.rings.refresh()));
    expect(asked()).toEqual([]);
  });

  it("are listed again after five minutes, behind the work: nobody waits for the answer", async () => {
    const before = stage.rings.seen();
    later(5);
    stage.vault.trouble = "hang";
    expect(await isHeldUp()).toBe(false);
    expect(stage.rings.seen()).toEqual(before);
    expect(signing()).toHaveLength(1);
    await expectLookUnderWay();
  });

  it("are listed once, however many ask at the same time", async () => {
    const before = stage.rings.seen().readAt;
    later(5);
    await Promise.all(Array.from({ length: 20 }, () => stage.rings.refresh()));
    await until(() => stage.vault.seen.length === 2 && stage.rings.seen().readAt !== before);
    expect(asked().sort()).toEqual(lists);
  });

  it("are waited for after ten minutes, so that nobody misses a key that others sign with soon", async () => {
    const [old = ""] = signing();
    const kid = add("signing-keys");
    later(10);
    stage.vault.trouble = "hang";
    expect(await isHeldUp()).toBe(true);
    await stage.vault.close();
    await until(() => warnings.length > 0);
    expect(signing()).toEqual([old]);
    expect(kid).not.toBe(old);
  });

  it("are kept while the vault does not answer, and not for longer than an hour", async () => {
    const { vault, rings } = stage;
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

  it("are looked for anew where an unknown one is needed, at most once a minute", async () => {
    const { rings } = stage;
    const kid = add("sealing-keys");
    later(2);
    // Whoever can wait is told to; whoever can begin anew is not held up.
    expect(failure(() => rings.sealing.need(kid)).code).toBe("keys_unavailable");
    expect(rings.sealing.find(kid)).toBeUndefined();
    await rings.refresh();
    expect(rings.sealing.need(kid)?.kid).toBe(kid);
    asked();
    expect(rings.sealing.need(unknown)).toBeUndefined();
    await rings.refresh();
    expect(asked()).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    ["an unknown one is named", () => stage.rings.sealing.find(unknown)],
    [
      "something fits none of them",
      () =>
        createKeys(stage.rings.signing).verify(
          "form",
          "x",
          fixedKeys(aKey("k", 7)).mac("form", "x"),
        ),
    ],
  ])(
    "are looked for anew where %s, at most once a minute, and nobody waits",
    async (_what, use) => {
      later(0.9);
      use();
      await stage.rings.refresh();
      expect(asked()).toEqual([]);
      later(0.2);
      use();
      stage.vault.trouble = "hang";
      expect(await isHeldUp()).toBe(false);
      await expectLookUnderWay();
    },
  );

  it("are not waited for in vain, again and again, while the vault hangs and they are young", async () => {
    later(2);
    stage.vault.trouble = "drop";
    stage.rings.sealing.find(unknown);
    await stage.rings.refresh();
    await until(() => warnings.length > 0);
    stage.vault.trouble = "hang";
    later(0.2);
    failure(() => stage.rings.sealing.need(unknown));
    expect(await isHeldUp()).toBe(false);
    expect(signing()).toHaveLength(1);
    await stage.vault.close();
    await until(() => warnings.length > 1);
  });
});
