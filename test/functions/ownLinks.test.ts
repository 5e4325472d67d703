import { HttpRequest } from "@azure/functions";
import { newLinkId } from "../../adapters/linkIds";
import type { Link } from "../../domain/link";
import { createActionDoor } from "../../functions/actionDoors";
import { createGetLink } from "../../functions/getLink";
import { emptyOutbox } from "../../domain/outbox";
import { aCaller, aLink, aRequest, aWait } from "../support/aLink";
import { aContext, fakeEngine } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import {
  fakeCounters,
  fakeFollowUps,
  fakeOpenLinks,
  fakeOutboxes,
  wideLimits,
} from "../support/fakesStorage";

const keys = fixedKeys();
const callers = [
  aCaller({ apiKeyHashes: [keys.sha256("own")] }),
  aCaller({ id: "other", apiKeyHashes: [keys.sha256("other")] }),
  aCaller({ id: "ops", apiKeyHashes: [keys.sha256("ops")], roles: ["Links.Operate"] }),
  aCaller({ id: "reader", apiKeyHashes: [keys.sha256("read")], roles: ["Links.Read"] }),
];
const parked = aLink({
  status: "needsOperator",
  wait: aWait({ what: "operator" }),
  parked: {
    code: "graph_refused",
    step: "inviteAccount",
    at: testNow,
    from: "preparing",
    evidence: null,
  },
});

function stage(link: Link = aLink()) {
  const links = fakeLinks(link);
  const engine = fakeEngine();
  const outboxes = fakeOutboxes();
  const ports = {
    callers,
    keys,
    links,
    followUps: fakeFollowUps(),
    limits: wideLimits,
    counters: fakeCounters(),
    outboxes,
    engineOf: engine.engineOf,
    now: () => testNow,
    pause: () => Promise.resolve(),
    sessions: { forget: () => Promise.resolve() },
    openLinks: fakeOpenLinks(),
  };
  const doors = {
    get: createGetLink(ports),
    cancel: createActionDoor(ports, "cancel"),
    retry: createActionDoor(ports, "retry"),
  };
  const call = async (
    name: keyof typeof doors,
    key = "own",
    more: { id?: string; headers?: Record<string, string> } = {},
  ) => {
    const { id = link.id, headers = {} } = more;
    const request = new HttpRequest({
      method: name === "get" ? "GET" : "POST",
      url: `https://link.example/api/v1/links/${id}`,
      headers: { "x-api-key": key, ...headers },
      params: { id },
    });
    return doors[name](request, aContext());
  };
  return { links, engine, outboxes, call };
}

describe("a link's own doors", () => {
  it.each(["own", "ops"])("open for the caller %s", async (key) => {
    const { call } = stage(parked);
    for (const name of ["get", "retry"] as const)
      expect((await call(name, key)).status).toBeLessThan(300);
    expect((await stage().call("cancel", key)).status).toBe(202);
  });

  it.each([
    ["another caller", "other", {}],
    ["an unknown link", "own", { id: newLinkId(Buffer.alloc(16, 1)) }],
    ["what is no id", "own", { id: "../../admin" }],
  ])("answer 404 for %s, and nothing happened", async (_what, key, more) => {
    for (const name of ["get", "cancel", "retry"] as const) {
      const { links, engine, call } = stage(parked);
      const before = links.row();
      expect((await call(name, key, more)).status).toBe(404);
      expect(links.row()).toBe(before);
      expect(engine.woken).toEqual([]);
    }
  });

  it("let a reader read its own links and do nothing else", async () => {
    const { links, engine, call } = stage({ ...parked, callerId: "reader" });
    const before = links.row();
    const { status, body } = await call("get", "read");
    expect(status).toBe(200);
    expect(JSON.parse(String(body))).toMatchObject({ id: before.id, status: "needsOperator" });
    for (const name of ["cancel", "retry"] as const)
      expect((await call(name, "read")).status).toBe(403);
    expect(links.row()).toBe(before);
    expect(engine.woken).toEqual([]);
  });

  it("show a reader nothing of another caller's", async () => {
    const { links, call } = stage(parked);
    const before = links.row();
    expect((await call("get", "read")).status).toBe(404);
    for (const name of ["cancel", "retry"] as const)
      expect((await call(name, "read")).status).toBe(403);
    expect(links.row()).toBe(before);
  });

  it("answer 304 where the caller has this version", async () => {
    const { call } = stage();
    const { headers } = await call("get");
    expect(headers).toMatchObject({ etag: '"3"' });
    const same = await call("get", "own", { headers: { "if-none-match": '"3"' } });
    expect([same.status, same.body]).toEqual([304, undefined]);
    const older = await call("get", "own", { headers: { "if-none-match": '"2"' } });
    expect(older.status).toBe(200);
  });

  it("show how the callback does, which is news even where the link is as it was", async () => {
    const ticket = { id: "1", callbackUrl: "https://tickets.example/hooks" };
    const { outboxes, call } = stage(aLink({ request: aRequest({ ticket }) }));
    const shown = async () => {
      const { body } = await call("get", "own", { headers: { "if-none-match": '"3"' } });
      return body && (JSON.parse(String(body)) as { ticket: unknown }).ticket;
    };
    expect(await shown()).toBeUndefined();
    const failing = { failures: 1, failingSince: testNow, nextTryAt: testNow, lastAnswer: "500" };
    outboxes.put({ ...emptyOutbox, ...failing });
    expect(await shown()).toEqual({
      id: "1",
      callback: { state: "retrying", since: testNow, lastAnswer: "500", nextTryAt: testNow },
    });
  });
});

