import { guestRoles } from "../support/facts";
import { takeOver, type TakenOver } from "../support/editions";
import { acceptInvitation } from "../support/people";
import { contosoRequest } from "../support/product";

describe("a link of the first edition that does not go on as asked", () => {
  let taken: TakenOver;
  beforeAll(async () => {
    taken = await takeOver(["awaitingConsent", "awaitingSignIn"]);
  });
  afterAll(() => taken.close());

  it("is narrowed to less in the plan of its own edition", async () => {
    const { product } = taken;
    const recorded = await taken.link("awaitingConsent");
    const less = { access: "lesser", withoutWriteback: "yes" };
    await taken.open("grace", { recorded, path: "/consent", n: 1 }, less);
    const { plan } = await product.link(recorded.id);
    expect(plan?.steps.join()).not.toContain("Look whether");
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(recorded.id)).toMatchObject({ status: "completed" });
    expect(guestRoles(product.sandbox)).toHaveLength(2);
  });

  it("is cancelled, and what was done is taken back as before", async () => {
    const { product } = taken;
    const recorded = await taken.link("awaitingSignIn");
    const cancel = await product.call("POST", `/api/v1/links/${recorded.id}/cancel`);
    expect(cancel.status).toBe(202);
    await product.idle();
    expect(await product.link(recorded.id)).toMatchObject({
      status: "cancelled",
      undone: [{ result: "left" }],
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("stands beside one that begins today and is planned in the new edition", async () => {
    const { product } = taken;
    await product.fresh();
    const { id } = await product.post(contosoRequest(product.sandbox));
    expect((await product.link(id)).plan?.steps.join()).toContain("Look whether");
  });
});
