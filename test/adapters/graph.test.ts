import { createGraph, type Graph } from "../../adapters/graph";
import type { GraphOptions } from "../../adapters/graph";
import { startSandbox, type Sandbox } from "../../local/sandbox/startSandbox";
import { failureOf } from "../support/fakesStorage";

const token = "EwB-secret-token";
const address = "partner.ops@outlook.com";

describe("a Graph call", () => {
  let sandbox: Sandbox;
  let graph: Graph;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    graph = createGraph(sandbox.url, () => Promise.resolve(token));
  });
  beforeEach(() => sandbox.reset());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => sandbox.close());

  const invite: GraphOptions = { body: { invitedUserEmailAddress: address } };
  /** The call and how often the sandbox was asked. */
  const failing = async (call: Promise<unknown>) => {
    const failure = await failureOf(call);
    return { failure, asked: sandbox.requests().length };
  };

  it("carries its token in the header and nowhere else", async () => {
    const seen: { url: string; headers: Headers; body: unknown }[] = [];
    jest.spyOn(globalThis, "fetch").mockImplementation((url, init) => {
      seen.push({ url: String(url), headers: new Headers(init?.headers), body: init?.body });
      return Promise.resolve(Response.json({}));
    });
    await graph("invite", invite);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers.get("authorization")).toBe(`Bearer ${token}`);
    expect(seen[0]?.url).toBe(`${sandbox.url}/v1.0/invitations`);
    expect(JSON.stringify(seen[0]?.body)).not.toContain(token);
  });

  it("asks for a token each time, so that none is used past its end", async () => {
    const tokens = ["one", "two"];
    const fresh = createGraph(sandbox.url, () => Promise.resolve(tokens.shift() ?? ""));
    const used: (string | null)[] = [];
    jest.spyOn(globalThis, "fetch").mockImplementation((_url, init) => {
      used.push(new Headers(init?.headers).get("authorization"));
      return Promise.resolve(Response.json({}));
    });
    await fresh("readLicences");
    await fresh("readLicences");
    expect(used).toEqual(["Bearer one", "Bearer two"]);
  });

  it.each([429, 500, 502, 503, 504])(
    "is never repeated at %i: the orchestrator does that",
    async (status) => {
      sandbox.setFault({ path: "/v1.0/", status, times: 5, retryAfter: 0 });
      expect((await failing(graph("invite", invite))).asked).toBe(1);
      sandbox.setFault({ path: "/v1.0/", status, times: 5, retryAfter: 0 });
      expect((await failing(graph("readLicences"))).asked).toBe(2);
    },
  );

  it("hears how long Graph asks to wait", async () => {
    sandbox.setFault({ path: "/v1.0/", status: 429, retryAfter: 600 });
    const { failure } = await failing(graph("readLicences"));
    expect(failure).toMatchObject({ code: "throttled_by_graph", class: "throttled", seconds: 600 });
  });

  it("names call, status and request id, and no word or address of the answer", async () => {
    sandbox.setFault({
      path: "/v1.0/",
      status: 400,
      code: "BadRequest",
      message: `${address} is wrong, token=abc`,
    });
    const { failure } = await failing(graph("invite", invite));
    expect(failure.message).toMatch(
      /^graph_refused final 0 graphRefused: invite answered 400 BadRequest \(request [0-9a-f-]{36}\)$/,
    );
  });

  it("does not repeat a call whose answer was lost, and says that it is not known", async () => {
    sandbox.setFault({ path: "/v1.0/", kind: "drop", times: 5 });
    const { failure, asked } = await failing(graph("invite", invite));
    expect(failure).toMatchObject({ code: "graph_unavailable", class: "transient" });
    expect(asked).toBe(1);
  });

  it("ends after half a minute without an answer", async () => {
    const giveUp = new AbortController();
    const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValue(giveUp.signal);
    jest.spyOn(globalThis, "fetch").mockImplementation(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(new Error("TimeoutError")));
          giveUp.abort();
        }),
    );
    const { failure } = await failing(graph("readLicences"));
    expect(timeout).toHaveBeenCalledWith(30_000);
    expect(failure).toMatchObject({ code: "graph_unavailable", class: "transient" });
  });

  it("is not answered at all by a machine that is not there", async () => {
    const nowhere = createGraph("http://127.0.0.1:1", () => Promise.resolve(token));
    const failure = await failureOf(nowhere("readLicences"));
    expect(failure).toMatchObject({ code: "graph_unavailable", class: "transient" });
    expect(failure.message).not.toContain(token);
  });

  it("follows no redirect, which would take the token along", async () => {
    const modes: (string | undefined)[] = [];
    jest.spyOn(globalThis, "fetch").mockImplementation((_url, init) => {
      modes.push(init?.redirect);
      return Promise.reject(new TypeError("unexpected redirect"));
    });
    await failing(graph("readLicences"));
    expect(modes).toEqual(["error"]);
  });

  it("gives on the failure of its token as it is", async () => {
    const lapsed = new Error("no token");
    const broken = createGraph(sandbox.url, () => Promise.reject(lapsed));
    const { failure, asked } = await failing(broken("readLicences"));
    expect(failure).toMatchObject({ class: "transient" });
    expect(asked).toBe(0);
  });

  it("puts a query value into its address as one value", async () => {
    await failing(graph("findUsers", { query: { $filter: "mail eq 'a&b=c#d+e%20f'" } }));
    const url = new URL(sandbox.requests()[0]?.path ?? "", sandbox.url);
    expect([...url.searchParams]).toEqual([["$filter", "mail eq 'a&b=c#d+e%20f'"]]);
  });

  it.each([
    ["a/../../users", "a%2F..%2F..%2Fusers"],
    ["a?$select=x#y", "a%3F%24select%3Dx%23y"],
    ["o'neil", "o''neil"],
  ])("puts the value %s into its path as one value", async (id, written) => {
    await failing(graph("readUser", { values: { id } }));
    expect(sandbox.requests()[0]?.path.replaceAll("%27", "'")).toBe(`/v1.0/users/${written}`);
  });
});