describe("cancelling a link", () => {
  it("decides the open question and wakes the run, once", async () => {
    const { links, engine, call } = stage();
    expect((await call("cancel")).status).toBe(202);
    expect((await call("cancel")).status).toBe(202);
    expect(links.row().wait?.decision).toMatchObject({ type: "cancelled", by: "helpdesk" });
    // Noted in the same write, so that no later step goes on whatever becomes of the question.
    expect(links.row().cancelRequested).toMatchObject({ by: "helpdesk" });
    expect(engine.woken).toHaveLength(1);
  });

  it("is noted between two questions, and told once", async () => {
    const { links, call } = stage(aLink({ status: "preparing", wait: null }));
    await call("cancel");
    expect((await call("cancel")).status).toBe(202);
    expect(links.row().cancelRequested).toEqual({ by: "helpdesk", at: testNow });
    expect(links.told()).toEqual(["link.cancelRequested"]);
  });

  it.each(["linked", "awaitingWriteback", "completed", "failed", "declined", "expired"] as const)(
    "comes too late for one that is %s",
    async (status) => {
      const { links, call } = stage(aLink({ status, wait: null }));
      const before = links.row();
      const { status: answer, body } = await call("cancel");
      expect(answer).toBe(409);
      expect(JSON.parse(String(body))).toMatchObject({ code: "not_in_this_state" });
      expect(links.row()).toBe(before);
    },
  );
});

describe("cancelling while the access is being ended", () => {
  const ending = { by: "ops", at: testNow, runId: "r", lastWait: 1, proof: null, scopes: [] };

  it.each<[string, Partial<Link>]>([
    ["is asked of an administrator", { status: "ending", wait: aWait({ n: 2, what: "end" }) }],
    ["is being carried out", { status: "ending", wait: null }],
    ["is overdue", { ...parked, status: "needsOperator", wait: aWait({ n: 2, what: "operator" }) }],
    ["is parked between two waits", { ...parked, status: "needsOperator", wait: null }],
    ["has ended", { status: "ended", outcome: "ended", wait: null }],
  ])("is refused where it %s, and nothing happens", async (_what, changes) => {
    const { links, engine, call } = stage(aLink({ ...changes, ending }));
    const before = links.row();
    const { status, body } = await call("cancel");
    expect(status).toBe(409);
    expect(JSON.parse(String(body))).toMatchObject({ code: "not_in_this_state" });
    expect(links.row()).toBe(before);
    expect(engine.woken).toEqual([]);
  });

  it("wakes the run of the end where an operator retries it", async () => {
    const wait = aWait({ n: 2, what: "operator" });
    const { links, engine, call } = stage(aLink({ ...parked, wait, ending }));
    expect((await call("retry", "ops")).status).toBe(202);
    expect(engine.woken).toEqual([`${links.row().id}-end 2`]);
  });
});

describe("retrying a link", () => {
  it("decides the operator's question, once", async () => {
    const { links, engine, call } = stage(parked);
    await call("retry");
    const { version } = links.row();
    expect((await call("retry")).status).toBe(202);
    expect(links.row().wait?.decision).toMatchObject({ type: "retry", by: "helpdesk" });
    expect(links.row().version).toBe(version);
    expect(new Set(engine.woken).size).toBe(1);
  });

  it("has nothing to do for one that is not parked", async () => {
    const { links, call } = stage();
    const before = links.row();
    expect((await call("retry")).status).toBe(409);
    expect(links.row()).toBe(before);
  });
});
