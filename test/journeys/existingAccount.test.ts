import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { guestRoles, guests, tenant, writes } from "../support/facts";
import { acceptInvitation, consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = "admin@contoso.onmicrosoft.com";

describe("an account that is in the directory already", () => {
  let product: Product;
  let id = "";
  let onPage: SandboxPerson;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  /** Paula is a guest of Contoso from an earlier link, without any role; a new link asks for her. */
  beforeEach(async () => {
    await product.fresh();
    await again();
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    const { roleAssignments } = tenant(product.sandbox);
    roleAssignments.splice(roleAssignments.indexOf(guestRoles(product.sandbox)[0] as never), 1);
    ({ id } = await again());
    onPage = await consent(product.sandbox);
    await product.idle();
  });
  /** Who has left the page gets a mail some minutes later. */
  const leaves = () => product.later({ seconds: 200 });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.later({ seconds: 60 });
  });

  const again = () =>
    product.post(contosoRequest(product.sandbox, { ticket: undefined, passwordWriteback: false }));
  const open = async (): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, "grace");
    await person.visit(mailedLink(product.sandbox, administrator));
    return person;
  };

  it("is shown at once on the page that the administrator is on, and confirmed there", async () => {
    const mails = product.sandbox.mails(administrator).length;
    expect(onPage.page.headers.get("refresh")).toBe("3");
    await onPage.visit(onPage.page.url);
    expect(onPage.page.body).toContain(guests(product.sandbox)[0]?.id);
    await press(onPage, "continue");
    expect(onPage.page.status).toBe(200);
    expect(new URL(onPage.page.url).origin).toBe(product.url);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
    await leaves();
    expect(product.sandbox.mails(administrator)).toHaveLength(mails);
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("waits for the administrator to confirm it, and shows them what was found", async () => {
    await leaves();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingConfirmation",
      waitingOn: "administrator",
    });
    expect(product.sandbox.mails(administrator).at(-1)?.subject).toContain("confirm");
    const person = await open();
    const [guest] = guests(product.sandbox);
    expect(person.page.body).toContain(guest?.id);
    expect(person.page.body.replaceAll("&#35;", "#")).toContain(guest?.userPrincipalName);
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("invites nobody, and gives the role to the confirmed account once it signed in", async () => {
    const before = writes(product.sandbox).filter((write) => write.includes("/invitations")).length;
    await leaves();
    const person = await open();
    await press(person, "continue");
    await person.signIn();
    expect(person.page.status).toBe(200);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
    expect(guestRoles(product.sandbox)).toEqual([]);
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
    expect(guests(product.sandbox)).toHaveLength(1);
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    expect(writes(product.sandbox).filter((write) => write.includes("/invitations"))).toHaveLength(
      before,
    );
    expect(await sessionRows(id)).toEqual([]);
  });

  it("ends when the administrator says that it is not the one, and leaves the account as it was", async () => {
    await leaves();
    const person = await open();
    await press(person, "decline", { reason: "Somebody else" });
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "declined", undone: [] });
    expect(guests(product.sandbox)).toHaveLength(1);
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("does not take an ordinary user's confirmation", async () => {
    await leaves();
    const { version } = await product.link(id);
    const person = createPerson(product.sandbox, "uwe");
    await person.visit(mailedLink(product.sandbox, administrator));
    await press(person, "continue");
    await person.signIn();
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingConfirmation", version });
  });

  it("is parked where several accounts share the address", async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    const { users } = tenant(product.sandbox);
    const uwe = users.find((user) => user.personId === "uwe");
    uwe?.otherMails.push("partner.ops@outlook.com");
    ({ id } = await again());
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { code: "account_ambiguous", step: "preflight" },
    });
  });
});
