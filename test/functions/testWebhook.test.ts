import { createLimitCounters } from "../../adapters/limitCounters";
import type { Delivery } from "../../domain/delivery";
import type { WebhookPost } from "../../domain/ports";
import { createTestWebhook } from "../../functions/testWebhook";
import { aCaller } from "../support/aLink";
import { aContext, aPost } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { testNow } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";

const keys = fixedKeys();
const own = aCaller({ apiKeyHashes: [keys.sha256("key")], callbackHosts: ["tickets.example"] });
const reader = aCaller({
  ...{ id: "reader", roles: ["Links.Read"], apiKeyHashes: [keys.sha256("read")] },
  callbackHosts: ["tickets.example"],
});
const another = aCaller({ ...own, id: "another", apiKeyHashes: [keys.sha256("another's")] });
const heard: Delivery = { status: 204, code: null, retryAfter: null };

function stage(delivery: Delivery = heard) {
  const clock = { now: testNow };
  const posted: WebhookPost[] = [];
  const door = createTestWebhook({
    ...{ keys, callers: [own, reader, another], localCallbacks: "http://127.0.0.1:9000" },
    publicUrl: "https://link.example",
    now: () => clock.now,
    counters: createLimitCounters(newTable()),
    hook: { post: (event) => Promise.resolve(void posted.push(event)).then(() => delivery) },
  });
  const call = async (body: unknown, key = "key") => {
    const sent = aPost(JSON.stringify(body), { headers: { "x-api-key": key } });
    const { status, headers, body: answer } = await door(sent, aContext());
    return { status, headers, json: JSON.parse(String(answer)) as Record<string, unknown> };
  };
  return { posted, call, clock };
}
const url = "https://tickets.example/hooks";

describe("the test call of webhooks", () => {
  it("sends a sample through the same sender and says what came of it", async () => {
    const { posted, call } = stage();
    const { status, json } = await call({ url });
    expect(status).toBe(200);
    expect(json).toEqual({
      ...{ delivered: true, status: 204, code: null, milliseconds: 0 },
      webhookId: expect.stringMatching(/^test\.[\w-]{22}$/) as string,
    });
    expect(posted).toMatchObject([
      {
        ...{ url, id: json["webhookId"], caller: { id: "helpdesk" } },
        body: { type: "directory-link.test.v1", id: json["webhookId"], data: { test: true } },
      },
    ]);
  });

  it("has another id each time", async () => {
    const { posted, call } = stage();
    await call({ url });
    await call({ url });
    expect(new Set(posted.map(({ id }) => id)).size).toBe(2);
  });

  it.each<[string, Delivery, object]>([
    ["refuses", { ...heard, status: 401 }, { delivered: false, status: 401, code: null }],
    ["redirects", { ...heard, status: 302 }, { delivered: false, status: 302 }],
    [
      "is inside",
      { status: null, code: "address_refused", retryAfter: null },
      { delivered: false, status: null, code: "address_refused" },
    ],
  ])("says so where the receiver %s", async (_what, delivery, answer) => {
    expect(await stage(delivery).call({ url })).toMatchObject({ status: 200, json: answer });
  });

  it.each([
    ["another host", { url: "https://evil.example/hooks" }, "/url"],
    ["another port", { url: "https://tickets.example:22/" }, "/url"],
    ["plain http", { url: "http://tickets.example/hooks" }, "/url"],
    ["the local origin of others", { url: "http://127.0.0.1:9000/hooks" }, "/url"],
    ["an address", { url: "https://169.254.169.254/metadata" }, "/url"],
    ["no URL", { url: "tickets.example" }, "/url"],
    ["nothing", {}, "/url"],
    ["another type", { url: 1 }, "/url"],
    ["more than a URL", { url, headers: {} }, "/headers"],
  ])("refuses %s, names the field and sends nothing", async (_what, body, pointer) => {
    const { posted, call } = stage();
    const { status, json } = await call(body);
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: "invalid_request", errors: [{ pointer }] });
    expect(posted).toEqual([]);
  });

  it("sends sixty an hour for a caller, then nothing until the next hour; others are not held up", async () => {
    const { posted, call, clock } = stage();
    clock.now = "2026-11-22T10:20:00.000Z";
    for (let n = 0; n < 60; n++) expect((await call({ url })).status).toBe(200);
    const refused = await call({ url });
    expect(refused).toMatchObject({
      ...{ status: 429, headers: { "retry-after": "2400" } },
      json: { code: "limit_reached", limit: "webhookTest", retryAfter: 2400 },
    });
    expect(posted).toHaveLength(60);
    expect((await call({ url }, "another's")).status).toBe(200);
    clock.now = "2026-11-22T11:00:00.000Z";
    expect((await call({ url })).status).toBe(200);
  });

  it("counts nothing that it refuses for its words", async () => {
    const { call } = stage();
    for (let n = 0; n < 61; n++)
      expect((await call({ url: "https://evil.example/" })).status).toBe(400);
    expect((await call({ url })).status).toBe(200);
  });

  it("is for who asks for links or operates them: nobody else sends anything", async () => {
    const { posted, call } = stage();
    expect((await call({ url }, "read")).status).toBe(403);
    expect((await call({ url }, "nobody's")).status).toBe(401);
    expect(posted).toEqual([]);
  });
});
