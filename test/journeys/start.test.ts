import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newLinkId } from "../../adapters/linkIds";
import { canonicalJson } from "../../domain/canonicalJson";
import { guests, writes } from "../support/facts";
import { acceptInvitation, consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows, table } from "../support/rows";

describe("the start of a link", () => {
  let product: Product;
  const folder = mkdtempSync(join(tmpdir(), "directory-link-start-"));
  beforeAll(async () => {
    product = await startProduct({ stateFile: join(folder, "engine.db") });
  });
  beforeEach(() => product.fresh());
  afterAll(async () => {
    await product.close();
    rmSync(folder, { recursive: true });
  });

  const request = (changes: Record<string, unknown> = {}) =>
    contosoRequest(product.sandbox, changes);
  const post = (key: string, query = "") =>
    product.call("POST", `/api/v1/links${query}`, {
      body: request(),
      headers: { "idempotency-key": key },
    });
  const idOf = async (response: Response) => ((await response.json()) as { id: string }).id;
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

  it.each([0, 31])(
    "heals where a process died right after the reservation, and the repeat comes %i seconds later",
    async (seconds) => {
      const key = `died-${String(seconds)}`;
      const linkId = newLinkId(Buffer.alloc(16, seconds + 1));
      const bodyHash = sha256(canonicalJson(request()));
      const createdAt = product.clock.now().toISOString();
      await table("reservations").createTable();
      const at = { partitionKey: "northwind-tickets", rowKey: sha256(`key ${key}`) };
      await table("reservations").createEntity({ ...at, linkId, bodyHash, createdAt });
      product.clock.advance(seconds * 1000);
      const again = await post(key);
      expect(again.status).toBe(202);
      expect(await idOf(again)).toBe(linkId);
      // The sweeper starts what the repeat of a younger one only wrote down.
      await product.later({ seconds: 130 });
      expect(await product.link(linkId)).toMatchObject({ status: "awaitingConsent" });
      expect(product.sandbox.mails("admin@contoso.onmicrosoft.com")).toHaveLength(1);
    },
  );

  it("is one link and one run of two at once, and never a second run after its end", async () => {
    const ids = await Promise.all([1, 2].map(async () => idOf(await post("both"))));
    expect(new Set(ids).size).toBe(1);
    const [id = ""] = ids;
    await product.idle();
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    const ended = await product.link(id);
    expect(ended.status).toBe("cancelled");
    const history = product.host.engine.history(id).length;
    await product.later({ days: 2 });
    expect(await idOf(await post("both"))).toBe(id);
    await product.later({ seconds: 120 });
    expect(product.host.engine.history(id)).toHaveLength(history);
    expect(await product.link(id)).toEqual(ended);
  });

  it("can be tried out: the plan is the one that the administrator then sees; nothing is written", async () => {
    const before = await allRows();
    const tried = await post("dry", "?dryRun=true");
    expect(tried.status).toBe(200);
    const { plan } = (await tried.json()) as { plan: { hash: string; steps: string[] } };
    await product.idle();
    expect(await allRows()).toEqual(before);
    expect(product.sandbox.mails()).toEqual([]);
    const link = await product.post(request(), { "idempotency-key": "dry" });
    expect((await product.link(link.id)).plan).toMatchObject({
      hash: plan.hash,
      steps: plan.steps,
    });
  });

  it("is waited for with Prefer: wait, in real time", async () => {
    const { id } = await product.post(request());
    const fresh = await product.call("GET", `/api/v1/links/${id}`);
    const etag = fresh.headers.get("etag") ?? "";
    const waiting = product.call("GET", `/api/v1/links/${id}`, {
      headers: { "if-none-match": etag, prefer: "wait=20" },
    });
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    const answer = await waiting;
    expect(answer.status).toBe(200);
    expect(answer.headers.get("preference-applied")).toBe("wait=20");
    expect(answer.headers.get("etag")).not.toBe(etag);
    await product.idle();
  });

  it.each([
    ["DELETE", "/api/v1/links", 405, "POST, GET, HEAD, OPTIONS"],
    ["PUT", "/api/v1/links/abc/cancel", 405, "POST, OPTIONS"],
    ["GET", "/api/v1/nothing/here", 404, null],
    ["POST", "/api", 404, null],
  ])("answers %s %s with %i in the API's own form", async (method, path, status, allow) => {
    const response = await product.call(method, path);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("allow")).toBe(allow);
  });

  it.each([
    ["PUT", "/consent", "GET, HEAD, POST, OPTIONS"],
    ["POST", "/consent/callback", "GET, OPTIONS"],
    ["DELETE", "/ops", "GET, OPTIONS"],
    ["GET", "/ops/signout", "POST, OPTIONS"],
  ])("answers %s %s of a page with 405, and changes nothing", async (method, path, allow) => {
    const response = await fetch(product.url + path, { method, redirect: "manual" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it("holds every write in a directory up while paused, and goes on by itself afterwards", async () => {
    const { id } = await product.post(request({ passwordWriteback: false }));
    // The invitation fails once, so that the pause begins before it is tried again.
    product.sandbox.setFault({ method: "POST", path: "/v1.0/invitations", status: 503, times: 1 });
    await consent(product.sandbox);
    await product.idle();
    await product.restart({ PAUSED: "true" });
    const written = writes(product.sandbox).length;
    await product.later({ seconds: 700 });
    expect((await post("while-paused")).status).toBe(503);
    expect(writes(product.sandbox)).toHaveLength(written);
    expect(await product.link(id)).toMatchObject({ status: "preparing" });
    expect(guests(product.sandbox)).toEqual([]);
    await product.restart({ PAUSED: "false" });
    await product.later({ seconds: 310 });
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });
});
