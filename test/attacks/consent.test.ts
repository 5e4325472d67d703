import type { SandboxPerson } from "../../local/sandbox/person";
import { createPerson } from "../../local/sandbox/person";
import { guests, subjects, tenant, writes } from "../support/facts";
import { untouchedLink } from "../support/nothingHappened";
import { consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = "admin@contoso.onmicrosoft.com";

describe("attacks and mistakes at the administrator's question", () => {
  let product: Product;
  let id = "";
  let version = 0;
  beforeAll(async () => {
    product = await startProduct();
  });
  const untouched = untouchedLink(
    () => product,
    async () => {
      await product.fresh();
      return (await product.post(contosoRequest(product.sandbox, { ticket: undefined }))).id;
    },
  );
  beforeEach(async () => {
    id = await untouched();
    ({ version } = await product.link(id));
  });
  afterAll(() => product.close());

  /** Nothing decided, nothing raised, nothing written in the directory, nothing kept. */
  async function expectNothingHappened(
    page: { status: number; body: string },
    status: number,
  ): Promise<void> {
    expect(page.status).toBe(status);
    expect(page.body).toMatch(/<h1/);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent", version });
    const raised = product.host.engine
      .history(id)
      .filter((event) => "Name" in event && String(event.Name).startsWith("wake-"));
    expect(raised).toEqual([]);
    expect(writes(product.sandbox)).toEqual([]);
    expect(await sessionRows(id)).toEqual([]);
  }

  const open = async (personId = "grace"): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, personId);
    await person.visit(mailedLink(product.sandbox, administrator));
    return person;
  };
  /** Grace up to the moment before she comes back from Microsoft's second page. */
  const atSecondPage = async (): Promise<SandboxPerson> => {
    const person = await open();
    await press(person, "continue");
    await person.signIn({ stopAt: "consent" });
    await press(person, "accept");
    await person.signIn({ stopAt: "consent" });
    return person;
  };
  const callback = (query: string) => `${product.url}/consent/callback?${query}`;
  const stateOf = (person: SandboxPerson, hop: (url: string) => boolean): string =>
    new URL(person.page.hops.filter(hop).at(-1) ?? "http://nowhere").searchParams.get("state") ??
    "";

  it("a mail scanner opens the link: nothing is decided", async () => {
    const response = await fetch(mailedLink(product.sandbox, administrator), {
      redirect: "manual",
    });
    expect(response.status).toBe(303);
    await expectNothingHappened({ status: 303, body: "<h1" }, 303);
  });

  it("a link with a changed secret", async () => {
    const link = mailedLink(product.sandbox, administrator);
    const changed = link.slice(0, -3) + (link.endsWith("AAA") ? "BBB" : "AAA");
    await expectNothingHappened(await createPerson(product.sandbox, "grace").visit(changed), 404);
  });

  it.each(["", "x", "a.1.b", `${"a".repeat(26)}.1.${"a".repeat(43)}`, "%00", "<script>"])(
    "a made-up token %j",
    async (token) => {
      await expectNothingHappened(
        await createPerson(product.sandbox, "grace").visit(
          `${product.url}/consent?t=${encodeURIComponent(token)}`,
        ),
        404,
      );
    },
  );

  it("the page's address without the cookie of the mailed link", async () => {
    await expectNothingHappened(
      await createPerson(product.sandbox, "grace").visit(`${product.url}/consent?id=${id}`),
      403,
    );
  });

  it("a form from elsewhere: no anti-forgery token", async () => {
    const person = await open();
    const form = person.page.forms.find((one) =>
      one.buttons.some((button) => button.value === "decline"),
    );
    if (!form) throw new Error("no form");
    await expectNothingHappened(
      await person.submit(form, { button: "decline", values: { csrf: "x" } }),
      403,
    );
    await expectNothingHappened(
      await person.submit(form, { button: "decline", values: { csrf: null } }),
      403,
    );
  });

  it("a callback without a try of ours, with admin_consent=True", async () => {
    const person = await open();
    const tenantId = tenant(product.sandbox).id;
    await expectNothingHappened(
      await person.visit(callback(`admin_consent=True&tenant=${tenantId}`)),
      400,
    );
    await expectNothingHappened(
      await person.visit(callback(`admin_consent=True&tenant=${tenantId}&state=made-up`)),
      400,
    );
    await expectNothingHappened(
      await person.visit(callback(`code=abc&state=${id}.${"a".repeat(43)}.${"b".repeat(43)}`)),
      400,
    );
  });

  it("believing the callback of the first page: it only leads to the sign-in", async () => {
    const person = await open();
    await press(person, "continue");
    const state = stateOf(person, (url) => url.includes("/adminconsent"));
    const page = await person.visit(
      callback(`admin_consent=True&tenant=${tenant(product.sandbox).id}&state=${state}`),
    );
    expect(new URL(page.url).origin).toBe(product.sandbox.url);
    await expectNothingHappened({ status: 200, body: "<h1" }, 200);
  });

  it("the first page's state used twice", async () => {
    const person = await open();
    await press(person, "continue");
    const state = stateOf(person, (url) => url.includes("/adminconsent"));
    await person.visit(callback(`admin_consent=True&state=${state}`));
    await expectNothingHappened(
      await person.visit(callback(`admin_consent=True&state=${state}`)),
      400,
    );
  });

  it("a state doubled in the address", async () => {
    const person = await open();
    await press(person, "continue");
    const state = stateOf(person, (url) => url.includes("/adminconsent"));
    await expectNothingHappened(await person.visit(callback(`state=${state}&state=${state}`)), 400);
  });

  it("a callback that arrives in another browser", async () => {
    const person = await open();
    await press(person, "continue");
    const state = stateOf(person, (url) => url.includes("/adminconsent"));
    const other = createPerson(product.sandbox, "grace");
    await expectNothingHappened(
      await other.visit(callback(`admin_consent=True&state=${state}`)),
      403,
    );
  });

  it("an error that carries admin_consent=True", async () => {
    const person = await open();
    await press(person, "continue");
    const state = stateOf(person, (url) => url.includes("/adminconsent"));
    await expectNothingHappened(
      await person.visit(callback(`admin_consent=True&error=consent_required&state=${state}`)),
      400,
    );
  });

  it("Cancel on Microsoft's page: the administrator may try again", async () => {
    const person = await open();
    await press(person, "continue");
    const page = await person.signIn({ cancel: "consent" });
    await expectNothingHappened(page, 400);
    expect(page.body).toContain(`/consent?id=${id}`);
  });

  it("an ordinary user of the directory presses Continue", async () => {
    const person = await open("uwe");
    await press(person, "continue");
    await expectNothingHappened(await person.signIn(), 400);
  });

  it("an ordinary user signs in at the second page, after an administrator agreed at the first", async () => {
    const person = await open();
    await press(person, "continue");
    await person.signIn({ stopAt: "consent" });
    tenant(product.sandbox).roleAssignments.splice(0);
    const page = await person.signIn();
    expect(page.status).toBeGreaterThanOrEqual(400);
    await expectNothingHappened(page, page.status);
  });

  it("an Application Administrator, who may consent for others but not give roles", async () => {
    const { users, roleAssignments } = tenant(product.sandbox);
    const uwe = users.find((user) => user.personId === "uwe")?.id ?? "";
    const [own] = roleAssignments;
    if (!own) throw new Error("no role to copy");
    roleAssignments.push({
      ...own,
      id: "uwe-role",
      principalId: uwe,
      roleDefinitionId: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    });
    const person = await open("uwe");
    await press(person, "continue");
    await expectNothingHappened(await person.signIn(), 403);
    expect(person.page.body).toContain("Privileged Role Administrator");
  });

  it("a missing wids claim proves nothing: Graph is asked, and says yes", async () => {
    product.sandbox.facts.application.groupMembershipClaims = null;
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
  });

  it("an administrator of another directory", async () => {
    const person = await open("lena");
    await press(person, "continue");
    const page = await person.signIn();
    expect(new URL(page.url).origin).toBe(product.sandbox.url);
    await expectNothingHappened({ ...page, body: "<h1" }, page.status);
  });

  it("an answer after the deadline", async () => {
    const person = await atSecondPage();
    product.clock.advance(8 * 24 * 60 * 60 * 1000);
    await person.signIn();
    await product.idle();
    expect(person.page.status).toBe(410);
    expect(await product.link(id)).toMatchObject({ status: "expired" });
    expect(writes(product.sandbox)).toEqual([]);
    expect(await sessionRows(id)).toEqual([]);
  });

  it("two tabs: declined in one, agreed in the other", async () => {
    const person = await atSecondPage();
    const other = await open();
    await press(other, "decline");
    await product.idle();
    await press(person, "accept");
    expect(person.page.status).toBe(410);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "declined" });
    expect(guests(product.sandbox)).toEqual([]);
    expect(await sessionRows(id)).toEqual([]);
  });

  it("two doors deciding at the same moment: one wins, the other is told", async () => {
    const first = await open();
    const second = await open();
    const pages = await Promise.all([press(first, "decline"), press(second, "decline")]);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "declined" });
    expect(
      pages.map((page) => page.status).filter((status) => status === 200).length,
    ).toBeGreaterThanOrEqual(1);
    const raised = product.host.engine
      .history(id)
      .filter((event) => "Name" in event && String(event.Name) === "wake-1");
    expect(raised).toHaveLength(1);
    expect(subjects(product.sandbox, administrator)).toHaveLength(2);
  });

  it("the whole answer played again", async () => {
    const person = await consent(product.sandbox);
    await product.idle();
    const done = await product.link(id);
    const last = person.page.hops.find((url) => url.includes("/consent/callback")) ?? "";
    expect(last).toContain("code=");
    const page = await person.visit(last);
    expect(page.status).toBe(410);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: done.status, version: done.version });
  });
});
