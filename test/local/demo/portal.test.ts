import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { linkView } from "../../../domain/linkView";
import { portalRoutes } from "../../../local/portal/portalRoutes";
import { startSandbox, type Sandbox } from "../../../local/sandbox/startSandbox";
import type { Stack } from "../../../local/stack";
import { aLink } from "../../support/aLink";

const link = linkView(aLink());
let shown = link;

/** Links that others asked for with the same key. */
let listed: { id: string; ticket: { id: string } | null }[] = [];

/** The product's API, as far as the portal needs it: it refuses the reason "no", and "again" as a duplicate. */
function startApi(asked: unknown[]): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = parts.length > 0 ? (JSON.parse(Buffer.concat(parts).toString()) as object) : {};
      if (request.method === "POST") asked.push({ url: request.url, ...body });
      const reason = "reason" in body ? body.reason : undefined;
      const isList = request.url?.startsWith("/api/v1/links?") ?? false;
      const refused = reason === "no" || reason === "again";
      const errors = [{ pointer: "/reason", message: "must not be <no>" }];
      const open = { title: "there is one", link: `/api/v1/links/${link.id}` };
      const problem = reason === "no" ? { title: "not valid", errors } : open;
      const status = reason === "no" ? 400 : reason === "again" ? 409 : 202;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(refused ? problem : isList ? { links: listed } : shown));
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

