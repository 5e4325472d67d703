import type { Link } from "../../domain/link";
import { createGetLink } from "../../functions/getLink";
import { etagOf, hasVersion } from "../../functions/etag";
import { preferredWait } from "../../functions/preferWait";
import { emptyOutbox } from "../../domain/outbox";
import { aCaller, aLink, aRequest } from "../support/aLink";
import { aContext, aGet } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { fakeOutboxes } from "../support/fakesStorage";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { HttpRequest } from "@azure/functions";

const keys = fixedKeys();

interface LinkAnswer {
  readonly ticket: { readonly callback: { readonly state: string } };
}

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
  function stage(
    changesAfter = Infinity,
    shown = link,
    change?: (outboxes: ReturnType<typeof fakeOutboxes>) => void,
  ) {
    const links = fakeLinks(shown);
    const outboxes = fakeOutboxes();
    let pauses = 0;
    let held: Promise<void> | undefined;
    const changed = () => links.put(newer);
    /** Keeps all who wait waiting; the answer lets them go on. */
    const hold = (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held = promise;
      return () => {
        held = undefined;
        resolve(undefined);
      };
    };
    const door = createGetLink({
      callers: [
        aCaller({ apiKeyHashes: [keys.sha256("key")] }),
        aCaller({ id: "operator", roles: ["Links.Operate"], apiKeyHashes: [keys.sha256("op")] }),
      ],
      keys,
      links,
      outboxes,
      pause: () => {
        pauses += 1;
        if (pauses === changesAfter) (change ?? changed)(outboxes);
        return held ?? Promise.resolve();
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
    return { get, hold, pauses: () => pauses };
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

  const ticket = { id: "1", callbackUrl: "https://tickets.example/hooks" };
  const told = aLink({ version: 3, request: aRequest({ ticket }) });
  const failing = { ...emptyOutbox, failures: 1, failingSince: testNow, nextTryAt: testNow };

  it("answers as soon as the callback does another way, though the link is as it was", async () => {
    const { get, pauses } = stage(3, told, (outboxes) => outboxes.put(failing));
    for (const known of [mine, {}]) {
      const answer = await get({ ...known, prefer: "wait=20" });
      expect(answer).toMatchObject({ status: 200, headers: { "preference-applied": "wait=20" } });
      const { ticket: shown } = JSON.parse(String(answer.body)) as LinkAnswer;
      expect(shown.callback.state).toBe("retrying");
      if (known === mine) expect(pauses()).toBe(3);
    }
  });

  it("keeps twenty of a caller waiting; one more is answered at once, others are not held up", async () => {
    const { get, hold, pauses } = stage();
    const release = hold();
    const waiting = Array.from({ length: 20 }, () => get({ ...mine, prefer: "wait=1" }));
    while (pauses() < 20) await new Promise(setImmediate);
    const refused = await get({ ...mine, prefer: "wait=1" });
    expect(refused).toMatchObject({ status: 304, headers: { etag: '"3"' } });
    expect(refused.headers).not.toHaveProperty("preference-applied");
    expect(pauses()).toBe(20);
    const other = get({ ...mine, prefer: "wait=1", "x-api-key": "op" });
    while (pauses() < 21) await new Promise(setImmediate);
    release();
    for (const one of await Promise.all([...waiting, other]))
      expect(one.headers).toHaveProperty("preference-applied", "wait=1");
    expect((await get({ ...mine, prefer: "wait=1" })).headers).toHaveProperty("preference-applied");
  });

  it("does not wait without being asked to", async () => {
    const { get, pauses } = stage();
    const answer = await get(mine);
    expect(answer.status).toBe(304);
    expect(answer.headers).not.toHaveProperty("preference-applied");
    expect(pauses()).toBe(0);
  });
});
