import type { Link } from "../../domain/link";
import { createGetLink } from "../../functions/getLink";
import { etagOf, hasVersion } from "../../functions/etag";
import { preferredWait } from "../../functions/preferWait";
import { aCaller, aLink } from "../support/aLink";
import { aContext, aGet } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { fakeOutboxes } from "../support/fakesStorage";
import { fakeLinks } from "../support/fakesLinks";
import { HttpRequest } from "@azure/functions";

const keys = fixedKeys();

describe("If-None-Match", () => {
  const has = (header: string) => hasVersion(aGet("/x", { "if-none-match": header }), '"3"');

  it.each(['"3"', 'W/"3"', '"1", "3"', '"1",W/"3" , "4"', "*", ' "3" '])(
    "has it in %s",
    (header) => {
      expect(has(header)).toBe(true);
    },
  );

  it.each(["", "3", '"33"', '"2"', 'w/"3"', '"a,"3"', "'3'", '"*"'])(
    "has it not in %j",
    (header) => {
      expect(has(header)).toBe(false);
    },
  );
});

describe("Prefer: wait", () => {
  it.each([
    ["wait=20", 20],
    ["WAIT = 5", 5],
    ['wait="7"', 7],
    ["respond-async, wait=10; x=y", 10],
    ["wait=9999", 30],
    ["wait=3, wait=20", 3],
  ])("%j is %i seconds", (prefer, seconds) => {
    expect(preferredWait(aGet("/x", { prefer }))).toBe(seconds);
  });

  it.each([
    "",
    "wait",
    "wait=",
    "wait=-1",
    "wait=1.5",
    "wait=abc",
    "await=5",
    'x="a, wait=5"',
    "wait=5x",
  ])("%j is ignored", (prefer) => expect(preferredWait(aGet("/x", { prefer }))).toBe(0));
});

describe("reading a link with Prefer: wait", () => {
  const link = aLink({ version: 3 });
  const newer: Link = { ...link, version: 4 };

  /** The link changes after so many looks, or never. */
  function stage(changesAfter = Infinity) {
    const links = fakeLinks(link);
    let pauses = 0;
    const door = createGetLink({
      callers: [aCaller({ apiKeyHashes: [keys.sha256("key")] })],
      keys,
      links,
      outboxes: fakeOutboxes(),
      pause: () => {
        pauses += 1;
        if (pauses === changesAfter) links.put(newer);
        return Promise.resolve();
      },
    });
    const get = (headers: Record<string, string>) =>
      door(
        new HttpRequest({
          method: "GET",
          url: `https://link.example/api/v1/links/${link.id}`,
          headers: { "x-api-key": "key", ...headers },
          params: { id: link.id },
        }),
        aContext(),
      );
    return { get, pauses: () => pauses };
  }
  const mine = { "if-none-match": etagOf(link) };

  it("answers as soon as there is a newer version", async () => {
    const { get, pauses } = stage(4);
    const answer = await get({ ...mine, prefer: "wait=20" });
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"4"', "preference-applied": "wait=20" },
    });
    expect(pauses()).toBe(4);
  });

  it("waits from the version at the time of the call where none was named", async () => {
    const { get, pauses } = stage(2);
    expect((await get({ prefer: "wait=20" })).headers).toMatchObject({ etag: '"4"' });
    expect(pauses()).toBe(2);
  });

  it("answers at once where the caller's version is an older one", async () => {
    const { get, pauses } = stage();
    const answer = await get({ "if-none-match": '"1"', prefer: "wait=20" });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(pauses()).toBe(0);
  });

  it("answers 304, or the same link, when the time is over: two looks a second", async () => {
    const { get, pauses } = stage();
    expect(await get({ ...mine, prefer: "wait=2" })).toMatchObject({
      status: 304,
      headers: { "preference-applied": "wait=2" },
    });
    expect(pauses()).toBe(4);
    expect((await get({ prefer: "wait=1" })).status).toBe(200);
    expect((await get({ "if-none-match": "*", prefer: "wait=1" })).status).toBe(304);
  });

  it("does not wait without being asked to", async () => {
    const { get, pauses } = stage();
    const answer = await get(mine);
    expect(answer.status).toBe(304);
    expect(answer.headers).not.toHaveProperty("preference-applied");
    expect(pauses()).toBe(0);
  });
});
