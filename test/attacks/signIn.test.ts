import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { guestRoles, guests, tenant, writes } from "../support/facts";
import { untouchedLink } from "../support/nothingHappened";
import { acceptInvitation, consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const holder = "partner.ops@outlook.com";

describe("attacks and mistakes at the account holder's question", () => {
  let product: Product;
  let id = "";
  let version = 0;
  let written = 0;
  beforeAll(async () => {
    product = await startProduct();
  });
  const begin = async (changes: Record<string, unknown> = {}) => {
    await product.fresh();
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, ...changes }),
    ));
    await consent(product.sandbox);
    await product.idle();
    await look();
    return id;
  };
  const look = async () => {
    ({ version } = await product.link(id));
    written = writes(product.sandbox).length;
  };
  const untouched = untouchedLink(() => product, begin);
  beforeEach(async () => {
    id = await untouched();
    await look();
  });
  afterAll(() => product.close());

  async function expectNothingHappened(page: { status: number }, status: number): Promise<void> {
    expect(page.status).toBe(status);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn", version });
    expect(writes(product.sandbox)).toHaveLength(written);
    expect(guestRoles(product.sandbox)).toEqual([]);
  }
  const open = async (personId: string): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, personId);
    await person.visit(mailedLink(product.sandbox, holder));
    return person;
  };

  it("gives no role to the invited guest before anybody signed in", async () => {
    expect(guests(product.sandbox)).toHaveLength(1);
    await expectNothingHappened({ status: 200 }, 200);
  });

  it("a member of the directory signs in with the account's link", async () => {
    const person = await open("uwe");
    await press(person, "continue");
    const page = await person.signIn();
    await expectNothingHappened(page, 403);
    expect(page.body).toContain(holder);
  });

  it("the administrator signs in with the account's link", async () => {
    const person = await open("grace");
    await press(person, "continue");
    await expectNothingHappened(await person.signIn(), 403);
  });

  it("somebody who is not in the directory at all cannot even sign in", async () => {
    const person = await open("wanda");
    await press(person, "continue");
    const page = await person.signIn();
    expect(new URL(page.url).origin).toBe(product.sandbox.url);
    await expectNothingHappened({ status: 200 }, 200);
  });

  it("a work account where a Microsoft account was asked for", async () => {
    await begin({ account: { email: "wanda@partner.example", kind: "microsoft" } });
    const person = createPerson(product.sandbox, "wanda");
    await person.visit(mailedLink(product.sandbox, "wanda@partner.example"));
    await press(person, "continue");
    await expectNothingHappened(await person.signIn(), 403);
  });

  it("a work account of another tenant than the one asked for", async () => {
    const homeTenantId = tenant(product.sandbox, "Litware").id;
    await begin({ account: { email: "wanda@partner.example", kind: "work", homeTenantId } });
    const person = createPerson(product.sandbox, "wanda");
    await person.visit(mailedLink(product.sandbox, "wanda@partner.example"));
    await press(person, "continue");
    await expectNothingHappened(await person.signIn(), 403);
  });

  it("the invitation is not accepted on Microsoft's page", async () => {
    const person = await open("paula");
    await press(person, "continue");
    await expectNothingHappened(await person.signIn({ cancel: "redeem" }), 400);
  });

  it("the administrator's mailed link used on the account's page, and the other way round", async () => {
    const accept = mailedLink(product.sandbox, holder);
    const asConsent = accept.replace("/accept?", "/consent?");
    await expectNothingHappened(await createPerson(product.sandbox, "paula").visit(asConsent), 404);
  });

  it("a sign-in's state brought to the consent callback", async () => {
    const person = await open("paula");
    await press(person, "continue");
    const authorize = person.page.hops.find((url) => url.includes("/authorize")) ?? "";
    const state = new URL(authorize).searchParams.get("state") ?? "";
    await expectNothingHappened(
      await person.visit(`${product.url}/consent/callback?code=x&state=${state}`),
      400,
    );
  });

  it("a code from somewhere else under a good state", async () => {
    const person = await open("paula");
    await press(person, "continue");
    const authorize = person.page.hops.find((url) => url.includes("/authorize")) ?? "";
    const state = new URL(authorize).searchParams.get("state") ?? "";
    await expectNothingHappened(
      await person.visit(`${product.url}/signin/callback?code=stolen&state=${state}`),
      400,
    );
  });

  it("an invitation accepted in a directory whose account is of another kind in the end", async () => {
    const person = await open("paula");
    await press(person, "continue");
    await person.signIn({ stopAt: "redeem" });
    await press(person, "accept");
    const [guest] = guests(product.sandbox);
    guest?.identities.splice(0, 9, {
      signInType: "federated",
      issuer: "mail",
      issuerAssignedId: null,
    });
    await person.signIn();
    await product.idle();
    const link = await product.link(id);
    expect(["awaitingSignIn", "needsOperator"]).toContain(link.status);
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("the administrator's role is gone by the time the account signs in: no role given, an administrator is asked", async () => {
    tenant(product.sandbox).roleAssignments.splice(0);
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingAdministrator",
      parked: { code: "not_an_administrator", step: "confirmAccount" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("the administrator's session is revoked meanwhile: no role given, an administrator is asked", async () => {
    const grace = tenant(product.sandbox).users.find((user) => user.personId === "grace");
    if (!grace) throw new Error("no Grace");
    product.clock.advance(1000);
    grace.signInSessionsValidFromDateTime = product.clock.now().toISOString();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingAdministrator",
      parked: { code: "session_lapsed" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });
});
