import { minute, vaultStage } from "../support/vaultStage";

describe("versions of a key in a vault", () => {
  const stage = vaultStage();
  const { add, later, failure, signing } = stage;
  let old: string;
  beforeEach(async () => {
    old = add("signing-keys");
    add("sealing-keys");
    later(60);
    await stage.rings.refresh();
  });
  const inMinutes = (minutes: number) => new Date(stage.now().getTime() + minutes * minute);
  /** So many minutes later the vault is looked at. */
  const lookAfter = (minutes: number) => {
    later(minutes);
    return stage.rings.refresh();
  };

  it("are known after ten minutes at the latest", async () => {
    const kid = add("signing-keys");
    await lookAfter(10);
    expect(signing()).toEqual([old, kid]);
  });

  it("sign with the newest one once it is 15 minutes old, and verify with all", async () => {
    const kid = add("signing-keys");
    await lookAfter(14.9);
    expect(signing()).toEqual([old, kid]);
    await lookAfter(10);
    expect(signing()).toEqual([kid, old]);
  });

  it("sign with a new one at once where it is alone", async () => {
    const kid = add("signing-keys");
    stage.vault.change("signing-keys", old, { enabled: false });
    await lookAfter(10);
    expect(signing()).toEqual([kid]);
  });

  it("sign with the older one, whose attributes were changed, until everybody knows the newer one", async () => {
    const kid = add("signing-keys");
    later(1);
    stage.vault.change("signing-keys", old, { expires: inMinutes(30 * 24 * 60) });
    await lookAfter(10);
    expect(signing()).toEqual([old, kid]);
    await lookAfter(10);
    expect(signing()).toEqual([kid, old]);
  });

  it("wait 15 minutes from when one was enabled again: nobody knew it meanwhile", async () => {
    const kid = add("signing-keys", { enabled: false });
    await lookAfter(60);
    stage.vault.change("signing-keys", kid, { enabled: true });
    await lookAfter(10);
    expect(signing()).toEqual([old, kid]);
    await lookAfter(10);
    expect(signing()).toEqual([kid, old]);
  });

  it("wait 15 minutes from when a key could first be used, not from when it was made", async () => {
    const kid = add("signing-keys", { notBefore: inMinutes(30) });
    await lookAfter(29);
    expect(signing()).toEqual([old]);
    await lookAfter(11);
    expect(signing()).toEqual([old, kid]);
    await lookAfter(10);
    expect(signing()).toEqual([kid, old]);
  });

  it("go once they are disabled or expired", async () => {
    const { rings } = stage;
    const [short, disabled] = [
      add("signing-keys", { expires: inMinutes(20) }),
      add("signing-keys"),
    ];
    await lookAfter(10);
    expect(signing()).toHaveLength(3);
    stage.vault.change("signing-keys", disabled, { enabled: false });
    await lookAfter(11);
    expect(signing()).toHaveLength(1);
    expect([rings.signing.need(short), rings.signing.need(disabled)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("begin and end at their own moments, also while the vault does not answer", async () => {
    const short = add("signing-keys", { expires: inMinutes(12) });
    const future = add("signing-keys", { notBefore: inMinutes(12) });
    await lookAfter(10);
    expect(signing().sort()).toEqual([old, short].sort());
    stage.vault.trouble = 403;
    await lookAfter(1.9);
    expect(signing()).toContain(short);
    await lookAfter(0.2);
    // It begins without being known to all: it verifies, and does not sign.
    expect(signing()).toEqual([old, future]);
    expect(stage.rings.signing.find(short)).toBeUndefined();
  });

  it("sign nothing and open nothing once the last one has expired, vault or not", async () => {
    stage.vault.change("sealing-keys", stage.rings.sealing.all()[0].kid, {
      expires: inMinutes(12),
    });
    await lookAfter(10);
    expect(stage.rings.seen().state).toBe("ok");
    stage.vault.trouble = 403;
    await lookAfter(2.1);
    expect(stage.rings.seen().state).toBe("unable");
    expect(failure(() => stage.rings.sealing.all()).message).toContain(
      "no version that can be used",
    );
  });
});
