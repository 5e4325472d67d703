import { randomUUID } from "node:crypto";
import type { DirectoryUser } from "../../local/sandbox/facts";
import { holder, opens } from "../support/attackStage";
import { guestRoles, guests, tenant, writes } from "../support/facts";
import { acceptInvitation, consent, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("accounts that change inside the directory meanwhile", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(async () => {
    await product.fresh();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
  });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    for (let turn = 0; turn < 3; turn++) await product.later({ seconds: 60 });
  });
  afterAll(() => product.close());

  const agree = async () => {
    await consent(product.sandbox);
    await product.idle();
  };
  const accept = async () => {
    await acceptInvitation(product.sandbox);
    await product.idle();
  };

  /** A guest that somebody else made, copied from the invitation's own. */
  function plantGuest(changes: Partial<DirectoryUser>): void {
    const { users } = tenant(product.sandbox);
    const [member] = users;
    if (!member) throw new Error("no user to copy");
    users.push({
      ...member,
      id: randomUUID(),
      personId: null,
      userType: "Guest",
      externalUserState: "PendingAcceptance",
      creationType: "Invitation",
      createdDateTime: product.clock.now().toISOString(),
      proxyAddresses: [],
      otherMails: [],
      ...changes,
    });
  }

  it.each([
    [
      "under another mail address",
      { mail: "evil@outlook.com", otherMails: ["partner.ops@outlook.com"] },
    ],
    ["under the very address, a moment before", { mail: "partner.ops@outlook.com" }],
  ])("a pending guest that somebody else made %s is not taken for ours", async (_how, changes) => {
    plantGuest(changes);
    await agree();
    expect(await product.link(id)).toMatchObject({ status: "awaitingConfirmation" });
    expect(writes(product.sandbox)).toEqual([]);
    expect(product.sandbox.mails("partner.ops@outlook.com")).toEqual([]);
  });

  it("an invitation that was reset and accepted by somebody else before the role is given", async () => {
    await agree();
    product.sandbox.setFault({
      method: "POST",
      path: "/v1.0/roleManagement",
      status: 429,
      retryAfter: 3600,
    });
    await accept();
    expect(await product.link(id)).toMatchObject({ status: "assigningRole" });
    product.clock.advance(1800 * 1000);
    const [guest] = guests(product.sandbox);
    if (!guest) throw new Error("no guest");
    guest.externalUserStateChangeDateTime = product.clock.now().toISOString();
    await product.later({ seconds: 1800 });
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { code: "account_mismatch", step: "assignRole" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("an invitation that was reset to another address before the account signed in", async () => {
    await agree();
    const [guest] = guests(product.sandbox);
    if (!guest) throw new Error("no guest");
    guest.mail = "mallory@outlook.com";
    await accept();
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { code: "account_mismatch", step: "confirmAccount" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("no role is given to the invited guest before anybody signed in", async () => {
    await agree();
    expect(guests(product.sandbox)).toHaveLength(1);
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("an invitation accepted in a directory whose account is of another kind in the end", async () => {
    await agree();
    const person = await opens(product, holder);
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
    await agree();
    tenant(product.sandbox).roleAssignments.splice(0);
    await accept();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingAdministrator",
      parked: { code: "not_an_administrator", step: "confirmAccount" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("the administrator's session is revoked meanwhile: no role given, an administrator is asked", async () => {
    await agree();
    const grace = tenant(product.sandbox).users.find((user) => user.personId === "grace");
    if (!grace) throw new Error("no Grace");
    product.clock.advance(1000);
    grace.signInSessionsValidFromDateTime = product.clock.now().toISOString();
    await accept();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingAdministrator",
      parked: { code: "session_lapsed" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });
});
