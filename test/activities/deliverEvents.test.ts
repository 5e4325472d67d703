import { CloudEvent } from "cloudevents";
import { createDeliverEvents } from "../../activities/deliverEvents";
import { withEvent } from "../../domain/changes";
import type { Delivery } from "../../domain/delivery";
import type { EventType } from "../../domain/events";
import { emptyOutbox } from "../../domain/outbox";
import type { WebhookPost } from "../../domain/ports";
import { aCaller, aLink, aRequest } from "../support/aLink";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { fakeFollowUps, fakeOutboxes } from "../support/fakesStorage";

const callbackUrl = "https://tickets.example/hooks/CHG-4711";
const request = aRequest({ ticket: { id: "CHG-4711", callbackUrl } });
const answering = (status: number, retryAfter: number | null = null): Delivery => ({
  ...{ status, retryAfter },
  code: null,
});
const a = "link.started";
const b = "link.settling";
const c = "link.planned";
const after = (seconds: number) => new Date(Date.parse(testNow) + seconds * 1000).toISOString();

interface Answering {
  answer: (event: WebhookPost) => Delivery;
  takesMs: number;
}

async function stage(types: readonly EventType[], link = aLink({ request, lastSeq: 0 })) {
  const links = fakeLinks(link);
  const happens = (type: EventType) => links.change(link.id, (row) => withEvent(row, type));
  for (const type of types) await happens(type);
  const outboxes = fakeOutboxes();
  const followUps = fakeFollowUps();
  const posted: WebhookPost[] = [];
  const receiver = { answer: (): Delivery => answering(204), takesMs: 0 } as Answering;
  const clock = { now: testNow };
  const caller = aCaller({ callbackHosts: ["tickets.example"] });
  const deliver = createDeliverEvents({
    ...{ links, outboxes, followUps, callers: [caller, aCaller({ id: "other" })] },
    publicUrl: "https://link.example",
    now: () => clock.now,
    hook: {
      post: (event) => {
        posted.push(event);
        clock.now = new Date(Date.parse(clock.now) + receiver.takesMs).toISOString();
        return Promise.resolve(receiver.answer(event));
      },
    },
  });
  const warned: string[] = [];
  const run = (patienceMs = 3000) => deliver(link.id, patienceMs, (line) => void warned.push(line));
  const untold = () => followUps.noted().filter(({ kind }) => kind === "untold");
  const ports = { links, outboxes, followUps, posted, receiver, clock, caller };
  return { ...ports, warned, happens, run, untold };
}
const typesOf = (posted: readonly WebhookPost[]) =>
  posted.map(({ body }) =>
    (body as { type: string }).type.replace(/^directory-link\.(.*)\.v1$/, "$1"),
  );

