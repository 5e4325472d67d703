import { HTTP, type CloudEvent } from "cloudevents";
import { Webhook } from "standardwebhooks";
import { createDeliverEvents } from "../../activities/deliverEvents";
import { createFollowUps } from "../../adapters/followUps";
import { newLinkId } from "../../adapters/linkIds";
import { createOutboxes } from "../../adapters/outboxes";
import { createTicketHook } from "../../adapters/ticketHook";
import { withEvent } from "../../domain/changes";
import { cloudEventOf } from "../../domain/cloudEvents";
import { createDeliverDue } from "../../functions/deliverDue";
import { aCaller, aLink, aRequest } from "../support/aLink";
import { aContext } from "../support/fakesHttp";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";
import { fakeDns, startReceiver, type Received, type Receiver } from "../support/receiver";
import { ticketsCertificate } from "../support/ticketsTls";

const key = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString("base64")}`;
const switching = "HTTP/1.1 101 Switching Protocols\r\n";
const event = cloudEventOf(
  aLink(),
  { seq: 1, type: "link.parked", time: testNow, data: { code: "ü", step: "preflight" } },
  "https://link.example",
);

describe("the ticket's hook", () => {
  let receiver: Receiver;
  let local: string;
  beforeAll(async () => {
    receiver = await startReceiver();
    local = `http://127.0.0.1:${String(receiver.port)}`;
  });
  beforeEach(() => {
    jest.restoreAllMocks();
    receiver.seen.length = 0;
    receiver.answer = (_request, response) => response.writeHead(204).end();
  });
  afterAll(() => receiver.close());

  const newest = (): Received => {
    const last = receiver.seen.at(-1);
    if (!last) throw new Error("nothing came");
    return last;
  };
  const post = (keys = [key(1)], now = () => testNow) =>
    createTicketHook({ localCallbacks: local, now }).post({
      url: `${local}/hook`,
      id: event.id,
      body: event,
      caller: aCaller({ callbackHosts: [new URL(local).host], webhookKeys: keys }),
    });

  it("posts one CloudEvent under its id, which the package cloudevents takes", async () => {
    expect(await post()).toEqual({ status: 204, code: null, retryAfter: null });
    expect(receiver.seen).toHaveLength(1);
    const { headers, body } = newest();
    expect(headers).toMatchObject({
      "content-type": "application/cloudevents+json",
      "webhook-id": event.id,
      "webhook-timestamp": String(Date.parse(testNow) / 1000),
      connection: "close",
    });
    const parsed = HTTP.toEvent({ headers, body }) as CloudEvent;
    expect(parsed.validate()).toBe(true);
    expect(parsed).toMatchObject({ id: event.id, type: event.type, sequence: "00000001" });
    expect(parsed.data).toEqual(event.data);
  });

  it("signs with both keys of a change, and each verifies with the package standardwebhooks", async () => {
    // The package compares the timestamp with this machine's clock.
    await post([key(2), key(1)], () => new Date().toISOString());
    const { headers, body } = newest();
    for (const byte of [1, 2]) expect(new Webhook(key(byte)).verify(body, headers)).toEqual(event);
    expect(() => new Webhook(key(3)).verify(body, headers)).toThrow();
    expect(() => new Webhook(key(1)).verify(body.replace("link", "Link"), headers)).toThrow();
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  });

  it("signs each try with the time of that try, under the same id", async () => {
    await post();
    await post([key(1)], () => new Date(Date.parse(testNow) + 90_000).toISOString());
    const [first, second] = receiver.seen.map(({ headers }) => headers);
    expect(second?.["webhook-id"]).toBe(first?.["webhook-id"]);
    const stamps = [first, second].map((headers) => Number(headers?.["webhook-timestamp"]));
    expect((stamps[1] ?? 0) - (stamps[0] ?? 0)).toBe(90);
    expect(second?.["webhook-signature"]).not.toBe(first?.["webhook-signature"]);
  });

  it.each([200, 204, 400, 401, 410, 500])(
    "answers with the status %i, whatever the body is, and asks once",
    async (status) => {
      receiver.answer = (_request, response) =>
        response.writeHead(status).end(status === 204 ? "" : "{not json");
      expect(await post()).toMatchObject({ status, code: null });
      expect(receiver.seen).toHaveLength(1);
    },
  );

  it.each([301, 302, 303, 307, 308])("follows no redirect (%i)", async (status) => {
    receiver.answer = (_request, response) =>
      response.writeHead(status, { location: "/elsewhere" }).end();
    expect(await post()).toMatchObject({ status });
    expect(receiver.seen.map((one) => one.path)).toEqual(["/hook"]);
  });

  it.each([
    [429, "120", 120],
    [503, new Date(Date.parse(testNow) + 60_000).toUTCString(), 60],
    [503, "soon", null],
    [503, "", null],
    [500, "120", null],
  ])("reads %i with Retry-After %j as %j", async (status, value, seconds) => {
    receiver.answer = (_request, response) =>
      response.writeHead(status, { "retry-after": value }).end();
    expect((await post()).retryAfter).toBe(seconds);
  });

  it("waits three seconds for an answer and no longer", async () => {
    const giveUp = new AbortController();
    const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValue(giveUp.signal);
    receiver.answer = () => giveUp.abort(new DOMException("too slow", "TimeoutError"));
    expect(await post()).toEqual({ status: null, code: "too_slow", retryAfter: null });
    expect(timeout).toHaveBeenCalledWith(3000);
    expect(receiver.seen).toHaveLength(1);
  });

  it.each<[string, Receiver["answer"], string]>([
    ["closes the connection", (request) => request.socket.destroy(), "not_reached"],
    [
      "asks to speak another protocol",
      (request) => request.socket.write(`${switching}Connection: upgrade\r\nUpgrade: x\r\n\r\n`),
      "bad_answer",
    ],
    [
      "asks to speak another protocol and hangs up",
      (request) => request.socket.end(`${switching}Connection: upgrade\r\nUpgrade: x\r\n\r\n`),
      "bad_answer",
    ],
    [
      "is only preparing its answer, and hangs up",
      (request) => request.socket.end("HTTP/1.1 103 Early Hints\r\n\r\n"),
      "not_reached",
    ],
    [
      "hangs up in its headers",
      (request) => request.socket.end("HTTP/1.1 200 OK\r\nx:"),
      "not_reached",
    ],
    ["answers garbage", (request) => request.socket.end("220 no web server\r\n\r\n"), "bad_answer"],
    [
      "answers with huge headers",
      (_request, response) => response.writeHead(200, { x: "x".repeat(20_000) }).end(),
      "bad_answer",
    ],
  ])("says what was wrong with a receiver that %s", async (_what, answer, code) => {
    receiver.answer = answer;
    expect(await post()).toEqual({ status: null, code, retryAfter: null });
  });

  it.each([
    ["200 OK", "Connection: upgrade\r\nUpgrade: x\r\nContent-Length: 0\r\n", 200],
    ["101 Switching Protocols", "", 101],
  ])(
    "takes an answer that speaks of another protocol and is whole: %s",
    async (line, more, status) => {
      receiver.answer = (request) => request.socket.end(`HTTP/1.1 ${line}\r\n${more}\r\n`);
      expect(await post()).toEqual({ status, code: null, retryAfter: null });
    },
  );

  it("tells the others in the same run of the timer where one asks to speak another protocol", async () => {
    const links = fakeLinks();
    const followUps = createFollowUps(newTable());
    const callers = ["odd", "fine"].map((id) =>
      aCaller({ id, callbackHosts: [new URL(local).host] }),
    );
    for (const [index, { id }] of callers.entries()) {
      const request = aRequest({ ticket: { id, callbackUrl: `${local}/${id}` } });
      const link = aLink({
        id: newLinkId(Buffer.alloc(16, index)),
        callerId: id,
        request,
        lastSeq: 0,
      });
      await links.insert(withEvent(link, "link.started"));
      await followUps.note({ kind: "webhook", linkId: link.id, detail: "", dueAt: testNow });
    }
    receiver.answer = (request, response) =>
      request.url === "/odd"
        ? request.socket.write(`${switching}Connection: upgrade\r\nUpgrade: x\r\n\r\n`)
        : response.writeHead(204).end();
    const now = () => testNow;
    const outboxes = createOutboxes(newTable());
    const hook = createTicketHook({ localCallbacks: local, now });
    const publicUrl = "https://link.example";
    const deliver = createDeliverEvents({
      links,
      outboxes,
      followUps,
      callers,
      hook,
      publicUrl,
      now,
    });
    await createDeliverDue({ followUps, backlog: followUps, outboxes, deliver, now })(
      {},
      aContext(),
    );
    expect(receiver.seen.map(({ path }) => path).sort()).toEqual(["/fine", "/odd"]);
    expect(await followUps.due("webhook", "2099")).toMatchObject([
      { linkId: newLinkId(Buffer.alloc(16, 0)) },
    ]);
  });

  it("does not read a huge answer, and hangs up", async () => {
    const sent = new Promise<number>((resolve) => {
      receiver.answer = (_request, response) => {
        let bytes = 0;
        const more = () => {
          while (bytes < 64 * 1024 * 1024 && response.write(Buffer.alloc(65_536))) bytes += 65_536;
        };
        response
          .writeHead(200)
          .on("drain", more)
          .on("close", () => resolve(bytes));
        more();
      };
    });
    expect(await post()).toMatchObject({ status: 200 });
    expect(await sent).toBeLessThan(32 * 1024 * 1024);
  });
});

