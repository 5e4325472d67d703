import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTicketHook } from "../../adapters/ticketHook";
import { failureOf } from "../support/fakesStorage";

const notReached = { code: "ticket_not_reached", class: "final" };

describe("the ticket's hook", () => {
  let server: Server;
  let url: string;
  let answer: RequestListener;
  let seen: { path: string | undefined; headers: IncomingMessage["headers"]; body: string }[];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        seen.push({ path: request.url, headers: request.headers, body });
        answer(request, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`;
  });
  beforeEach(() => {
    jest.restoreAllMocks();
    seen = [];
    answer = (_request, response) => response.writeHead(204).end();
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const post = (to = url) => createTicketHook().post(to, "link.1", { specversion: "1.0" });

  it("posts one CloudEvent under its id", async () => {
    await post();
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers).toMatchObject({
      "content-type": "application/cloudevents+json",
      "webhook-id": "link.1",
    });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ specversion: "1.0" });
  });

  it.each([200, 201, 202, 204])("takes %i for heard, whatever the body is", async (status) => {
    answer = (_request, response) =>
      response.writeHead(status).end(status === 204 ? "" : "{not json");
    await expect(post()).resolves.toBeUndefined();
  });

  it.each([400, 401, 404, 410, 429, 500, 503])(
    "does not take %i for heard, and asks once",
    async (status) => {
      answer = (_request, response) =>
        response.writeHead(status).end("a secret of the ticket system");
      const failure = await failureOf(post());
      expect(failure).toMatchObject(notReached);
      expect(failure.message).toContain(String(status));
      expect(failure.message).not.toContain("secret");
      expect(seen).toHaveLength(1);
    },
  );

  it.each([301, 302, 303, 307, 308])(
    "follows no redirect (%i) to another place",
    async (status) => {
      answer = (_request, response) => response.writeHead(status, { location: "/elsewhere" }).end();
      expect(await failureOf(post())).toMatchObject(notReached);
      expect(seen.map((one) => one.path)).toEqual(["/hook"]);
    },
  );

  it("waits three seconds for an answer and no longer", async () => {
    const giveUp = new AbortController();
    const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValue(giveUp.signal);
    answer = () => giveUp.abort(new DOMException("too slow", "TimeoutError"));
    const failure = await failureOf(post());
    expect(timeout).toHaveBeenCalledWith(3000);
    expect(failure).toMatchObject(notReached);
    expect(seen).toHaveLength(1);
  });

  it("has not reached a ticket system that is not there or hangs up", async () => {
    expect(await failureOf(post("http://127.0.0.1:1/hook"))).toMatchObject(notReached);
    answer = (request) => request.socket.destroy();
    expect(await failureOf(post())).toMatchObject(notReached);
  });

  it("does not say where the ticket system is", async () => {
    answer = (_request, response) => response.writeHead(500).end();
    expect((await failureOf(post())).message).not.toContain("127.0.0.1");
  });
});