describe("the portal", () => {
  let sandbox: Sandbox;
  let api: Server;
  const asked: unknown[] = [];
  const done: string[] = [];

  beforeAll(async () => {
    api = await startApi(asked);
    const stack = (): Stack =>
      ({
        url: `http://127.0.0.1:${String((api.address() as AddressInfo).port)}`,
        sandbox,
        logFile: ".local/host.log",
        moveClock: (ms: number) => Promise.resolve(void done.push(`clock ${String(ms)}`)),
        killHost: () => Promise.resolve(void done.push("kill")),
        startHost: () => Promise.resolve(void done.push("start")),
      }) as unknown as Stack;
    sandbox = await startSandbox({ port: 0, routes: portalRoutes(stack) });
  });
  afterAll(async () => {
    await sandbox.close();
    api.closeAllConnections();
    api.close();
  });
  beforeEach(() => {
    asked.length = 0;
    done.length = 0;
    shown = link;
    listed = [];
  });

  const get = async (path: string) => (await fetch(sandbox.url + path)).text();
  const post = (path: string, fields: Record<string, string>, origin = sandbox.url) =>
    fetch(sandbox.url + path, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { origin },
      redirect: "manual",
    });

  it("leads from one page to everything", async () => {
    const page = await get("/");
    expect(page.match(/<h1/g)).toHaveLength(1);
    for (const path of ["/mail", "/directory", "/tickets"])
      expect(page).toContain(`href="${path}"`);
    expect(page).toContain("Grace Adler");
    expect(page).toContain("everything begins");
    for (const [, id] of page.matchAll(/<label for="([^"]+)"/g))
      expect(page).toContain(`id="${id ?? ""}"`);
  });

  it("answers HEAD wherever it answers GET", async () => {
    for (const path of ["/", "/mail", "/portal/tickets"]) {
      const answer = await fetch(sandbox.url + path, { method: "HEAD" });
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, ""]);
    }
    expect((await fetch(`${sandbox.url}/portal/clock`, { method: "HEAD" })).status).toBe(501);
  });

  it("asks the app with what was typed and shows its answer", async () => {
    const answer = await post("/portal/links", { ticket: "CHG-9", reason: "why not" });
    expect(answer.status).toBe(303);
    const to = answer.headers.get("location") ?? "";
    expect(asked).toMatchObject([{ url: "/api/v1/links", reason: "why not" }]);
    const page = await get(to);
    expect(page).toContain("The app took the request");
    expect(page).toContain(link.status);
    expect(await get("/portal/tickets/list")).toContain("CHG-9");
  });

  it("shows a refusal beside the field and keeps what was typed", async () => {
    const answer = await post("/portal/links", { directory: "contoso.com", reason: "no" });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('value="contoso.com"');
    expect(page).toMatch(/id="reason-wrong">must not be &lt;no&gt;/);
    expect(page).toContain('aria-describedby="reason-wrong"');
  });

  it("leads to the link that is open already", async () => {
    const answer = await post("/portal/links", { directory: "contoso.com", reason: "again" });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain(`href="/portal/links/${link.id}">The link that is open`);
  });

  it("lists what was asked for with this key by other ways, and takes another ticket number each time", async () => {
    const ticketOf = async () => /id="ticket"[^>]*value="([^"]*)"/.exec(await get("/"))?.[1];
    const first = await ticketOf();
    listed = [
      { id: "a".repeat(26), ticket: { id: first ?? "" } },
      { id: "b".repeat(26), ticket: { id: "CHG-4711" } },
      { id: "c".repeat(26), ticket: null },
    ];
    const list = await get("/portal/tickets/list");
    for (const { id, ticket } of listed)
      expect(list).toContain(`<a href="/portal/links/${id}">${ticket?.id ?? id}</a>`);
    expect(await ticketOf()).not.toBe(first);
    expect(await ticketOf()).toMatch(/^CHG-\d+$/);
    await post("/portal/links", { ticket: "CHG-9000", reason: "why not" });
    expect(await get("/portal/tickets/list")).toMatch(/CHG-9000[^]*CHG-4711/);
    expect(await ticketOf()).toBe("CHG-9001");
  });

  const until = { at: "2027-03-31T23:59:59.000Z", enforcedBy: "entra" as const };

  it("shows how a linked account's access stands, and ends it", async () => {
    const signedOff = { by: "account", at: "2026-11-24T10:00:00.000Z" };
    const completed = aLink({ status: "completed", outcome: "completed", wait: null, until });
    const request = { ...completed.request, accessUntil: until.at };
    const writeback = { ...completed.writeback, state: "signedOff" as const, signedOff };
    shown = linkView({ ...completed, request, writeback });
    const page = await get(`/portal/links/${link.id}`);
    expect(page).toContain("31 Mar, 23:59 UTC: Entra ends it by itself");
    expect(page).toContain("signedOff by account, Tue 24 Nov, 10:00 UTC");
    expect(page).not.toContain("Cancel the request");
    expect(page).not.toContain('http-equiv="refresh"');
    expect(page).toContain("End the access");
    expect((await post(`/portal/links/${link.id}/end`, {})).status).toBe(303);
    expect(asked).toEqual([{ url: `/api/v1/links/${link.id}/end` }]);
  });

  it("offers no end where there is nothing to end, and asks again while there is news to come", async () => {
    expect(await get(`/portal/links/${link.id}`)).not.toContain("End the access");
    expect(await get(`/portal/links/${link.id}`)).toContain("Cancel the request");
    shown = linkView(aLink({ status: "cancelled", outcome: "cancelled", wait: null }));
    expect(await get(`/portal/links/${link.id}`)).not.toContain("End the access");
    const left = { what: "Guest", result: "left" as const, how: "Remove it by hand" };
    shown = { ...shown, undone: [left] };
    expect(await get(`/portal/links/${link.id}`)).toContain("End the access");
    expect(await get(`/portal/links/${link.id}`)).toContain("Guest: left (Remove it by hand)");
    shown = linkView(aLink({ status: "ending", outcome: "completed" }));
    expect(await get(`/portal/links/${link.id}`)).toContain('http-equiv="refresh"');
  });

  it("shows why a link is parked, and what was seen", async () => {
    const parked = {
      code: "graph_refused" as const,
      step: "inviteAccount",
      at: "2026-11-24T10:00:00.000Z",
      from: "preparing" as const,
      evidence: "invite answered 403 <Forbidden>",
    };
    shown = linkView(aLink({ status: "needsOperator", parked }));
    const page = await get(`/portal/links/${link.id}`);
    expect(page).toContain("graph_refused");
    expect(page).toContain("invite answered 403 &lt;Forbidden&gt;");
  });

  it("leads to both mailboxes while write-back waits for its sign-off", async () => {
    await post("/portal/links", { ticket: "CHG-9", reason: "why not" });
    shown = linkView(aLink({ status: "awaitingWriteback" }));
    const list = await get("/portal/tickets/list");
    expect(list).toContain(encodeURIComponent(link.account.email ?? ""));
    expect(list).toContain(encodeURIComponent(link.administrator.email ?? ""));
    expect(list).toContain("sign them off");
  });

  it("moves the clock day by day, and forward only", async () => {
    const day = 24 * 60 * 60 * 1000;
    await post("/portal/clock", { hours: "1" });
    await post("/portal/clock", { hours: "49" });
    await post("/portal/clock", { hours: "-5" });
    await post("/portal/clock", { hours: "many" });
    expect(done).toEqual([3_600_000, day, day, 3_600_000].map((ms) => `clock ${String(ms)}`));
  });

  it("kills the host and starts it again", async () => {
    expect((await post("/portal/host", {})).status).toBe(303);
    expect(done).toEqual(["kill", "start"]);
  });

  it("turns away forms of other sites, and does nothing", async () => {
    for (const path of ["/portal/links", "/portal/links/a/end", "/portal/clock", "/portal/host"])
      for (const origin of ["https://evil.example", "null"])
        expect((await post(path, { hours: "24" }, origin)).status).toBe(403);
    expect([...asked, ...done]).toEqual([]);
  });
});
