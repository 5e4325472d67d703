import type { CallbackState } from "../../domain/outbox";
import type { Fault } from "../../local/sandbox/control/faults";
import { heard } from "../support/facts";
import { acceptInvitation, consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

interface Health {
  readonly status: string;
  readonly checks: { readonly outbox: { readonly ageSeconds: number; readonly waiting: number } };
}

describe("a ticket system that misbehaves", () => {
  let product: Product;
  let count = 0;
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterAll(() => product.close());

  const ask = () => {
    const id = `HOOK-${String(++count)}`;
    const ticket = { id, callbackUrl: `${product.sandbox.url}/tickets/hooks/${id}` };
    return product.post(contosoRequest(product.sandbox, { ticket, passwordWriteback: false }));
  };
  const callback = async (id: string): Promise<CallbackState> =>
    ((await product.link(id)).ticket as unknown as { callback: CallbackState }).callback;
  const misbehave = (how: Partial<Fault>) =>
    product.sandbox.setFault({ method: "POST", path: "/tickets/hooks", ...how });
  const finish = async () => {
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
  };
  const ids = () => product.sandbox.tickets().map((post) => post.headers["webhook-id"]);
  const minutes = async (n: number) => {
    for (let turn = 0; turn < n; turn++) await product.later({ seconds: 60 });
  };

  it("is late in the service's health after an hour, though each try is ahead, until it hears", async () => {
    const health = async () => (await (await product.call("GET", "/api/health")).json()) as Health;
    expect(await health()).toMatchObject({ status: "ok" });
    misbehave({ status: 500, times: 100 });
    const { id } = await ask();
    for (let turn = 0; turn < 6; turn++) await product.later({ seconds: 6 * 3600 });
    const late = await health();
    expect(late).toMatchObject({
      ...{ status: "degraded", checks: { sweeper: { state: "ok" }, outbox: { waiting: 1 } } },
      ...{ checks: { timers: { webhooks: { state: "ok" }, sweepOld: { state: "ok" } } } },
    });
    expect(late.checks.outbox.ageSeconds).toBeGreaterThanOrEqual(36 * 3600);
    const lines = product.logs.flatMap((line) => /\{"event":.*\}/.exec(line)?.[0] ?? []);
    expect(lines).toContainEqual(
      JSON.stringify({ event: "delivery", linkId: id, seq: 1, answer: "500" }),
    );
    expect(lines.some((line) => /"event":"webhooks".*"later":1/.test(line))).toBe(true);
    expect(lines.some((line) => line.includes('"event":"sweepOld"'))).toBe(true);
    product.sandbox.reset();
    await product.later({ seconds: 8 * 3600 });
    expect(await health()).toMatchObject({
      ...{ status: "ok", checks: { outbox: { oldestDueAt: null, waiting: 0 } } },
    });
    expect((await product.call("POST", `/api/v1/links/${id}/cancel`)).status).toBe(202);
    await product.idle();
    await minutes(1);
  });

  it.each<[string, Partial<Fault>, string]>([
    ["redirects", { status: 307, location: "/tickets/hooks/elsewhere" }, "307"],
    ["closes the connection", { kind: "drop" }, "not_reached"],
    ["answers garbage", { kind: "garbage" }, "bad_answer"],
    ["answers what is no success, at length", { status: 500, body: "x".repeat(100_000) }, "500"],
  ])("hears everything later, once and in order, where it %s", async (_what, how, lastAnswer) => {
    misbehave(how);
    const { id } = await ask();
    expect(await callback(id)).toMatchObject({ state: "retrying", lastAnswer });
    const before = ids();
    await finish();
    expect(ids()).toEqual(before);
    expect(await product.link(id)).toMatchObject({ status: "completed" });
    await minutes(2);
    expect(heard(product.sandbox)).toContain("link.completed");
    const told = [...new Set(ids())];
    expect(told).toEqual(told.map((_id, index) => `${id}.${String(index + 1)}`));
    expect(await callback(id)).toMatchObject({ state: "ok" });
  });

  it("is left alone for good after 410, which the link says", async () => {
    misbehave({ status: 410 });
    const { id } = await ask();
    await finish();
    await product.later({ days: 1 });
    expect(product.sandbox.tickets()).toEqual([]);
    expect(await callback(id)).toMatchObject({ state: "stopped", lastAnswer: "410" });
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });

  it("is waited for as long as it asks", async () => {
    misbehave({ status: 429, retryAfter: 3600 });
    const { id } = await ask();
    await product.later({ seconds: 3500 });
    expect(ids()).toEqual([]);
    await minutes(3);
    expect(ids()[0]).toBe(`${id}.1`);
  });

  it("is given up after three days, which the link says, and tried again when something happens", async () => {
    misbehave({ status: 500, times: 100 });
    const { id } = await ask();
    for (let turn = 0; turn < 12; turn++) await product.later({ seconds: 3600 * 7 });
    expect(await callback(id)).toMatchObject({ state: "stopped", lastAnswer: "500" });
    const failing = product.sandbox.tickets().length;
    product.sandbox.reset();
    expect(failing).toBe(0);
    expect((await product.call("POST", `/api/v1/links/${id}/cancel`)).status).toBe(202);
    await product.idle();
    await minutes(1);
    expect(heard(product.sandbox)).toEqual(
      expect.arrayContaining(["link.requested", "link.cancelled"]),
    );
    expect(await callback(id)).toMatchObject({ state: "ok" });
  });

  const test = async (url: string) => {
    const response = await product.call("POST", "/api/v1/webhooks/test", { body: { url } });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };

  it("hears a sample by the test call", async () => {
    const { status, json } = await test(`${product.sandbox.url}/tickets/hooks/try`);
    expect({ status, json }).toMatchObject({ status: 200, json: { delivered: true, status: 204 } });
    const [post] = product.sandbox.tickets();
    expect(post?.headers["webhook-id"]).toBe(json["webhookId"]);
    expect(heard(product.sandbox)).toEqual(["test"]);
  });

  it("is told to have refused the sample, without its words", async () => {
    const words = "a secret of the ticket system";
    product.sandbox.setFault({ path: "/tickets/hooks", status: 401, body: words });
    const { json } = await test(`${product.sandbox.url}/tickets/hooks/try`);
    expect(json).toMatchObject({ delivered: false, status: 401, code: null });
    expect(JSON.stringify(json)).not.toContain("secret");
  });

  it("is the only thing that the test call reaches", async () => {
    const url = "http://169.254.169.254/metadata/identity/oauth2/token";
    const { status, json } = await test(url);
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ pointer: "/url" }] });
    expect(product.sandbox.tickets()).toEqual([]);
  });
});