describe("the ticket's hook, over https", () => {
  let receiver: Receiver;
  let host: string;
  beforeAll(async () => {
    receiver = await startReceiver({ tls: true });
    host = `tickets.example:${String(receiver.port)}`;
  });
  afterAll(() => receiver.close());
  /** Only here this machine's address counts as public: there is no other server to speak to. */
  const post = (
    agent: { ca?: string } = { ca: ticketsCertificate },
    url = `https://${host}/hook`,
  ) =>
    createTicketHook({
      localCallbacks: undefined,
      now: () => testNow,
      agent: { ...agent, lookup: fakeDns(["127.0.0.1"]), allowIPAddressList: ["127.0.0.1"] },
    }).post({
      url,
      id: event.id,
      body: event,
      caller: aCaller({ callbackHosts: [new URL(url).host], webhookKeys: [key(1)] }),
    });

  it("reaches a host with a certificate for it", async () => {
    receiver.seen.length = 0;
    expect(await post()).toMatchObject({ status: 204 });
    expect(receiver.seen[0]?.headers["host"]).toBe(host);
  });

  it("keeps no connection for the next event", async () => {
    const before = receiver.connections();
    await post();
    await post();
    expect(receiver.connections() - before).toBe(2);
    expect(receiver.seen.at(-1)?.headers["connection"]).toBe("close");
  });

  it("sends nothing where the certificate is nobody's or for another name", async () => {
    receiver.seen.length = 0;
    expect(await post({})).toMatchObject({ code: "not_trusted" });
    const other = `https://other.example:${String(receiver.port)}/hook`;
    expect(await post({ ca: ticketsCertificate }, other)).toMatchObject({ code: "not_trusted" });
    expect(receiver.seen).toEqual([]);
  });
});
