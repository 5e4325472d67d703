import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { guestRoles, tenant } from "../support/facts";
import { acceptInvitation, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const administrator = "admin@contoso.onmicrosoft.com";
const hybrid = "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2";
const authenticationPolicy = "0526716b-113d-4c15-b2c8-68e3c22b9f80";
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

describe("an administrator who agrees to less", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  });
  afterAll(() => product.close());

  const ask = async (changes: Record<string, unknown> = {}): Promise<SandboxPerson> => {
    await product.fresh();
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, ...changes }),
    ));
    const person = createPerson(product.sandbox, "grace");
    await person.visit(mailedLink(product.sandbox, administrator));
    return person;
  };
  const agree = async (person: SandboxPerson, values: Record<string, string>) => {
    await press(person, "continue", values);
    await person.signIn();
    await product.idle();
  };
  const accept = async () => {
    await acceptInvitation(product.sandbox);
    await product.idle();
  };
  const given = () =>
    guestRoles(product.sandbox)
      .map((role) => role.roleDefinitionId)
      .sort();

  it("gives the least roles instead of Global Administrator, and says what was asked for", async () => {
    const person = await ask();
    await agree(person, { access: "lesser" });
    expect(person.page.body).not.toContain("Global Administrator</");
    await accept();
    const link = await product.link(id);
    expect(link).toMatchObject({ status: "awaitingWriteback" });
    expect(link.access.asked).toEqual({
      roles: ["Global Administrator"],
      passwordWriteback: true,
      until: null,
    });
    expect(link.access.roles.map((role) => role.state)).toEqual(["assigned", "assigned"]);
    expect(given()).toEqual([authenticationPolicy, hybrid].sort());
  });

  it("asks Microsoft for no write-back permission where the checks are left out", async () => {
    const person = await ask();
    await agree(person, { withoutWriteback: "yes" });
    const asked = person.page.hops.concat(
      product.sandbox.requests().map((request) => request.path),
    );
    expect(asked.join(" ")).not.toMatch(/subscribedSkus|onPremisesSynchronization/);
    await accept();
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      passwordWriteback: { state: "notAsked", checks: [] },
    });
    expect(given()).toEqual([globalAdministrator]);
    const scopes = tenant(product.sandbox)
      .grants.map((grant) => grant.scope)
      .join(" ");
    expect(scopes).not.toContain("LicenseAssignment");
  });

  it("gives only the roles that were ticked", async () => {
    const person = await ask({
      access: { roles: ["Hybrid Identity Administrator", "User Administrator"] },
    });
    await agree(person, { access: "some", role: hybrid });
    await accept();
    expect(given()).toEqual([hybrid]);
  });

  it.each([
    ["no role at all", { access: "some" }],
    ["a choice that is none", { access: "everything" }],
    ["a role that was not asked for", { access: "some", role: globalAdministrator }],
    ["lesser roles where they are more", { access: "lesser" }],
    [
      "ticked roles beside everything",
      { access: "asked", role: "f2ef992c-3afb-46b9-b7cf-a126ee74c451" },
    ],
  ])("is turned away with %s, and nothing is decided", async (_what, values) => {
    const person = await ask({ access: { roles: ["Global Reader", "Reports Reader"] } });
    const { version } = await product.link(id);
    const form = person.page.forms.find((one) =>
      one.buttons.some((button) => button.value === "continue"),
    );
    const cookie =
      person.jar.header(new URL(product.url), { method: "POST", sameSite: true }) ?? "";
    const body = new URLSearchParams({ ...values, action: "continue" });
    for (const [name, value] of form?.fields ?? []) if (!(name in values)) body.append(name, value);
    const headers = { cookie, "content-type": "application/x-www-form-urlencoded" };
    const response = await fetch(`${product.url}/consent`, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
    });
    expect(response.status).toBe(400);
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent", version });
  });
});