describe("telling a callback", () => {
  it("posts every event in order, as CloudEvents with the link's state", async () => {
    const { links, posted, caller, run } = await stage([a]);
    await links.change(links.row().id, (row) =>
      withEvent(row, "link.parked", { code: "graph_refused", step: "preflight" }),
    );
    expect(await run()).toBe("heard");
    const { id } = links.row();
    expect(typesOf(posted)).toEqual([a, "link.parked"]);
    expect(posted[1]).toEqual({
      url: callbackUrl,
      id: `${id}.2`,
      caller,
      body: {
        specversion: "1.0",
        id: `${id}.2`,
        type: "directory-link.link.parked.v1",
        source: `https://link.example/api/v1/links/${id}`,
        time: testNow,
        sequence: "00000002",
        datacontenttype: "application/json",
        data: {
          link: id,
          ticket: { id: "CHG-4711" },
          status: "awaitingConsent",
          waitingOn: "administrator",
          nextAction: "The administrator opens the mailed link and decides",
          code: "graph_refused",
          step: "preflight",
        },
      },
    });
    for (const { body } of posted)
      expect(new CloudEvent(body as { type: string; source: string }).validate()).toBe(true);
  });

  it("posts each event once where it is taken", async () => {
    const { posted, happens, followUps, run } = await stage([a, b]);
    await run();
    await run();
    expect(typesOf(posted)).toEqual([a, b]);
    await happens(c);
    await run();
    expect(typesOf(posted)).toEqual([a, b, c]);
    expect(followUps.noted()).toEqual([]);
  });

  it("stops at the event that is not taken, notes the rest for the timer and goes on there", async () => {
    const { links, outboxes, posted, receiver, followUps, clock, run } = await stage([a, b, c]);
    receiver.answer = (event) => answering(event.id.endsWith(".2") ? 500 : 200);
    expect(await run()).toBe("later");
    expect(typesOf(posted)).toEqual([a, b]);
    expect(await outboxes.read(links.row().id)).toMatchObject({ told: 1, lastAnswer: "500" });
    const rest = { kind: "webhook", linkId: links.row().id, detail: "", dueAt: after(30) };
    const since = { kind: "untold", linkId: links.row().id, detail: "2", dueAt: testNow };
    expect(followUps.noted()).toEqual([rest, since]);
    receiver.answer = () => answering(200);
    clock.now = after(30);
    expect(await run()).toBe("heard");
    expect(typesOf(posted)).toEqual([a, b, b, c]);
  });

  it("tries nothing while the callback is waited for, whatever else happens", async () => {
    const { posted, receiver, clock, happens, run } = await stage([a]);
    receiver.answer = () => answering(503);
    await run();
    await happens(b);
    clock.now = after(29);
    expect(await run()).toBe("later");
    expect(posted).toHaveLength(1);
  });

  it("leaves the rest to the timer where each event takes long", async () => {
    const { links, posted, receiver, followUps, run } = await stage([a, b, c]);
    receiver.takesMs = 2900;
    expect(await run()).toBe("later");
    expect(typesOf(posted)).toEqual([a, b]);
    expect(followUps.noted()).toMatchObject([{ linkId: links.row().id, dueAt: after(5.8) }]);
    expect(await run(60_000)).toBe("heard");
    expect(typesOf(posted)).toEqual([a, b, c]);
  });

  it("posts an event again, under the same id, where it could not note that it was taken", async () => {
    const { links, outboxes, posted, run } = await stage([a]);
    outboxes.dieAtChange();
    await expect(run()).rejects.toThrow("died");
    await run();
    expect(posted.map(({ id }) => id)).toEqual([`${links.row().id}.1`, `${links.row().id}.1`]);
  });

  it("leaves a follow-up where it died before it could note that the callback failed", async () => {
    const { outboxes, receiver, followUps, run } = await stage([a]);
    receiver.answer = () => answering(500);
    outboxes.dieAtChange();
    await expect(run()).rejects.toThrow("died");
    expect(followUps.noted()).toMatchObject([
      { kind: "webhook", dueAt: after(30) },
      { kind: "untold", dueAt: testNow },
    ]);
  });

  it("leaves word of the event that waits, since it happened, until it is heard", async () => {
    const { receiver, clock, run, untold } = await stage([a, b]);
    receiver.answer = (event) => answering(event.id.endsWith(".1") ? 500 : 200);
    for (let turn = 0; turn < 3; turn++) {
      await run();
      expect(untold()).toMatchObject([{ detail: "1", dueAt: testNow }]);
      clock.now = new Date(Date.parse(clock.now) + 3600_000).toISOString();
    }
    receiver.answer = () => answering(200);
    expect(await run()).toBe("heard");
    expect(untold()).toEqual([]);
  });

  it("leaves no word of an event that another sender had heard meanwhile", async () => {
    const { outboxes, receiver, run, untold } = await stage([a]);
    receiver.answer = () => {
      outboxes.put({ ...emptyOutbox, told: 1 });
      return answering(500);
    };
    await run();
    expect(untold()).toEqual([]);
  });

  it("says in one line which event was not taken, and how it was answered; nothing of what was", async () => {
    const { links, receiver, warned, clock, run } = await stage([a, b]);
    receiver.answer = (event) => answering(event.id.endsWith(".2") ? 500 : 200);
    await run();
    receiver.answer = () => ({ status: null, code: "too_slow", retryAfter: null });
    clock.now = after(30);
    await run();
    const { id: linkId } = links.row();
    expect(warned.map((line) => JSON.parse(line) as unknown)).toEqual([
      { event: "delivery", linkId, seq: 2, answer: "500" },
      { event: "delivery", linkId, seq: 2, answer: "too_slow" },
    ]);
  });

  it("two at once post every event under one id and leave nothing out", async () => {
    const { links, outboxes, posted, run } = await stage([a, b, c]);
    await Promise.all([run(), run()]);
    const { id } = links.row();
    expect(new Set(posted.map((one) => one.id))).toEqual(
      new Set([`${id}.1`, `${id}.2`, `${id}.3`]),
    );
    for (const seq of [1, 2, 3]) {
      const same = posted.filter((one) => one.id === `${id}.${String(seq)}`);
      expect(new Set(same.map((one) => JSON.stringify(one.body))).size).toBe(1);
    }
    expect((await outboxes.read(id)).told).toBe(3);
  });

  it("is not set back by a slower sender that failed", async () => {
    const { outboxes, receiver, links, run, happens } = await stage([a]);
    receiver.answer = () => {
      // The other sender had it taken, and one more, before our answer came.
      outboxes.put({ ...emptyOutbox, told: 2 });
      return answering(500);
    };
    await happens(b);
    await run();
    expect(await outboxes.read(links.row().id)).toMatchObject({ told: 2, failures: 0 });
  });

  it("never speaks to a callback again that said 410", async () => {
    const { links, outboxes, posted, receiver, clock, followUps, happens, run } = await stage([
      a,
      b,
    ]);
    receiver.answer = () => answering(410);
    expect(await run()).toBe("heard");
    receiver.answer = () => answering(200);
    await happens(c);
    clock.now = after(90 * 86_400);
    expect(await run()).toBe("heard");
    expect(posted).toHaveLength(1);
    expect(followUps.noted()).toEqual([]);
    expect(await outboxes.read(links.row().id)).toMatchObject({ stopped: "gone", told: 0 });
  });

  it("gives up three days after the first failure, and begins anew with a later event", async () => {
    const { links, outboxes, posted, receiver, clock, happens, followUps, run, untold } =
      await stage([a]);
    receiver.answer = () => ({ status: null, code: "too_slow", retryAfter: null });
    for (let turn = 0; turn < 100; turn++) {
      if ((await run()) === "heard") break;
      clock.now = followUps.noted()[0]?.dueAt ?? "";
    }
    expect(clock.now).toBe(after(3 * 86_400));
    expect(posted.length).toBeGreaterThan(12);
    expect(posted.length).toBeLessThan(25);
    const { id } = links.row();
    expect(await outboxes.read(id)).toMatchObject({ stopped: "givenUp", lastAnswer: "too_slow" });
    expect(untold()).toEqual([]);
    const before = posted.length;
    expect(await run()).toBe("heard");
    expect(posted).toHaveLength(before);
    await happens(b);
    receiver.answer = () => answering(200);
    expect(await run()).toBe("heard");
    expect(typesOf(posted.slice(before))).toEqual([a, b]);
    expect(await outboxes.read(id)).toMatchObject({ stopped: null, told: 2 });
  });

  it("tells nothing personal: no address, no name, no reason", async () => {
    const { posted, run } = await stage([a, b]);
    await run();
    expect(posted).toHaveLength(2);
    expect(JSON.stringify(posted.map(({ body }) => body))).not.toMatch(
      /@|Contoso IT|Partner operations|write-back"|outlook/,
    );
  });

  it("has nobody to tell where the request names no callback", async () => {
    const { posted, run } = await stage([a], aLink({ lastSeq: 0 }));
    expect(await run()).toBe("heard");
    expect(posted).toEqual([]);
  });
});
