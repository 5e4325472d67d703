import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { guestRoles, heard, subjects, tenant } from "../support/facts";
import { acceptInvitation, consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = "admin@contoso.onmicrosoft.com";

describe("a session or a role that lapses between the two people", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  /** A link whose account has signed in while the administrator's session was revoked. */
  beforeEach(async () => {
    await product.fresh();
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, passwordWriteback: false }),
    ));
    await consent(product.sandbox);
    await product.idle();
    revokeSessions();
    await acceptInvitation(product.sandbox);
    await product.idle();
  });

  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    // A step that is waiting for the directory notices at its next try.
    await product.later({ seconds: 60 });
  });

  function revokeSessions(): void {
    const grace = tenant(product.sandbox).users.find((user) => user.personId === "grace");
    if (!grace) throw new Error("no Grace");
    product.clock.advance(1000);
    grace.signInSessionsValidFromDateTime = product.clock.now().toISOString();
    product.clock.advance(1000);
  }
  const open = async (): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, "grace");
    await person.visit(mailedLink(product.sandbox, administrator));
    return person;
  };

  it("asks the administrator to sign in again, and goes on where it was", async () => {
    expect(await product.link(id)).toMatchObject({
      status: "awaitingAdministrator",
      waitingOn: "administrator",
      parked: {
        code: "session_lapsed",
        step: "confirmAccount",
        allowedActions: ["cancel", "resend", "administrator", "extend"],
      },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
    const before = await sessionRows(id);
    const person = await open();
    expect(person.page.body).toContain("Sign in once more");
    await press(person, "continue");
    await person.signIn();
    expect(person.page.status).toBe(200);
    expect(person.page.body).toContain("Thank you");
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed", parked: null });
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    expect(before).toHaveLength(1);
    expect(await sessionRows(id)).toEqual([]);
  });

  it("skips Microsoft's first page, and keeps no session twice", async () => {
    const [before] = await sessionRows(id);
    product.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    const person = await open();
    await press(person, "continue");
    expect(person.page.hops.some((url) => url.includes("adminconsent"))).toBe(false);
    await person.signIn();
    await product.idle();
    const after = await sessionRows(id);
    expect(after).toHaveLength(1);
    expect(after[0]?.rowKey).not.toBe(before?.rowKey);
  });

  it("asks again where the role is not active at the second sign-in, and decides nothing", async () => {
    const { version } = await product.link(id);
    const person = await open();
    await press(person, "continue");
    tenant(product.sandbox).roleAssignments.splice(0);
    await person.signIn();
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingAdministrator", version });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("ends when the administrator stops it, or does not come back in seven days", async () => {
    const person = await open();
    await press(person, "decline", { reason: "Not any more" });
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "declined",
      declined: { reason: "Not any more" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
    expect(await sessionRows(id)).toEqual([]);
  });

  it("reminds, then expires after seven days and reports the guest as left", async () => {
    const mails = subjects(product.sandbox, administrator).length;
    for (const days of [3, 2, 1, 1]) await product.later({ days });
    const link = await product.link(id);
    expect(link).toMatchObject({ status: "expired" });
    expect(link.undone).toMatchObject([{ result: "left" }]);
    expect(subjects(product.sandbox, administrator)).toHaveLength(mails + 3 + 1);
    expect(await sessionRows(id)).toEqual([]);
  });

  it("can be cancelled while it waits", async () => {
    expect((await product.call("POST", `/api/v1/links/${id}/cancel`)).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "cancelled" });
    expect(heard(product.sandbox)).toEqual([]);
  });

  it("answers the first mailed link truthfully meanwhile", async () => {
    const first = product.sandbox.mails(administrator)[0];
    const person = createPerson(product.sandbox, "grace");
    const url = /href="([^"]+\?t=[^"]+)"/.exec(first?.content ?? "")?.[1] ?? "";
    await person.visit(url.replaceAll("&amp;", "&"));
    expect(person.page.forms).toEqual([]);
    expect(person.page.body).toMatch(/agreed/);
  });
});
