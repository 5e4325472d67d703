import { readConfig } from "../../adapters/config";
import { createLinkRows } from "../../adapters/linkRows";
import { createTable } from "../../adapters/tables";
import { caseTimeline } from "../../domain/caseTimeline";
import { funnelOf } from "../../domain/funnel";
import { linkId } from "../../domain/ids";
import { summaryOf } from "../../domain/listing";
import { acceptInvitation, consent, endAccess } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("the timeline of a case that really happened", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  it("has every wait and moment in order, with the months before the end apart", async () => {
    const asked = contosoRequest(product.sandbox, { ticket: undefined, passwordWriteback: false });
    const { id } = await product.post(asked);
    await product.later({ days: 3 });
    await consent(product.sandbox);
    await product.idle();
    await product.later({ days: 1 });
    await acceptInvitation(product.sandbox);
    await product.idle();
    await product.later({ days: 60 });
    await product.call("POST", `/api/v1/links/${id}/end`);
    await product.later({ days: 2 });
    await endAccess(product.sandbox);
    await product.idle();

    const now = new Date(product.clock.now()).toISOString();
    const rows = createLinkRows(createTable(readConfig(process.env), "links"), () => now);
    const key = linkId.parse(id);
    const link = await rows.read(key);
    if (!link) throw new Error("no such link");
    const timeline = caseTimeline(link, await rows.events(key, 0), now);
    expect(timeline.stretches.map(({ status }) => status)).toEqual([
      "requested",
      "awaitingConsent",
      "preparing",
      "awaitingSignIn",
      "assigningRole",
      "linked",
      "completed",
      "ending",
    ]);
    const days = timeline.stretches.map(({ from, to }) =>
      Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000),
    );
    expect(days).toEqual([0, 3, 0, 1, 0, 0, 60, 2]);
    expect(timeline.moments.map(({ kind, status }) => status ?? kind)).toEqual([
      "asked",
      "opened",
      "consented",
      "signedIn",
      "linked",
      "completed",
      "ending",
      "ended",
    ]);
    expect(timeline.reminders.filter(({ isSent }) => isSent).length).toBeGreaterThan(0);
    expect(timeline.deadline).toBeNull();
    expect(funnelOf([summaryOf(link)]).map(({ reached }) => reached)).toEqual([1, 1, 1, 1, 1]);
  });
});
