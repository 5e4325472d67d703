import { randomBytes } from "node:crypto";
import { createFeed } from "../../adapters/feed";
import { newLinkId } from "../../adapters/linkIds";
import { createLinkRows } from "../../adapters/linkRows";
import { createKnownCallers } from "../../adapters/knownCallers";
import { createListing } from "../../adapters/listing";
import { createListNames } from "../../adapters/listNames";
import { createPublisher } from "../../adapters/publisher";
import { erasedAddress, erasedLink } from "../../domain/erasure";
import { withEvent } from "../../domain/changes";
import type { ListFilter } from "../../domain/listing";
import type { Link } from "../../domain/link";
import { aLink, aRequest } from "../support/aLink";
import { aKey, fixedKeys } from "../support/fakesKeys";
import { testNow } from "../support/fakesLinks";
import { fakeFollowUps, failureOf } from "../support/fakesStorage";
import { newTable } from "../support/fakesTables";

const names = createListNames(fixedKeys());
const dayMs = 24 * 60 * 60 * 1000;
const daysAgo = (days: number, ms = 0): string =>
  new Date(Date.parse(testNow) - days * dayMs - ms).toISOString();

const [k1, k2] = [aKey("k1", 1), aKey("k2", 2)];

/** Lists over links that are stored and published as the product does it. */
function stage() {
  const [rows, lists, feedRows] = [newTable(), newTable(), newTable()];
  const links = createLinkRows(rows, () => testNow);
  const feed = createFeed(feedRows, () => testNow);
  const clock = { now: testNow };
  const followUps = fakeFollowUps();
  const callersSeen = createKnownCallers(lists, [], () => clock.now);
  const now = () => clock.now;
  const ports = { links, lists, rows, feed, names, followUps, callersSeen, now };
  const publisher = createPublisher(ports);
  const listing = createListing(lists, names, () => testNow);
  return {
    ...{ links, lists, publisher, followUps, clock, ports },
    async add(changes: Partial<Link> = {}) {
      const id = newLinkId(randomBytes(16));
      await links.insert({
        link: { ...aLink(), callerId: "helpdesk", ...changes, id },
        events: [],
      });
      await publisher.publish(id);
      return id;
    },
    async ids(
      filter: ListFilter = {},
      asked: { top?: number; callerIds?: string[]; continuation?: string | null } = {},
    ) {
      const { top = 100, callerIds = ["helpdesk"], continuation = null } = asked;
      const page = await listing.page({ callerIds, filter, top, continuation });
      return { ids: page.items.map((item) => item.id), next: page.continuation };
    },
  };
}

