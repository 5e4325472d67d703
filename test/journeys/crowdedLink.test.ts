import { guests } from "../support/facts";
import { acceptInvitation, consent, endAccess } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { table } from "../support/rows";

/** As long as a reason may be, and twice as long once it is stored. */
const reason = '"'.repeat(200);
const named = (n: number) => ({ email: `${"z".repeat(60)}${String(n)}@contoso.com`, name: reason });

describe("a link with which a caller does all that there is to do", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  const act = async (action: string, body: unknown = {}) => {
    const answer = await product.call("POST", `/api/v1/links/${id}/${action}`, { body });
    await product.idle();
    return answer.status;
  };
  /** Everything that makes a link's row longer while consent is asked, as often as it is taken. */
  const crowd = async (rounds: number) => {
    await product.fresh();
    const url = (path: string) => `https://tickets.northwind.example/${path}`.padEnd(500, '"');
    const sent = contosoRequest(product.sandbox, {
      passwordWriteback: false,
      reason,
      ticket: { id: `${String(Date.now())}${'"'.repeat(60)}`, url: url("a") },
      respondWithinDays: { consent: 60, signIn: 7 },
    });
    ({ id } = await product.post(sent));
    const taken = { extend: 0, resend: 0, administrator: 0 };
    for (let n = 0; n < rounds; n++) {
      if ((await act("extend", { days: n + 1, reason })) === 202) taken.extend++;
      if ((await act("resend", { reason })) === 202) taken.resend++;
      if ((await act("administrator", { ...named(n), reason })) === 202) taken.administrator++;
      await product.later({ seconds: 61 });
    }
    return taken;
  };
  const length = async () => {
    const row = await table("links").getEntity<Record<string, unknown>>(id, "link");
    const texts = Object.entries(row).filter(([name]) => name.startsWith("doc"));
    return texts.reduce((sum, [, text]) => sum + String(text).length, 0);
  };

  it("takes each ten times, and is cancelled all the same", async () => {
    expect(await crowd(12)).toEqual({ extend: 10, resend: 10, administrator: 10 });
    expect(await length()).toBeGreaterThan(20_000);
    expect(await act("cancel", { reason })).toBe(202);
    expect(await product.link(id)).toMatchObject({ status: "cancelled" });
    const answer = await product.call("GET", `/api/v1/links/${id}/evidence`);
    const { reasons } = (await answer.json()) as { reasons: unknown[] };
    expect(reasons).toHaveLength(31);
  });

  it("is agreed to by the last who was named, and completed", async () => {
    await crowd(10);
    await consent(product.sandbox, named(9).email);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });

  it("takes as much again while its end is asked for", async () => {
    expect(await act("end", { reason })).toBe(202);
    const more = { extend: 0, resend: 0, administrator: 0 };
    for (let n = 20; n < 32; n++) {
      if ((await act("extend", { days: n, reason })) === 202) more.extend++;
      if ((await act("resend", { reason })) === 202) more.resend++;
      if ((await act("administrator", { ...named(n), reason })) === 202) more.administrator++;
      await product.later({ seconds: 61 });
    }
    expect(more.resend).toBe(10);
    expect(more.administrator).toBe(10);
    expect(await length()).toBeGreaterThan(32_768);
  });

  it("is ended by the last who was named for that", async () => {
    await endAccess(product.sandbox, { address: named(29).email, personId: "grace" });
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "ended" });
    expect(guests(product.sandbox)).toEqual([]);
  });
});
