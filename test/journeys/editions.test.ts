import { guestRoles, guests } from "../support/facts";
import { takeOver, type TakenOver } from "../support/editions";
import { acceptInvitation, consent } from "../support/people";

describe("a link that began with the first edition of the story", () => {
  let taken: TakenOver;
  beforeAll(async () => {
    taken = await takeOver(["awaitingConsent", "awaitingConfirmation", "awaitingSignIn"]);
  });
  afterAll(() => taken.close());

  const finished = async (id: string) => {
    const { product } = taken;
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      passwordWriteback: { state: "actionNeeded" },
    });
    expect(guests(product.sandbox)).toHaveLength(1);
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    expect(product.host.engine.status(id)?.runtimeStatus).toBe("Completed");
  };

  it("waits for consent: agreed to as it was shown, and finished as it was told then", async () => {
    const { product } = taken;
    const recorded = await taken.link("awaitingConsent");
    const { plan } = await product.link(recorded.id);
    await taken.open("grace", { recorded, path: "/consent", n: 1 });
    expect(await product.link(recorded.id)).toMatchObject({ status: "awaitingSignIn", plan });
    await acceptInvitation(product.sandbox);
    await product.idle();
    await finished(recorded.id);
  });

  it("waits for the confirmation of an account: confirmed as it was mailed", async () => {
    const { product } = taken;
    const recorded = await taken.link("awaitingConfirmation");
    await taken.open("grace", { recorded, path: "/consent", n: 2 });
    await acceptInvitation(product.sandbox);
    await product.idle();
    await finished(recorded.id);
  });

  it("waits for the account: a session that is gone is asked for again, then it goes on", async () => {
    const { product } = taken;
    const recorded = await taken.link("awaitingSignIn");
    await taken.open("paula", { recorded, path: "/accept", n: 2 });
    expect(await product.link(recorded.id)).toMatchObject({ status: "awaitingAdministrator" });
    await consent(product.sandbox);
    await product.idle();
    await finished(recorded.id);
  });
});
