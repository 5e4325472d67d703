import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { administrator, atSecondPage, authorizeUrlOf, backAt } from "../support/attackStage";
import { caughtCode, holder, linked, newTicket, openWith, spoilTry } from "../support/attackStage";
import { guestRoles, tenant } from "../support/facts";
import { refused, stateOf } from "../support/nothingHappened";
import { openLinkTo, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("the proof that somebody may end the access", () => {
  let product: Product;
  let id = "";
  let waiting = "";
  beforeAll(async () => {
    product = await startProduct();
    id = await linked(product, { passwordWriteback: false });
    expect(await product.link(id)).toMatchObject({ status: "completed" });
    const account = { email: "wanda@partner.example" };
    ({ id: waiting } = await product.post(
      contosoRequest(product.sandbox, { ...newTicket(product), account }),
    ));
  });
  afterEach(() => {
    expect(guestRoles(product.sandbox)).toHaveLength(1);
  });
  afterAll(() => product.close());

  const bad = { status: 400, code: "callback_refused" };
  /** Somebody opens the administrator's link and is on Microsoft's page now. */
  const signsInToEnd = async (personId = "grace"): Promise<SandboxPerson> => {
    const who = { ...administrator, personId, path: "/end" };
    const person = await openLinkTo(product.sandbox, who);
    await press(person, "end");
    return person;
  };

  it("a standing link made up for a link that is not linked yet", async () => {
    const url = `${product.url}/end?t=${waiting}.0.${"a".repeat(43)}`;
    const attack = () => createPerson(product.sandbox, "grace").visit(url);
    await refused(product, waiting, { attack, by: { status: 404, code: "not_found" } });
  });

  it("the standing link of one link brought to another", async () => {
    const own = await openLinkTo(product.sandbox, { ...administrator, path: "/end" });
    const token = own.jar.of(new URL(product.url).hostname)[`dl-end-${id}`] ?? "";
    const moved = token.replace(id, waiting);
    const url = `${product.url}/end?id=${waiting}`;
    const attack = () => openWith(url, `dl-end-${waiting}=${moved}`);
    await refused(product, waiting, { attack, by: { status: 404, code: "not_found" } });
  });

  it("an ordinary user of the directory opens the administrator's link and signs in", async () => {
    const uwe = await signsInToEnd("uwe");
    const by = { status: 400, code: "needs_administrator" };
    await refused(product, id, { attack: () => uwe.signIn(), by });
  });

  it("a Privileged Role Administrator, who may take roles away but not delete a guest", async () => {
    const { users, roleAssignments } = tenant(product.sandbox);
    const uwe = users.find((user) => user.personId === "uwe")?.id ?? "";
    const [own] = roleAssignments;
    if (!own) throw new Error("no role to copy");
    const roleDefinitionId = "e8611ab8-c189-46e8-94e1-60213ab1f814";
    const made = { ...own, id: "uwe-role", principalId: uwe, roleDefinitionId };
    roleAssignments.push(made);
    const person = await signsInToEnd("uwe");
    const by = { status: 403, code: "not_an_administrator" };
    const { body } = await refused(product, id, { attack: () => person.signIn(), by });
    expect(body).toContain("Global Administrator");
    roleAssignments.splice(roleAssignments.indexOf(made), 1);
  });

  it("the account itself opens the administrator's link and signs in", async () => {
    const paula = await signsInToEnd("paula");
    const attack = () => paula.signIn({ cancel: "consent" });
    await refused(product, id, { attack, by: { status: 400, code: "consent_declined" } });
  });

  it("a Global Administrator of another directory uses the administrator's link", async () => {
    const lena = await signsInToEnd("lena");
    await refused(product, id, { attack: () => lena.signIn(), by: { status: 400 } });
    expect(new URL(lena.page.url).origin).toBe(product.sandbox.url);
  });

  it.each(["User.ReadWrite.All", "RoleManagement.ReadWrite.Directory", "offline_access"])(
    "an administrator who grants less than the end needs: %s",
    async (scope) => {
      const grace = await signsInToEnd();
      const url = new URL(grace.page.hops.findLast((hop) => hop.includes("/authorize")) ?? "");
      const scopes = (url.searchParams.get("scope") ?? "").split(" ");
      url.searchParams.set("scope", scopes.filter((one) => one !== scope).join(" "));
      await grace.visit(url.href);
      const by = { status: 403, code: "consent_incomplete" };
      // What was granted for the link itself is granted still.
      const grants = tenant(product.sandbox).grants.splice(0);
      await refused(product, id, { attack: () => grace.signIn(), by });
      tenant(product.sandbox).grants.splice(0, 9, ...grants);
    },
  );

  it("Cancel on Microsoft's page", async () => {
    const grace = await signsInToEnd();
    const attack = () => grace.signIn({ cancel: "consent" });
    await refused(product, id, { attack, by: { status: 400, code: "consent_declined" } });
  });

  it("an error beside a code", async () => {
    const grace = await signsInToEnd();
    const query = { error: "access_denied", code: "x", state: stateOf(grace) };
    const attack = () => grace.visit(backAt(product, query));
    await refused(product, id, { attack, by: { status: 400, code: "consent_declined" } });
  });

  it("the sign-in for the end comes back in another browser", async () => {
    const state = stateOf(await signsInToEnd());
    const other = createPerson(product.sandbox, "grace");
    const attack = () => other.visit(backAt(product, { code: "x", state }));
    await refused(product, id, { attack, by: { status: 403, code: "browser_mismatch" } });
  });

  it("the state of the end brought to the account's callback", async () => {
    const grace = await signsInToEnd();
    const query = { code: "x", state: stateOf(grace) };
    const attack = () => grace.visit(backAt(product, query, "/signin/callback"));
    await refused(product, id, { attack, by: bad });
  });

  it("a real code of another link's consent under the state of the end: neither moves", async () => {
    const code = await caughtCode(product, authorizeUrlOf(await atSecondPage(product)));
    const grace = await signsInToEnd();
    const visit = () => grace.visit(backAt(product, { code, state: stateOf(grace) }));
    const attack = () => refused(product, waiting, { attack: visit, by: bad });
    await refused(product, id, { attack, by: bad });
  });

  it("a real code of the end under the state of another link's consent: neither moves", async () => {
    const code = await caughtCode(product, authorizeUrlOf(await signsInToEnd()));
    const grace = await atSecondPage(product);
    const visit = () => grace.visit(backAt(product, { code, state: stateOf(grace) }));
    const attack = () => refused(product, waiting, { attack: visit, by: bad });
    await refused(product, id, { attack, by: bad });
  });

  it.each<[string, Record<string, unknown>, { status: number; code: string }]>([
    ["another plan", { planHash: "q".repeat(43) }, { status: 400, code: "plan_changed" }],
    ["consent", { purpose: "proof" }, { status: 410, code: "link_replaced" }],
    ["the account's sign-in", { purpose: "signIn" }, bad],
  ])("a try that was changed in the storage to be one for %s", async (_what, values, by) => {
    const grace = await signsInToEnd();
    await spoilTry(id, (one) => ({ ...one, ...values }));
    await refused(product, id, { attack: () => grace.signIn(), by });
  });

  it("the sign-in for the end with a code from somewhere else, and then once more", async () => {
    const grace = await signsInToEnd();
    const url = backAt(product, { code: "stolen", state: stateOf(grace) });
    await refused(product, id, { attack: () => grace.visit(url), by: bad });
    await refused(product, id, { attack: () => grace.visit(url), by: bad });
  });

  it("a sign-in for the end that is older than an hour", async () => {
    const grace = await signsInToEnd();
    await grace.signIn({ stopAt: "consent" });
    product.clock.advance(61 * 60 * 1000);
    const attack = () => press(grace, "accept");
    await refused(product, id, { attack, by: { status: 410, code: "form_expired" } });
  });

  it("an administrator whose role ended before the sign-in", async () => {
    const grace = await signsInToEnd();
    const { roleAssignments } = tenant(product.sandbox);
    const given = guestRoles(product.sandbox)[0]?.id;
    const own = roleAssignments.filter((one) => one.id !== given);
    for (const one of own) roleAssignments.splice(roleAssignments.indexOf(one), 1);
    const by = { status: 403, code: "role_not_active" };
    await refused(product, id, { attack: () => grace.signIn(), by }).finally(() =>
      roleAssignments.push(...own),
    );
  });

  it("the account holder's browser is no proof for the administrator's button", async () => {
    const paula = await openLinkTo(product.sandbox, { ...holder, path: "/end" });
    const attack = () => paula.visit(`${product.url}/end?id=${id}&action=end`);
    await refused(product, id, { attack, by: { status: 200 } });
    expect(paula.page.body).not.toContain('value="end"');
  });
});
