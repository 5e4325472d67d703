import { createFeed } from "../../adapters/feed";
import { newLinkId } from "../../adapters/linkIds";
import type { FeedEvent } from "../../domain/publishing";
import { testNow } from "../support/fakesLinks";
import { failureOf } from "../support/fakesStorage";
import { newTable } from "../support/fakesTables";

const idOf = (byte: number) => newLinkId(Buffer.alloc(16, byte));
const event = (link: number, seq: number): FeedEvent => ({
  link: idOf(link),
  ticket: null,
  ...{ seq, time: testNow, type: "link.started", data: {} },
});

function stage() {
  const clock = { now: Date.parse(testNow) };
  const table = newTable();
  const feed = createFeed(table, () => new Date(clock.now).toISOString());
  const read = async (after: string | null = null, top = 100) => {
    const { events, cursor } = await feed.page({ callerId: "helpdesk", after, top });
    return { told: events.map(({ link, seq }) => `${link.slice(0, 2)} ${String(seq)}`), cursor };
  };
  const later = (ms: number) => void (clock.now += ms);
  return { clock, table, feed, read, later };
}
const [one, two] = [idOf(1).slice(0, 2), idOf(2).slice(0, 2)];

describe("the feed", () => {
  it("gives each event once to who goes on from the cursor, over days", async () => {
    const { feed, read, later } = stage();
    await feed.append("helpdesk", [event(1, 1), event(1, 2)]);
    later(40 * 60 * 60 * 1000);
    await feed.append("helpdesk", [event(2, 1)]);
    later(11_000);
    const first = await read(null, 2);
    expect(first.told).toEqual([`${one} 1`, `${one} 2`]);
    const second = await read(first.cursor);
    expect(second.told).toEqual([`${two} 1`]);
    expect(await read(second.cursor)).toEqual({ told: [], cursor: second.cursor });
  });

  it("does not show what another write could still slip in before", async () => {
    const { feed, read, later } = stage();
    await feed.append("helpdesk", [event(1, 1)]);
    const early = await read();
    expect(early.told).toEqual([]);
    later(10_001);
    expect((await read(early.cursor)).told).toEqual([`${one} 1`]);
  });

  it("tells again what took so long to write that a reader may have passed it", async () => {
    const { table, feed, read, later, clock } = stage();
    const insertAll = table.insertAll.bind(table);
    let slow = true;
    table.insertAll = async (rows) => {
      if (slow) clock.now += 30_000;
      slow = false;
      return insertAll(rows);
    };
    await feed.append("helpdesk", [event(1, 1)]);
    const { cursor } = await read();
    later(10_001);
    expect((await read(cursor)).told).toEqual([`${one} 1`]);
  });

  it("loses nothing where two publish one link's events in one millisecond", async () => {
    const { feed, read, later } = stage();
    await feed.append("helpdesk", [event(1, 1)]);
    await feed.append("helpdesk", [event(1, 1), event(1, 2)]);
    later(11_000);
    expect((await read()).told).toEqual([`${one} 1`, `${one} 1`, `${one} 2`]);
  });

  it("keeps callers apart", async () => {
    const { feed, read, later } = stage();
    await feed.append("helpdesk-2", [event(1, 1)]);
    later(11_000);
    expect((await read()).told).toEqual([]);
  });

  it.each(["", "nonsense", Buffer.from("~~~").toString("base64url")])(
    "refuses the cursor %j",
    async (cursor) => {
      const { read } = stage();
      expect(await failureOf(read(cursor))).toMatchObject({ code: "invalid_cursor" });
    },
  );
});
