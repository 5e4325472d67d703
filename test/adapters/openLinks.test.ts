import { newLinkId } from "../../adapters/linkIds";
import { createOpenLinks } from "../../adapters/openLinks";
import { createReservations } from "../../adapters/reservations";
import { tenantId } from "../../domain/ids";
import { aLink, aTenant } from "../support/aLink";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks } from "../support/fakesLinks";
import { atOnce, newTable } from "../support/fakesTables";

const [first, second] = [newLinkId(Buffer.alloc(16, 1)), newLinkId(Buffer.alloc(16, 2))];
const whose = { tenantId: tenantId.parse(aTenant), address: "partner.ops@outlook.com" };
const litware = tenantId.parse("11200000-0000-4000-8000-000000000000");

function stage() {
  const links = fakeLinks();
  for (const id of [first, second]) links.put({ ...aLink(), id });
  const reservations = createReservations(newTable(), (text) => fixedKeys().sha256(text));
  const finish = (id: typeof first) =>
    links.put({ ...aLink({ status: "declined", wait: null }), id });
  return { openLinks: createOpenLinks(reservations, links), finish };
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

  it("gives way once it is finished", async () => {
    const { openLinks, finish } = stage();
    await openLinks.claim(whose, first);
    finish(first);
    expect(await openLinks.holder(whose)).toBeUndefined();
    expect(await openLinks.claim(whose, second)).toBe(second);
    expect(await openLinks.holder(whose)).toBe(second);
  });
});
