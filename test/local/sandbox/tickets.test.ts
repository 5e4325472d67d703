import { createPerson } from "../../../local/sandbox/person";
import { signedPost } from "./signedPost";
import { startBench, unchanged, type Bench } from "./support/bench";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

describe("ticket receiver", () => {
  const send = (post: RequestInit, path = "/tickets/hooks/links/a?b=c") =>
    fetch(bench.sandbox.url + path, { redirect: "manual", ...post });
  const hook = (event: object, path?: string) => send(signedPost(event), path);

  it("keeps every post that is signed for it, with its headers", async () => {
    expect((await hook({ type: "x" })).status).toBe(204);
    expect(bench.sandbox.tickets()).toMatchObject([
      {
        path: "/tickets/hooks/links/a?b=c",
        headers: { "webhook-id": "l.1" },
        body: '{"id":"l.1","type":"x"}',
      },
    ]);
  });

  it("takes a signature of either key of a change", async () => {
    const post = signedPost({});
    const headers = post.headers as Record<string, string>;
    headers["webhook-signature"] = `v1,AAAA ${headers["webhook-signature"] ?? ""}`;
    expect((await send(post)).status).toBe(204);
  });

  const minutes = (n: number) => new Date(Date.now() + n * 60_000);
  const without = (name: string): RequestInit => {
    const post = signedPost({});
    const headers = Object.entries(post.headers as Record<string, string>);
    return { ...post, headers: Object.fromEntries(headers.filter(([key]) => key !== name)) };
  };
  it.each<[string, () => RequestInit]>([
    ["another key", () => signedPost({}, { key: `whsec_${"B".repeat(32)}` })],
    ["a time long ago", () => signedPost({}, { at: minutes(-6) })],
    ["a time to come", () => signedPost({}, { at: minutes(6) })],
    ["another id than its event's", () => signedPost({}, { id: "l.2" })],
    ["another media type", () => signedPost({}, { type: "application/json" })],
    ["a changed body", () => ({ ...signedPost({}), body: '{"id":"l.1","x":1}' })],
    ["no signature", () => without("webhook-signature")],
    ["no id", () => without("webhook-id")],
    ["no time", () => without("webhook-timestamp")],
  ])("answers 401 to %s, and keeps nothing", async (_what, post) => {
    const answer = await unchanged(bench, () => send(post()));
    expect(answer.status).toBe(401);
  });

  it("goes by the sandbox's clock", async () => {
    bench.sandbox.setClock(60 * 60_000);
    expect((await hook({})).status).toBe(401);
    expect((await send(signedPost({}, { at: minutes(60) }))).status).toBe(204);
    bench.sandbox.setClock(0);
  });

  it("shows what each ticket heard", async () => {
    await hook({ ticket: { id: "CHG-4711" }, status: "requested" });
    await hook({ type: "link.v1", data: { ticket: { id: "CHG-4711" }, status: "linked" } });
    const { body } = await createPerson(bench.sandbox, "olga").visit(
      `${bench.sandbox.url}/tickets`,
    );
    expect(body.match(/<h2>CHG-4711<\/h2>/g)).toHaveLength(1);
    expect(body).toContain("&quot;linked&quot;");
    expect(body).toContain("<h2>/tickets/hooks/links/a?b=c</h2>");
  });

  it("can be made to refuse, to redirect, to take its time and to answer garbage", async () => {
    const before = bench.sandbox.tickets().length;
    const fault = { method: "POST", path: "/tickets/" };
    bench.sandbox.setFault({ ...fault, status: 503, times: 2 });
    bench.sandbox.setFault({ ...fault, status: 302, location: "/elsewhere" });
    expect([(await hook({})).status, (await hook({})).status]).toEqual([503, 503]);
    expect((await hook({})).headers.get("location")).toBe("/elsewhere");
    bench.sandbox.setFault({ ...fault, kind: "garbage" });
    await expect(hook({})).rejects.toThrow();
    bench.sandbox.setFault({ ...fault, delayMs: 60_000 });
    await expect(send({ ...signedPost({}), signal: AbortSignal.timeout(50) })).rejects.toThrow();
    expect(bench.sandbox.tickets()).toHaveLength(before);
    expect((await hook({})).status).toBe(204);
  });
});
