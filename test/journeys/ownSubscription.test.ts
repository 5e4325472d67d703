import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { guests, heard, subjects, tenant, writes } from "../support/facts";
import { mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const alma = "admin@alpine.onmicrosoft.com";

describe("an administrator who manages it with an Azure subscription of their own", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(async () => {
    await product.fresh();
    ({ id } = await product.post(
      contosoRequest(product.sandbox, {
        directory: "alpine.onmicrosoft.com",
        administrator: { email: alma },
      }),
    ));
  });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  });
  afterAll(() => product.close());

  const say = async (
    personId = "alma",
    values: Record<string, string> = {},
  ): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, personId);
    await person.visit(mailedLink(product.sandbox, alma));
    await press(person, "ownSubscription", values);
    await person.signIn();
    await product.idle();
    return person;
  };

  it("says so after a proven sign-in: nobody is invited, and the checks are made all the same", async () => {
    const person = await say();
    expect(person.page.status).toBe(200);
    expect(await product.link(id)).toMatchObject({
      status: "notNeeded",
      outcome: "notNeeded",
      waitingOn: "nobody",
      ownSubscription: { enabledSubscriptions: 1 },
      passwordWriteback: { state: "actionNeeded" },
      access: { roles: [{ state: "notGiven" }] },
    });
    expect(guests(product.sandbox, "Alpine Ski House")).toEqual([]);
    expect(writes(product.sandbox)).toEqual([]);
    expect(await sessionRows(id)).toEqual([]);
    expect(heard(product.sandbox)).toContain("link.notNeeded");
    expect(subjects(product.sandbox, alma)).toHaveLength(2);
    expect(product.sandbox.mails(alma).at(-1)?.content).toContain("write-back");
  });

  it("asks for no permission to change anything, and for no tenant-wide consent", async () => {
    await say();
    const grants = tenant(product.sandbox, "Alpine Ski House").grants;
    expect(grants.map((grant) => grant.consentType)).toEqual(["Principal"]);
    expect(grants[0]?.scope).not.toMatch(/ReadWrite|Invite/);
  });

  it("may do without the checks, and is then asked for who they are only", async () => {
    await say("alma", { withoutChecks: "yes" });
    expect(await product.link(id)).toMatchObject({
      status: "notNeeded",
      passwordWriteback: { state: "notAsked" },
    });
    const scope = tenant(product.sandbox, "Alpine Ski House").grants[0]?.scope ?? "";
    expect(scope).not.toMatch(/License|OnPrem/);
  });

  it("takes an empty list of subscriptions for no proof against them", async () => {
    tenant(product.sandbox, "Alpine Ski House").subscriptions.splice(0);
    await say();
    expect(await product.link(id)).toMatchObject({
      status: "notNeeded",
      ownSubscription: { enabledSubscriptions: 0 },
    });
  });

  it("goes on where Azure does not answer: what the administrator says counts", async () => {
    product.sandbox.setFault({ path: "/subscriptions", status: 503 });
    await say();
    expect(await product.link(id)).toMatchObject({
      status: "notNeeded",
      ownSubscription: { enabledSubscriptions: null },
    });
  });

  it("decides nothing when it is not an administrator who says so", async () => {
    const { version } = await product.link(id);
    const { users, usersMayConsent } = tenant(product.sandbox, "Alpine Ski House");
    expect(usersMayConsent).toBe(true);
    const [pattern] = users;
    const nobody = product.sandbox.facts.people.find((one) => one.id === "uwe");
    if (!pattern || !nobody) throw new Error("no user to copy");
    users.push({ ...pattern, id: "a1900000-0000-4000-8000-0000000000ff", personId: "uwe" });
    const person = await say("uwe", { withoutChecks: "yes" });
    expect(person.page.status).toBe(403);
    expect(await product.link(id)).toMatchObject({
      status: "awaitingConsent",
      // That the page was read is all that is noted.
      version: version + 1,
    });
  });
});
