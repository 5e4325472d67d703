import { createCallRecordRows } from "../../adapters/callRecordRows";
import { createTable } from "../../adapters/tables";
import { linkId } from "../../domain/ids";
import { localCaller } from "../../local/localSettings";
import { acceptInvitation, consent, linkTo, mailedLink, signOff } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

type Line = Readonly<Record<string, unknown>>;

/** Lines of ours are JSON after the host's level and the function's name. */
function linesOf(product: Product, event: string): Line[] {
  return product.logs.flatMap((text) => {
    const json = /^\[\w+\] \w+: (\{.*\})$/.exec(text)?.[1];
    const line = json ? (JSON.parse(json) as Line) : {};
    return line["event"] === event ? [line] : [];
  });
}

describe("the log of a whole link", () => {
  let product: Product;
  let id = "";
  let secrets: string[] = [];
  beforeAll(async () => {
    product = await startProduct();
    const { sandbox } = product;
    ({ id } = await product.post(contosoRequest(sandbox)));
    const mailed = [mailedLink(sandbox, "admin@contoso.onmicrosoft.com")];
    const administrator = await consent(sandbox);
    await product.idle();
    mailed.push(mailedLink(sandbox, "partner.ops@outlook.com"));
    const account = await acceptInvitation(sandbox);
    await product.idle();
    mailed.push(linkTo(sandbox, "partner.ops@outlook.com", "/writeback"));
    await signOff(sandbox);
    await product.later({ seconds: 61 });
    const hops = [...administrator.page.hops, ...account.page.hops].map((url) => new URL(url));
    secrets = [
      ...mailed.map((url) => new URL(url).searchParams.get("t") ?? ""),
      ...hops.flatMap(({ searchParams: query }) =>
        ["code", "state"].flatMap((n) => query.get(n) ?? []),
      ),
    ];
  });
  afterAll(() => product.close());

  const runs = () =>
    product.host.engine
      .history(id)
      .map((one) => JSON.stringify(one))
      .filter((one) => one.includes("TaskScheduled")).length;

  it("has one line for each run of a step, however often the story was replayed", () => {
    const lines = linesOf(product, "step");
    expect(runs()).toBeGreaterThan(15);
    expect(lines).toHaveLength(runs());
    for (const line of lines)
      expect(line).toEqual({
        event: "step",
        linkId: id,
        step: expect.any(String) as string,
        outcome: expect.any(String) as string,
        ...(line["outcome"] === "done" ? {} : { class: "settling" }),
        durationMs: expect.any(Number) as number,
        requestIds: expect.any(Array) as string[],
      });
  });

  it("names the request ids of the steps that asked Microsoft", () => {
    const invite = linesOf(product, "step").find((line) => line["step"] === "inviteAccount");
    const ids = invite?.["requestIds"] as string[];
    expect(ids.length).toBeGreaterThan(0);
    for (const one of ids) expect(one).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("has one line for each door that decided, with route, status and who called", () => {
    const doors = linesOf(product, "door");
    expect(doors.find((line) => line["door"] === "postLink")).toMatchObject({
      ...{ method: "POST", route: "/api/v1/links", status: 202, linkId: id },
      caller: localCaller("x").id,
    });
    const proven = doors.filter((line) => line["door"] === "consentCallback");
    expect(proven.length).toBeGreaterThan(0);
    expect(proven.at(-1)).toMatchObject({ route: "/consent/callback", linkId: id });
    expect(
      doors.filter((line) => line["method"] === "GET" && line["route"] === "/consent"),
    ).toEqual([]);
  });

  it("has one line for a refusal, with its code and without the key that was tried", async () => {
    const before = linesOf(product, "door").length;
    const headers = { "x-api-key": "key-of-nobody" };
    await product.call("GET", `/api/v1/links/${id}`, { headers });
    await product.call("GET", "/consent?t=made-up");
    const refused = linesOf(product, "door").slice(before);
    expect(refused).toMatchObject([
      { door: "getLink", route: "/api/v1/links/{id}", status: 401, code: "not_authenticated" },
      { door: "consentPage", status: 404, code: "not_found" },
    ]);
    expect(JSON.stringify(refused)).not.toMatch(/key-of-nobody|made-up|"caller"/);
  });

  it("has one line of counts for each run of the sweepers", () => {
    const sweeps = linesOf(product, "sweep");
    expect(sweeps.length).toBeGreaterThan(0);
    expect(sweeps.at(-1)).toMatchObject({ done: {}, failed: {}, unread: [] });
  });

  it("has no address, name, token or address with a query in any line", () => {
    const log = product.logs.join("\n");
    expect(secrets.length).toBeGreaterThan(5);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      expect(log).not.toContain(secret);
    }
    expect(log).not.toMatch(/@|Grace|Paula|Northwind|CHG-4711|Turn on password|eyJ[\w-]{10}/);
    expect(log).not.toMatch(/https?:\/\/\S*\?|[?&]\w+=/);
  });

  it("keeps every call to Microsoft as evidence: step, path and request id, and no address", async () => {
    const { AzureWebJobsStorage = "", TABLES_PREFIX = "" } = process.env;
    const rows = createTable({ AzureWebJobsStorage, TABLES_PREFIX }, "links");
    const calls = await createCallRecordRows(rows).of(linkId.parse(id));
    const asked = product.sandbox.requests().filter(({ path }) => path.startsWith("/v1.0/"));
    expect(calls.filter(({ path }) => path.startsWith("/v1.0/"))).toHaveLength(asked.length);
    expect(calls.map(({ at }) => at)).toEqual(calls.map(({ at }) => at).sort());
    expect(calls).toContainEqual({
      at: expect.any(String) as string,
      ...{ step: "inviteAccount", method: "POST", path: "/v1.0/invitations", status: 201 },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(calls.filter(({ step }) => step === "consentCallback").length).toBeGreaterThan(0);
    expect(calls.filter(({ path }) => path.endsWith("/oauth2/v2.0/token")).length).toBeGreaterThan(
      0,
    );
    expect(JSON.stringify(calls)).not.toMatch(/@|%40|\?|outlook|contoso/);
  });

  it("loads nothing of Application Insights where no connection string is set", () => {
    const loaded = Object.keys(require.cache);
    // The product's sources, or the bundle in place of them.
    expect(loaded.some((file) => /\/durable-functions\/|\/package\/app\.js$/.test(file))).toBe(
      true,
    );
    const telemetry = /applicationinsights|monitor-opentelemetry|azureMonitor/;
    expect(loaded.filter((file) => telemetry.test(file))).toEqual([]);
  });

  it("says in its health that it works", async () => {
    const health = (await (await product.call("GET", "/api/health")).json()) as Line;
    expect(health).toMatchObject({ status: "ok", checks: { sweeper: { state: "ok" } } });
  });

  const invitesOf = (one: string): Line[] =>
    linesOf(product, "step").filter(
      (line) => line["step"] === "inviteAccount" && line["linkId"] === one,
    );

  it("has a line for each try, with code, class and the request id to quote", async () => {
    const { sandbox } = product;
    await product.fresh();
    const other = await product.post(contosoRequest(sandbox, { ticket: { id: "CHG-1" } }));
    sandbox.setFault({ path: "/v1.0/invitations", status: 429, times: 1, retryAfter: 30 });
    await consent(sandbox);
    await product.idle();
    await product.later({ seconds: 31 });
    const tries = invitesOf(other.id);
    expect(tries).toMatchObject([
      { outcome: "throttled_by_graph", class: "throttled" },
      { outcome: "done" },
    ]);
    for (const line of tries) expect((line["requestIds"] as string[]).length).toBeGreaterThan(0);
    expect(tries[1]).not.toHaveProperty("class");
  });

  it("has a line for a step that failed for good", async () => {
    await product.fresh();
    const { sandbox } = product;
    const other = await product.post(contosoRequest(sandbox, { ticket: { id: "CHG-2" } }));
    sandbox.setFault({ path: "/v1.0/invitations", status: 400, code: "BadRequest", times: 20 });
    await consent(sandbox);
    await product.idle();
    expect(invitesOf(other.id).at(-1)).toMatchObject({
      outcome: "graph_refused",
      class: "final",
    });
  });
});