describe("lists of links", () => {
  it("show the newest first, over days and years", async () => {
    const { add, ids } = stage();
    const old = await add({ createdAt: daysAgo(900) });
    const middle = await add({ createdAt: daysAgo(30) });
    const fresh = await add({ createdAt: daysAgo(0) });
    expect(await ids()).toEqual({ ids: [fresh, middle, old], next: null });
    // What was learned of the list does not hide what comes later.
    const next = await add({ createdAt: daysAgo(0, -1) });
    expect((await ids({}, { top: 2 })).ids).toEqual([next, fresh]);
  });

  it("page without a gap or a double, also while links are added and change", async () => {
    const { add, ids } = stage();
    const made: Link["id"][] = [];
    for (let i = 0; i < 13; i++) made.unshift(await add({ createdAt: daysAgo(40 - 3 * i, i) }));
    const seen: Link["id"][] = [];
    let next: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof ids>> = await ids({}, { top: 3, continuation: next });
      seen.push(...page.ids);
      next = page.next;
      await add({ createdAt: daysAgo(0) });
    } while (next);
    expect(seen).toEqual(made);
  });

  it("give exactly as many as asked for, and no continuation after the last", async () => {
    const { add, ids } = stage();
    for (let i = 0; i < 4; i++) await add({ createdAt: daysAgo(i) });
    const first = await ids({}, { top: 2 });
    const second = await ids({}, { top: 2, continuation: first.next });
    expect([first.ids.length, second.ids.length, second.next]).toEqual([2, 2, null]);
  });

  it("move a link from one status to another and leave nothing behind", async () => {
    const { add, ids, links, publisher } = stage();
    const id = await add();
    expect((await ids({ status: "awaitingConsent" })).ids).toEqual([id]);
    await links.change(id, (link) => withEvent({ ...link, status: "preparing" }, "link.preparing"));
    await publisher.publish(id);
    expect((await ids({ status: "awaitingConsent" })).ids).toEqual([]);
    expect((await ids({ status: "preparing", waitingOn: "directory" })).ids).toEqual([id]);
    expect((await ids({ status: "preparing", waitingOn: "nobody" })).ids).toEqual([]);
  });

  it("find an address after a change of keys, each link once, also while it changes", async () => {
    const { ports, lists, links, add } = stage();
    const { email: address } = aRequest().account;
    const byKeys = (...ring: Parameters<typeof fixedKeys>) => createListNames(fixedKeys(...ring));
    const search = (listNames: ReturnType<typeof byKeys>) =>
      createListing(lists, listNames, () => testNow).page({
        ...{ callerIds: ["helpdesk"], filter: { address }, top: 10, continuation: null },
      });
    const [old, moved] = [await add({ createdAt: daysAgo(2) }), await add()];
    const both = byKeys(k2, k1);
    await links.change(moved, (link) => ({ link: { ...link, status: "preparing" }, events: [] }));
    await createPublisher({ ...ports, names: both }).publish(moved);
    expect((await search(both)).items.map(({ id, status }) => [id, status])).toEqual([
      [moved, "preparing"],
      [old, "awaitingConsent"],
    ]);
    // The old key's row is gone, not only hidden.
    expect((await search(byKeys(k1))).items.map(({ id }) => id)).toEqual([old]);
  });

  it("hold no link under the address that stands for those that were erased", async () => {
    const { add, ids, lists } = stage();
    const erased = erasedLink(aLink(), { by: "helpdesk", at: testNow }).link;
    const id = await add(erased);
    expect((await ids()).ids).toEqual([id]);
    expect((await ids({ address: erasedAddress })).ids).toEqual([]);
    const of = { from: "helpdesk~address.", to: "helpdesk~address.~", after: "", before: "~" };
    expect(await lists.page(of, 10)).toEqual([]);
  });

  it("name no address in a way that anybody can make who guesses it", async () => {
    const { add, lists } = stage();
    await add();
    const of = { from: "helpdesk~address.", to: "helpdesk~address.~", after: "", before: "~" };
    const named = (await lists.page(of, 10)).map(({ partitionKey = "" }) => partitionKey);
    expect(named.length).toBeGreaterThan(1);
    for (const { email } of [aRequest().account, aRequest().administrator])
      expect(named.join()).not.toContain(fixedKeys().sha256(email).slice(0, 16));
  });

  it("find a link by ticket, directory and every address of it, letter case aside", async () => {
    const { add, ids } = stage();
    const request = { ...aRequest(), ticket: { id: "CHG 1/2#3?" }, directory: "tailspin.example" };
    const id = await add({ request });
    await add();
    expect((await ids({ ticket: "CHG 1/2#3?" })).ids).toEqual([id]);
    expect((await ids({ directory: "tailspin.example" })).ids).toEqual([id]);
    expect((await ids({ directory: "tailspin.example", status: "completed" })).ids).toEqual([]);
    expect((await ids({ address: request.account.email })).ids).toContain(id);
    expect((await ids({ address: "nobody@example.com" })).ids).toEqual([]);
  });

  it("keep callers apart, and merge those that an operator sees", async () => {
    const { add, ids } = stage();
    const own = await add({ createdAt: daysAgo(1) });
    const other = await add({ createdAt: daysAgo(2), callerId: "helpdesk-2" });
    const third = await add({ createdAt: daysAgo(3) });
    expect((await ids()).ids).toEqual([own, third]);
    const both = { callerIds: ["helpdesk", "helpdesk-2"], top: 2 };
    const first = await ids({}, both);
    expect(first.ids).toEqual([own, other]);
    expect((await ids({}, { ...both, continuation: first.next })).ids).toEqual([third]);
  });

  it.each(["nonsense", "", "AAAA", Buffer.from("x 1~a").toString("base64url")])(
    "refuse the continuation %j, which nobody got",
    async (continuation) => {
      const { ids } = stage();
      expect(await failureOf(ids({}, { continuation }))).toMatchObject({ code: "invalid_cursor" });
    },
  );

  it("refuse a continuation of another filter", async () => {
    const { add, ids } = stage();
    await add();
    await add();
    const { next } = await ids({}, { top: 1 });
    const foreign = ids({ status: "completed" }, { continuation: next });
    expect(await failureOf(foreign)).toMatchObject({ code: "invalid_cursor" });
  });
});

