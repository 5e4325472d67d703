import { randomUUID } from "node:crypto";
import type { DirectoryUser } from "../../local/sandbox/facts";
import { guests, heard, tenant, writes } from "../support/facts";
import { acceptInvitation, consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

describe("the look at the directory right after consent", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  });
  afterAll(() => product.close());

  const agreed = async () => {
    ({ id } = await product.post(contosoRequest(product.sandbox)));
    const person = await consent(product.sandbox);
    await product.idle();
    return person;
  };
  const warnings = async () =>
    (await product.link(id)).preflight?.warnings.map((warning) => warning.code);
  const contoso = () => tenant(product.sandbox);

  /** Somebody who is in the directory already, copied from its first member. */
  function add(changes: Partial<DirectoryUser>): DirectoryUser {
    const [pattern] = contoso().users;
    if (!pattern) throw new Error("no user to copy");
    const mail = `${randomUUID()}@contoso.com`;
    const made = { ...pattern, id: randomUUID(), personId: null, mail, userPrincipalName: mail };
    const user = { ...made, proxyAddresses: [], otherMails: [], ...changes };
    contoso().users.push(user);
    return user;
  }
  const giveRole = (user: DirectoryUser) => {
    const [own] = contoso().roleAssignments;
    if (!own) throw new Error("no role to copy");
    const role = { ...own, id: randomUUID(), principalId: user.id };
    contoso().roleAssignments.push({ ...role, roleDefinitionId: globalAdministrator });
  };

  it("finds nothing in the way in a usual directory, and tells the ticket so", async () => {
    await agreed();
    expect(await warnings()).toEqual([]);
    expect(heard(product.sandbox)).toContain("preflight.done");
  });

  it("warns of many Global Administrators, a stale synchronisation and a missing licence, on the page too", async () => {
    for (let count = 0; count < 4; count++) giveRole(add({}));
    const { synchronization } = contoso();
    if (synchronization) synchronization.lastSyncMinutesAgo = 600;
    contoso().skus.splice(0);
    const person = await agreed();
    expect(await warnings()).toEqual([
      "many_global_administrators",
      "licence_missing",
      "sync_stale",
    ]);
    await person.visit(person.page.url);
    expect(person.page.body).toContain("5 Global Administrators");
    expect(person.page.body).toContain("10 hours ago");
    const post = product.sandbox.tickets().find(({ body }) => body.includes("preflight.done"));
    expect(post?.body).toContain("sync_stale");
  });

  it("warns of other open requests for the directory", async () => {
    await product.post(
      contosoRequest(product.sandbox, {
        ticket: undefined,
        account: { email: "wanda@partner.example" },
      }),
    );
    await agreed();
    expect(await warnings()).toEqual(["other_open_links"]);
  });

  it("says which role the account that is there holds already, and neither gives nor takes it", async () => {
    giveRole(add({ mail: "partner.ops@outlook.com", userType: "Guest", personId: "paula" }));
    await agreed();
    expect(await product.link(id)).toMatchObject({ status: "awaitingConfirmation" });
    expect(await warnings()).toEqual(["account_there", "role_already_held"]);
    expect(writes(product.sandbox)).toEqual([]);
  });

  it("parks where the address is one more address of somebody else's account", async () => {
    add({ proxyAddresses: ["smtp:partner.ops@outlook.com"] });
    await agreed();
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: {
        code: "address_taken",
        step: "preflight",
        allowedActions: ["cancel", "retry", "extend"],
      },
    });
    expect(writes(product.sandbox)).toEqual([]);
  });

  it("parks before anything is changed where nobody may invite guests, with what to do", async () => {
    const administrator = { email: "admin@tailspin.onmicrosoft.com" };
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { directory: "tailspin.onmicrosoft.com", administrator }),
    ));
    await consent(product.sandbox, administrator.email, "tara");
    await product.idle();
    const link = await product.link(id);
    expect(link).toMatchObject({
      status: "needsOperator",
      parked: { code: "invitations_closed", step: "preflight" },
    });
    expect(link.parked?.whatToDo).toMatch(/invit/i);
    expect(writes(product.sandbox)).toEqual([]);
  });

  it("goes through where guests are restricted and people may not consent themselves", async () => {
    const administrator = { email: "admin@wingtip.onmicrosoft.com" };
    ({ id } = await product.post(
      contosoRequest(product.sandbox, {
        directory: "wingtip.onmicrosoft.com",
        administrator,
        passwordWriteback: false,
      }),
    ));
    await consent(product.sandbox, administrator.email, "wim");
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
    expect(guests(product.sandbox, "Wingtip")).toHaveLength(1);
  });

  it.each([
    ["invitation_blocked_by_policy", () => contoso().crossTenantBlocks.push("outlook.com")],
    ["invitation_domain_blocked", () => contoso().blockedInviteDomains.push("outlook.com")],
  ] as const)(
    "parks with %s where Microsoft refuses the invitation itself",
    async (code, block) => {
      block();
      await agreed();
      expect(await product.link(id)).toMatchObject({
        status: "needsOperator",
        parked: {
          code,
          step: "inviteAccount",
          evidence: expect.stringContaining("request") as string,
        },
      });
      expect(guests(product.sandbox)).toEqual([]);
    },
  );
});
