import { createLinkRows } from "../../adapters/linkRows";
import { fromProperties, toProperties } from "../../adapters/longText";
import { newLinkId } from "../../adapters/linkIds";
import { withEvent } from "../../domain/changes";
import type { Link } from "../../domain/link";
import type { Decision } from "../../domain/wait";
import { newLink } from "../../domain/newLink";
import type { Links } from "../../domain/storagePorts";
import { decide } from "../../domain/waits";
import { randomBytes } from "node:crypto";
import { aLink, aRequest } from "../support/aLink";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { atOnce, newTable } from "../support/fakesTables";
import { failureOf } from "../support/fakesStorage";

const newId = () => newLinkId(randomBytes(16));
const begin = (id: Link["id"]) => newLink(id, "helpdesk", { request: aRequest(), now: testNow });
const counted = (link: Link): Link => ({ ...link, callerId: `${link.callerId}x` });

async function stored(links: Links, changes: Partial<Link> = {}): Promise<Link["id"]> {
  const id = newId();
  await links.insert({ link: { ...aLink(changes), id }, events: [] });
  return id;
}

/** The fake of the unit tests has to keep the same promises as the real rows. */
const stores: [string, () => Links][] = [
  ["in Azure Tables", () => createLinkRows(newTable(), () => testNow)],
  ["in the memory of a test", () => fakeLinks()],
];

describe.each(stores)("links %s", (_where, open) => {
  const links = open();

  it("gives back what was inserted, with its first event", async () => {
    const id = newId();
    expect(await links.insert(begin(id))).toBe(true);
    expect(await links.read(id)).toEqual({ ...begin(id).link, lastSeq: 1 });
    expect(await links.events(id, 0)).toEqual([
      { seq: 1, time: testNow, type: "link.requested", data: { by: "helpdesk" } },
    ]);
  });

  it("inserts an id once; the second one changes nothing", async () => {
    const id = newId();
    await links.insert(begin(id));
    const second = begin(id);
    expect(await links.insert({ ...second, link: { ...second.link, callerId: "other" } })).toBe(
      false,
    );
    expect((await links.read(id))?.callerId).toBe("helpdesk");
    expect(await links.events(id, 0)).toHaveLength(1);
  });

  it("inserts once where two do so at once", async () => {
    const id = newId();
    const answers = await atOnce(2, () => links.insert(begin(id)));
    expect(answers.sort()).toEqual([false, true]);
    expect(await links.events(id, 0)).toHaveLength(1);
  });

  it("numbers versions and events on, and gives only the events after a number", async () => {
    const id = newId();
    await links.insert(begin(id));
    const after = await links.change(id, (link) =>
      withEvent(link, "link.started", { n: 2, none: null }),
    );
    expect(after).toMatchObject({ version: 2, lastSeq: 2, updatedAt: testNow });
    expect(await links.read(id)).toEqual(after);
    await links.change(id, (link) => ({ link, events: [{ type: "link.planned", data: {} }] }));
    expect((await links.events(id, 1)).map(({ seq, type }) => [seq, type])).toEqual([
      [2, "link.started"],
      [3, "link.planned"],
    ]);
    expect((await links.events(id, 1))[0]?.data).toEqual({ n: 2, none: null });
    expect(await links.events(id, 3)).toEqual([]);
  });

  it("leaves the row where nothing is to be changed", async () => {
    const id = await stored(links);
    const before = await links.read(id);
    expect(await links.change(id, () => undefined)).toEqual(before);
    expect(await links.read(id)).toEqual(before);
  });

  it("leaves the row where the change is refused", async () => {
    const id = await stored(links);
    const before = await links.read(id);
    const refuse = () => {
      throw new Error("refused");
    };
    await expect(links.change(id, refuse)).rejects.toThrow("refused");
    expect(await links.read(id)).toEqual(before);
  });

  it("knows no link that was never inserted", async () => {
    const id = newId();
    expect(await links.read(id)).toBeUndefined();
    expect(await links.events(id, 0)).toEqual([]);
    expect(await failureOf(links.change(id, () => undefined))).toMatchObject({
      code: "not_found",
      class: "final",
    });
  });

  it("applies both of two changes at once", async () => {
    const id = await stored(links, { callerId: "c" });
    await atOnce(2, () => links.change(id, (link) => withEvent(counted(link), "link.settling")));
    expect((await links.read(id))?.callerId).toBe("cxx");
    expect(await links.events(id, 0)).toHaveLength(2);
  });
});

