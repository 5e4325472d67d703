import type { HttpRequest } from "@azure/functions";
import { newLinkId } from "../../adapters/linkIds";
import { createReservations } from "../../adapters/reservations";
import type { Status } from "../../domain/states";
import type { Problem } from "../../functions/api";
import { reserveId } from "../../functions/reserveId";
import { aLink, aRequest } from "../support/aLink";
import { aPost } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";

const keys = fixedKeys();
const withKey = (key: string): HttpRequest => aPost("{}", { headers: { "idempotency-key": key } });
const withoutKey = aPost("{}");
const body = aRequest();
const another = aRequest({ reason: "Something else" });
const ticketless = { ...body, ticket: undefined };

function stage() {
  const links = fakeLinks();
  let made = 0;
  const ports = {
    keys,
    links,
    reservations: createReservations(newTable(), (text) => keys.sha256(text)),
    newId: () => newLinkId(Buffer.alloc(16, ++made)),
  };
  const ask = (request: HttpRequest, asked = body, callerId = "helpdesk") =>
    reserveId(ports, callerId, { request, body: asked });
  const refusal = async (request: HttpRequest, asked = body): Promise<Problem> =>
    ask(request, asked).then(
      () => Promise.reject(new Error("it was let through")),
      (error: unknown) => error as Problem,
    );
  const store = (id: Awaited<ReturnType<typeof ask>>, status: Status) =>
    links.put({ ...aLink({ status, wait: null }), id });
  return { ask, refusal, store };
}

describe("the id of a request", () => {
  it("is the same for the same key and body, and another one for another key", async () => {
    const { ask } = stage();
    const first = await ask(withKey("a"));
    expect(await ask(withKey("a"))).toBe(first);
    expect(await ask(withKey("b"))).not.toBe(first);
  });

  it("is the same for two requests at once", async () => {
    const { ask } = stage();
    const ids = await Promise.all([ask(withKey("a")), ask(withKey("a")), ask(withKey("a"))]);
    expect(new Set(ids).size).toBe(1);
  });

  it("is each caller's own", async () => {
    const { ask } = stage();
    expect(await ask(withKey("a"), body, "other")).not.toBe(await ask(withKey("a")));
  });

  it("is refused for another body under the same key, and stays with the first", async () => {
    const { ask, refusal } = stage();
    const first = await ask(withKey("a"));
    expect(await refusal(withKey("a"), another)).toMatchObject({
      status: 422,
      code: "idempotency_key_reused",
    });
    expect(await ask(withKey("a"))).toBe(first);
  });

  it("is the ticket's where no key was sent, while that ticket's link is open", async () => {
    const { ask, refusal, store } = stage();
    const first = await ask(withoutKey);
    expect(await ask(withoutKey)).toBe(first);
    store(first, "awaitingConsent");
    expect(await ask(withoutKey)).toBe(first);
    expect((await refusal(withoutKey, another)).code).toBe("idempotency_key_reused");
    store(first, "declined");
    const second = await ask(withoutKey, another);
    expect(second).not.toBe(first);
    expect(await ask(withoutKey, another)).toBe(second);
  });

  it("is one new link for a ticket that asks again twice at once", async () => {
    const { ask, store } = stage();
    store(await ask(withoutKey), "expired");
    const ids = await Promise.all([ask(withoutKey), ask(withoutKey)]);
    expect(new Set(ids).size).toBe(1);
  });

  it("stays with a key of the caller's own also after the end", async () => {
    const { ask, store } = stage();
    const first = await ask(withKey("a"));
    store(first, "declined");
    expect(await ask(withKey("a"))).toBe(first);
  });

  it("does not mix up a key and a ticket of the same name", async () => {
    const { ask } = stage();
    expect(await ask(withKey("CHG-4711"))).not.toBe(await ask(withoutKey));
  });

  it("is a new one each time without key and ticket", async () => {
    const { ask } = stage();
    expect(await ask(withoutKey, ticketless)).not.toBe(await ask(withoutKey, ticketless));
  });

  it.each(["", "with space", "x".repeat(201), "ümlaut"])(
    "is refused for the key %j",
    async (key) => {
      const { refusal } = stage();
      expect(await refusal(withKey(key))).toMatchObject({ status: 400, code: "invalid_request" });
    },
  );
});
