import { createHash } from "node:crypto";
import { newLinkId } from "../../adapters/linkIds";
import { createOpenLinks } from "../../adapters/openLinks";
import { createReservations } from "../../adapters/reservations";
import { tenantId } from "../../domain/ids";
import { aLink, aTenant } from "../support/aLink";
import { aKey, fixedKeys } from "../support/fakesKeys";
import { fakeLinks } from "../support/fakesLinks";
import { atOnce, newTable } from "../support/fakesTables";

const [first, second] = [newLinkId(Buffer.alloc(16, 1)), newLinkId(Buffer.alloc(16, 2))];
const whose = { tenantId: tenantId.parse(aTenant), address: "partner.ops@outlook.com" };
const litware = tenantId.parse("11200000-0000-4000-8000-000000000000");

const [k1, k2] = [aKey("k1", 1), aKey("k2", 2)];

function stage() {
  const links = fakeLinks();
  for (const id of [first, second]) links.put({ ...aLink(), id });
  const table = newTable();
  const rows = createReservations(table, (key) => key);
  const withKeys = (...ring: Parameters<typeof fixedKeys>) =>
    createOpenLinks({ rows, links, keys: fixedKeys(...ring) });
  const standing = () => table.list(`directory-${whose.tenantId}`, { from: "", to: "~" });
  const finish = (id: typeof first) =>
    links.put({ ...aLink({ status: "declined", wait: null }), id });
  return { openLinks: withKeys(k1), withKeys, rows, standing, finish };
}

describe("the open link of a directory and an account", () => {
  it("is the first that claims it, however often it does", async () => {
    const { openLinks } = stage();
    expect(await openLinks.holder(whose)).toBeUndefined();
    expect(await openLinks.claim(whose, first)).toBe(first);
    expect(await openLinks.claim(whose, first)).toBe(first);
    expect(await openLinks.claim(whose, second)).toBe(first);
    expect(await openLinks.holder(whose)).toBe(first);
  });

  it("is one, where two claim it at once", async () => {
    const { openLinks } = stage();
    const holders = await atOnce(6, (index) => openLinks.claim(whose, index % 2 ? first : second));
    expect(new Set(holders).size).toBe(1);
  });

  it("is another one for another directory or account", async () => {
    const { openLinks } = stage();
    await openLinks.claim(whose, first);
    expect(await openLinks.claim({ ...whose, tenantId: litware }, second)).toBe(second);
    expect(await openLinks.claim({ ...whose, address: "other@outlook.com" }, second)).toBe(second);
  });

  it("is counted with the other open ones of the same directory, and with nobody else's", async () => {
    const { openLinks, finish } = stage();
    await openLinks.claim(whose, first);
    await openLinks.claim({ ...whose, address: "other@outlook.com" }, second);
    expect(await openLinks.countOthers(whose.tenantId, first)).toBe(1);
    expect(await openLinks.countOthers(whose.tenantId, second)).toBe(1);
    expect(await openLinks.countOthers(litware, first)).toBe(0);
    finish(second);
    expect(await openLinks.countOthers(whose.tenantId, first)).toBe(0);
  });

  it("is found again after a change of keys, and by those who do not have the new one first", async () => {
    const { withKeys } = stage();
    expect(await withKeys(k1).claim(whose, first)).toBe(first);
    for (const keys of [withKeys(k1, k2), withKeys(k2, k1)]) {
      expect(await keys.holder(whose)).toBe(first);
      expect(await keys.claim(whose, second)).toBe(first);
      expect(await keys.claim(whose, first)).toBe(first);
    }
    expect(await withKeys(k2, k1).countOthers(whose.tenantId, second)).toBe(1);
    await withKeys(k2, k1).release(whose, first);
    expect(await withKeys(k2, k1).claim(whose, second)).toBe(second);
  });

  it("is found where an earlier release noted it, and given free there", async () => {
    const { openLinks, rows, standing } = stage();
    const at = { callerId: `directory-${whose.tenantId}`, key: fixedKeys().sha256(whose.address) };
    await rows.reserve(at, { linkId: first, bodyHash: "", createdAt: null });
    expect(await openLinks.holder(whose)).toBe(first);
    expect(await openLinks.claim(whose, second)).toBe(first);
    await openLinks.release(whose, first);
    expect(await standing()).toEqual([]);
  });

  it("is given free by itself only, as often as it likes, and leaves nothing", async () => {
    const { openLinks, standing } = stage();
    await openLinks.claim(whose, first);
    await openLinks.release(whose, second);
    expect(await openLinks.holder(whose)).toBe(first);
    await openLinks.release(whose, first);
    await openLinks.release(whose, first);
    expect(await standing()).toEqual([]);
    expect(await openLinks.claim(whose, second)).toBe(second);
  });

  it("stands under no digest that anybody can make who guesses the address", async () => {
    const { openLinks, standing } = stage();
    await openLinks.claim(whose, first);
    const text = JSON.stringify(await standing());
    for (const encoding of ["hex", "base64", "base64url"] as const)
      for (const guess of [whose.address, `${whose.tenantId} ${whose.address}`])
        expect(text).not.toContain(
          createHash("sha256").update(guess).digest(encoding).slice(0, 16),
        );
    expect(text).toContain(first);
  });

  it("gives way once it is finished", async () => {
    const { openLinks, finish } = stage();
    await openLinks.claim(whose, first);
    finish(first);
    expect(await openLinks.holder(whose)).toBeUndefined();
    expect(await openLinks.claim(whose, second)).toBe(second);
    expect(await openLinks.holder(whose)).toBe(second);
  });
});
