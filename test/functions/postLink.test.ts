import { newLinkId } from "../../adapters/linkIds";
import { createReservations } from "../../adapters/reservations";
import { LinkError, type Code } from "../../domain/errors";
import { tenantId } from "../../domain/ids";
import type { DirectoryFinder } from "../../domain/microsoftPorts";
import { createPostLink } from "../../functions/postLink";
import { aCaller, aLink, aTenant } from "../support/aLink";
import { aContext, aPost, fakeEngine } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { fakeFollowUps, fakeOpenLinks } from "../support/fakesStorage";
import { newTable } from "../support/fakesTables";

const keys = fixedKeys();
const body = {
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com" },
  reason: "Turn on password write-back",
};
const found = () => Promise.resolve(tenantId.parse(aTenant));
const failing = (code: Code) => () =>
  Promise.reject(new LinkError({ code, class: "final" }, "the words = of it"));

function stage(tenantOf: DirectoryFinder["tenantOf"] = found) {
  const links = fakeLinks();
  const followUps = fakeFollowUps();
  const engine = fakeEngine();
  const openLinks = fakeOpenLinks();
  const context = aContext();
  let made = 0;
  const id = (n: number) => newLinkId(Buffer.alloc(16, n));
  const door = createPostLink({
    callers: [
      aCaller({ apiKeyHashes: [keys.sha256("key")] }),
      aCaller({ id: "reader", apiKeyHashes: [keys.sha256("read")], roles: ["Links.Read"] }),
    ],
    keys,
    links,
    followUps,
    finder: { tenantOf },
    reservations: createReservations(newTable(), (text) => keys.sha256(text)),
    newId: () => id(++made),
    openLinks,
    engineOf: engine.engineOf,
    now: () => testNow,
  });
  const post = async (headers: Record<string, string> = {}, sent: unknown = body) => {
    const request = aPost(JSON.stringify(sent), {
      headers: { "x-api-key": "key", "idempotency-key": "one", ...headers },
    });
    const answer = await door(request, context);
    return { ...answer, json: JSON.parse(String(answer.body)) as Record<string, unknown> };
  };
  const nothingHappened = async () => {
    expect(await links.read(id(1))).toBeUndefined();
    expect(followUps.noted()).toEqual([]);
    expect(engine.started).toEqual([]);
  };
  return { links, followUps, openLinks, engine, context, post, nothingHappened, first: id(1) };
}

describe("posting a link", () => {
  it("takes it, says where it is, and starts it", async () => {
    const { links, engine, post, first } = stage();
    const answer = await post();
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/api/v1/links/${first}`, "retry-after": "5", etag: '"1"' },
      json: { id: first, status: "requested" },
    });
    expect(engine.started).toEqual([first]);
    expect(links.row(first)).toMatchObject({ callerId: "helpdesk", runId: null });
  });

  it("answers a repeat with the same link and starts nothing again", async () => {
    const { links, followUps, engine, post, first } = stage();
    await post();
    await followUps.done({ kind: "start", linkId: first, detail: "" });
    const again = await post();
    expect(again).toMatchObject({ status: 202, json: { id: first } });
    expect(engine.started).toHaveLength(1);
    expect(followUps.noted()).toEqual([]);
    expect(links.told(first)).toEqual(["link.requested"]);
  });

  it("keeps the link where the engine is down, with a note for the sweeper", async () => {
    const { followUps, engine, context, post, first } = stage();
    engine.down = true;
    expect((await post()).status).toBe(202);
    expect(followUps.noted()).toEqual([
      { kind: "start", linkId: first, detail: "", dueAt: "2026-11-22T10:00:30.000Z" },
    ]);
    expect(context.logged.join()).toContain(first);
  });

  it.each(["directory_not_found", "directory_in_other_cloud"] as const)(
    "refuses %s at the door and names the field",
    async (code) => {
      const { post, nothingHappened } = stage(failing(code));
      expect(await post()).toMatchObject({
        status: 422,
        json: {
          code,
          errors: [{ pointer: "/directory", message: expect.not.stringContaining(code) as string }],
        },
      });
      await nothingHappened();
    },
  );

  it("takes a link whose directory cannot be looked up now: the run asks again", async () => {
    const { engine, post } = stage(failing("directory_unreachable"));
    expect((await post()).status).toBe(202);
    expect(engine.started).toHaveLength(1);
  });

  it("does not keep a caller waiting for a look-up longer than two seconds", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
    const { post } = stage(() => {
      jest.advanceTimersByTime(2000);
      jest.useRealTimers();
      return new Promise(() => undefined);
    });
    expect((await post()).status).toBe(202);
  });

  it("refuses a second open link for one directory and account, and names the caller's own only", async () => {
    const whose = { tenantId: tenantId.parse(aTenant), address: body.account.email };
    const other = newLinkId(Buffer.alloc(16, 9));
    for (const callerId of ["helpdesk", "somebody-else"]) {
      const { links, openLinks, post, nothingHappened } = stage();
      links.put({ ...aLink({ callerId }), id: other });
      await openLinks.claim(whose, other);
      const { status, json } = await post();
      expect([status, json["code"]]).toEqual([409, "duplicate_link"]);
      expect(json["link"]).toBe(callerId === "helpdesk" ? `/api/v1/links/${other}` : undefined);
      await nothingHappened();
    }
  });

  it.each<[string, Record<string, string>, unknown, number]>([
    ["an unknown caller", { "x-api-key": "other" }, body, 401],
    ["a caller who may only read", { "x-api-key": "read" }, body, 403],
    ["a wrong field", {}, { ...body, access: "everything" }, 400],
    ["another type of body", { "content-type": "text/plain" }, body, 415],
  ])("turns away %s, and nothing happened", async (_what, headers, sent, status) => {
    const { post, nothingHappened } = stage();
    expect((await post(headers, sent)).status).toBe(status);
    await nothingHappened();
  });
});
