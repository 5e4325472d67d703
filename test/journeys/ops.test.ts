import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { acceptInvitation, consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

/** The operator signs in at Microsoft on the way to a page of the dashboard. */
async function operatorAt(path: string): Promise<SandboxPerson> {
  const olivia = createPerson(product.sandbox, "olivia");
  await olivia.visit(product.url + path);
  await olivia.signIn();
  return olivia;
}

/** Fills in and sends the form of an action's page. */
async function confirm(person: SandboxPerson, values: Record<string, string>) {
  const form = person.page.forms.find(({ fields }) =>
    ["csrf", "reason"].every((name) => fields.some(([one]) => one === name)),
  );
  if (!form) throw new Error(`no form on ${person.page.url}: ${person.page.body.slice(0, 500)}`);
  return person.submit(form, { values });
}

let cases = 0;
const ask = () => {
  const id = `CHG-${String(++cases)}`;
  const callbackUrl = `${product.sandbox.url}/tickets/hooks/${id}`;
  return product.post(contosoRequest(product.sandbox, { ticket: { id, callbackUrl } }));
};

describe("an operator on the dashboard", () => {
  beforeEach(() => product.fresh());

  it("finds the case, reads it, and sees who decided what", async () => {
    const { id } = await ask();
    await consent(product.sandbox);
    await product.idle();
    const olivia = await operatorAt("/ops");
    expect(olivia.page.status).toBe(200);
    expect(olivia.page.body).toContain("CHG-");
    const page = await olivia.visit(`${product.url}/ops/links/${id}`);
    for (const words of ["Contoso", "partner.ops@outlook.com", "<svg", "inviteAccount"])
      expect(page.body).toContain(words);
    expect(page.body).not.toMatch(/\?t=[a-z2-7]{26}/);
    const evidence = await olivia.visit(`${product.url}/ops/links/${id}/evidence`);
    expect(evidence.body).toContain(id);
  });

  it("extends a question in their own name and with a reason, and the ticket hears of it", async () => {
    const { id } = await ask();
    const { expiresAt } = await product.link(id);
    const olivia = await operatorAt(`/ops/links/${id}/extend`);
    expect(product.logs.join()).toMatch(/"door":"opsCallback".*"caller":"operator:[0-9a-f-]{36}"/);
    const done = await confirm(olivia, { reason: "They are on holiday", days: "3" });
    expect(product.logs.join()).toMatch(
      /"door":"opsActionForm".*"caller":"operator:[0-9a-f-]{36}","action":"extend"/,
    );
    expect([done.status, done.url]).toEqual([200, `${product.url}/ops/links/${id}`]);
    const days = Date.parse((await product.link(id)).expiresAt ?? "") - Date.parse(expiresAt ?? "");
    expect(days / (24 * 60 * 60 * 1000)).toBe(3);
    await product.later({ seconds: 120 });
    const heard = product.sandbox
      .tickets()
      .map(({ body }) => JSON.parse(body) as { type: string; data: { by?: string } });
    const extended = heard.find(({ type }) => type === "directory-link.link.extended.v1");
    expect(extended?.data.by).toMatch(/^operator:[0-9a-f-]{36}$/);
    await product.later({ seconds: 15 });
    const events = await product.call("GET", `/api/v1/events?top=100`);
    expect(await events.text()).toContain("link.extended");
  });

  it("cancels a link; the reason stands in the evidence and in no event", async () => {
    const { id } = await ask();
    const olivia = await operatorAt(`/ops/links/${id}/cancel`);
    await confirm(olivia, { reason: "Asked for twice" });
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "cancelled" });
    const evidence = await product.call("GET", `/api/v1/links/${id}/evidence`);
    expect(await evidence.text()).toContain("Asked for twice");
    const events = await product.call("GET", `/api/v1/links/${id}/events`);
    expect(await events.text()).not.toContain("Asked for twice");
  });

  it("is told what a finished link does not take any more, and nothing happens", async () => {
    const { id } = await ask();
    const olivia = await operatorAt(`/ops/links/${id}/cancel`);
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    const before = await product.link(id);
    const page = await confirm(olivia, { reason: "Too late" });
    expect(page.status).toBe(409);
    expect(await product.link(id)).toEqual(before);
  });

  it("has to be one: who lacks the role sees nothing of any case", async () => {
    const { id } = await ask();
    const olga = createPerson(product.sandbox, "olga");
    const signIn = async () => {
      await olga.visit(`${product.url}/ops/links/${id}`);
      return olga.signIn();
    };
    expect((await signIn()).body).toContain("AADSTS50105");
    // Where Entra lets everybody of the directory in, the product itself looks at the role.
    product.sandbox.facts.api.assignmentRequired = false;
    const page = await signIn();
    product.sandbox.facts.api.assignmentRequired = true;
    expect(page.status).toBe(403);
    const refused = product.logs.filter((line) => line.includes('"code":"not_an_operator"'));
    expect(refused).toEqual([expect.stringContaining('"door":"opsCallback"')]);
    expect(page.body).not.toContain("CHG-");
  });
});