describe("publishing a link", () => {
  it("ends with one row a list, whoever publishes at the same moment", async () => {
    const { add, ids, links, publisher } = stage();
    const id = await add();
    for (const status of ["preparing", "awaitingSignIn", "assigningRole", "linked"] as const) {
      await links.change(id, (link) => withEvent({ ...link, status }, `link.${status}`));
      await Promise.all([publisher.publish(id), publisher.publish(id)]);
    }
    const statuses = [
      "awaitingConsent",
      "preparing",
      "awaitingSignIn",
      "assigningRole",
      "linked",
    ] as const;
    const found = await Promise.all(
      statuses.map(async (status) => (await ids({ status })).ids.length),
    );
    expect(found).toEqual([0, 0, 0, 0, 1]);
  });

  it("puts lists in order once a slow publisher's old row came after a newer state", async () => {
    const { add, ids, links, publisher, ports, clock, followUps } = stage();
    const id = await add();
    const { promise: held, resolve: go } = Promise.withResolvers<null>();
    const { promise: reached, resolve: writes } = Promise.withResolvers<null>();
    const upsert: typeof ports.lists.upsert = async (row) => {
      writes(null);
      await held;
      await ports.lists.upsert(row);
    };
    // It dies after its last row, before it can see that it was overtaken.
    const swap: typeof ports.rows.swap = (row, etag) =>
      row["doc"] && String(row["doc"]).includes("writing")
        ? ports.rows.swap(row, etag)
        : Promise.reject(new Error("died"));
    await links.change(id, (link) => withEvent({ ...link, status: "preparing" }, "link.preparing"));
    const slow = createPublisher({
      ...{ ...ports, lists: { ...ports.lists, upsert }, rows: { ...ports.rows, swap } },
    }).publish(id);
    await reached;
    await links.change(id, (link) => withEvent({ ...link, status: "undoing" }, "link.undoing"));
    await publisher.publish(id);
    go(null);
    await expect(slow).rejects.toThrow("died");
    expect((await ids({ status: "preparing" })).ids).toEqual([id]);
    const [again] = followUps.noted();
    expect(again).toMatchObject({ kind: "relay", linkId: id });
    clock.now = again?.dueAt ?? "";
    await publisher.publish(id);
    expect((await ids({ status: "preparing" })).ids).toEqual([]);
    expect((await ids({ status: "undoing" })).ids).toEqual([id]);
  });

  it("heals lists that a death left half written", async () => {
    const { add, ids, links, publisher, lists } = stage();
    const id = await add();
    await links.change(id, (link) => withEvent({ ...link, status: "preparing" }, "link.preparing"));
    const remove = lists.remove.bind(lists);
    lists.remove = () => Promise.reject(new Error("died"));
    await expect(publisher.publish(id)).rejects.toThrow("died");
    lists.remove = remove;
    expect((await ids({ status: "awaitingConsent" })).ids).toEqual([id]);
    await links.change(id, (link) => withEvent({ ...link, status: "undoing" }, "link.undoing"));
    await publisher.publish(id);
    for (const status of ["awaitingConsent", "preparing"] as const)
      expect((await ids({ status })).ids).toEqual([]);
    expect((await ids({ status: "undoing" })).ids).toEqual([id]);
  });
});