describe("a link's row that is longer than one property holds", () => {
  const long = (n: number): Link["reasons"] =>
    Array.from({ length: n }, (_, index) => ({
      ...{ action: "resent", by: "helpdesk", at: testNow },
      reason: `${String(index)} ${'"\u{1f600}'.repeat(60)}`,
    }));

  it("is written and read whole, and a shorter one after it leaves nothing of it", async () => {
    const table = newTable();
    const links = createLinkRows(table, () => testNow);
    const id = await stored(links);
    for (const n of [100, 1000, 300, 0]) {
      await links.change(id, (link) => ({ link: { ...link, reasons: long(n) }, events: [] }));
      expect((await links.read(id))?.reasons).toEqual(long(n));
      const row = await table.get<Record<string, unknown>>(id, "link");
      const names = Object.keys(row ?? {}).filter((name) => name.startsWith("doc"));
      const texts = names.map((name) => String(row?.[name]));
      expect(texts.every((text) => text.isWellFormed())).toBe(true);
      const length = JSON.stringify(await links.read(id)).length;
      expect(names).toHaveLength(Math.ceil(length / 29_999));
    }
  });

  it("keeps a character of two halves in one property, wherever the cut falls", () => {
    for (const start of ["", "x"]) {
      const text = start + "\u{1f600}".repeat(40_000);
      const properties = toProperties(text);
      expect(Object.values(properties).every((one) => one.isWellFormed())).toBe(true);
      expect(fromProperties(properties)).toBe(text);
    }
    expect(toProperties("{}")).toEqual({ doc: "{}" });
  });
});

describe("a link's row from before there was a second edition", () => {
  it("is read as a link without end date, sign-off or pre-flight, in the plan that it had", async () => {
    const table = newTable();
    const now = { ...aLink(), id: newId() };
    const { preflight, until, standing, ending, account, plan, request, writeback, ...rest } = now;
    expect([preflight, until, standing, ending]).toEqual([null, null, null, null]);
    const { kind, sessionsRevokedAt, endedAs, ...oldAccount } = account;
    expect([kind, sessionsRevokedAt, endedAs]).toEqual([null, null, null]);
    const { assignment, accessUntil, setWritebackFlag, ...oldRequest } = request;
    expect([assignment, accessUntil, setWritebackFlag]).toEqual(["active", null, false]);
    const { flag, signedOff, ...oldWriteback } = writeback;
    expect([flag, signedOff]).toEqual([null, null]);
    const { edition, ...oldPlan } = plan ?? { edition: undefined };
    expect(edition).toBe(2);
    const templateId = request.access[0];
    const old = {
      ...rest,
      account: oldAccount,
      plan: oldPlan,
      request: oldRequest,
      writeback: oldWriteback,
      roles: [{ templateId, state: "assigned", assignmentId: "a" }],
      parked: { code: "graph_refused", step: "assignRole", at: testNow, from: "assigningRole" },
    };
    await table.insert({ partitionKey: now.id, rowKey: "link", doc: JSON.stringify(old) });
    const read = await createLinkRows(table, () => testNow).read(now.id);
    expect(read).toEqual({
      ...now,
      plan: { ...plan, edition: 1 },
      roles: [{ templateId, state: "assigned", assignmentId: "a", how: "direct" }],
      parked: { ...old.parked, evidence: null },
    });
  });
});

describe("links in Azure Tables under pressure", () => {
  const links = createLinkRows(newTable(), () => testNow);

  it("tell every event without a gap, however many write at once", async () => {
    const id = await stored(links, { callerId: "c", lastSeq: 0 });
    const answers = await atOnce(20, async (index) => {
      const mark = { index };
      // A change that others pushed out twelve times asks to be tried again, as the orchestrator does.
      for (;;) {
        try {
          return await links.change(id, (link) => withEvent(counted(link), "link.settling", mark));
        } catch (error) {
          expect(error).toMatchObject({ code: "storage_busy", class: "transient" });
        }
      }
    });
    const events = await links.events(id, 0);
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(new Set(events.map((event) => event.data["index"])).size).toBe(20);
    expect(new Set(answers.map((link) => link.version)).size).toBe(20);
    expect(await links.read(id)).toMatchObject({ lastSeq: 20, callerId: `c${"x".repeat(20)}` });
  });

  it("let exactly one of two doors decide, every time", async () => {
    const rounds = await atOnce(20, async () => {
      const id = await stored(links);
      const types = ["declined", "cancelled"] as const;
      const won = await atOnce(2, async (index) => {
        const decision: Decision = { type: types[index] ?? "retry", at: testNow, by: "somebody" };
        let decided: Link | string = "already_decided";
        await links.change(id, (link) => {
          decided = decide(link, 1, decision);
          return typeof decided === "string" ? undefined : { link: decided, events: [] };
        });
        return typeof decided === "string" ? undefined : decision.type;
      });
      return { winners: won.filter(Boolean), row: (await links.read(id))?.wait?.decision?.type };
    });
    for (const { winners, row } of rounds) expect(winners).toEqual([row]);
  });
});
