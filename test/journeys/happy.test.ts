import { acceptInvitation, consent, signOff } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("the whole job", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  it("links an outside Microsoft account as Global Administrator", async () => {
    const { sandbox } = product;
    const { id } = await product.post(contosoRequest(sandbox));
    expect(await product.link(id)).toMatchObject({
      status: "awaitingConsent",
      waitingOn: "administrator",
    });

    const administrator = await consent(sandbox);
    expect(administrator.page.status).toBe(200);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingSignIn",
      waitingOn: "account",
    });

    const account = await acceptInvitation(sandbox);
    expect(account.page.status).toBe(200);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingWriteback",
      waitingOn: "administrator",
    });

    const signed = await signOff(sandbox);
    expect(signed.page.status).toBe(200);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      outcome: "completed",
      waitingOn: "nobody",
    });
  });
});
