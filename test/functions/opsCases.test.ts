import type { HttpResponseInit } from "@azure/functions";
import { LinkError } from "../../domain/errors";
import { linkId } from "../../domain/ids";
import type { Link } from "../../domain/link";
import type { Listing } from "../../domain/listing";
import { createOpsCases } from "../../functions/opsCases";
import { opsDoors } from "../../functions/opsDoors";
import { aLink, aWait } from "../support/aLink";
import { someOps as stageOf } from "../support/opsCaseStage";
import { opsNow, parkedCase } from "../support/opsCases";
import { ask, csrf } from "../support/opsDesk";
import { parked, press, wordsOf } from "./opsHands";

const { id } = parked;

describe("the list of cases", () => {
  it("shows what needs help first, then how far links come, then every case", async () => {
    const words = wordsOf(await ask(stageOf(), "opsCases", "/ops"));
    expect(words).toMatch(/Needs you 10 Parked Fabrikam.*How far links come.*All cases/);
    expect(words).toContain("62 links asked for in the last 30 days.");
  });

  it("shows parked cases however long ago they were asked for", async () => {
    const old = { ...parkedCase(), createdAt: "2026-01-01T00:00:00.000Z" };
    const words = wordsOf(await ask(stageOf({ links: [old] }), "opsCases", "/ops"));
    expect(words).toContain("0 links asked for in the last 30 days.");
    expect(words).toContain("Needs you 1 Parked Fabrikam");
  });

  it("filters, and turns over to older ones with the filter kept", async () => {
    const first = String((await ask(stageOf(), "opsCases", "/ops?status=&waitingOn=")).body);
    expect(first).toContain('href="/ops?after=50#all"');
    const words = wordsOf(await ask(stageOf(), "opsCases", "/ops?status=needsOperator"));
    expect(words).toMatch(/Older|CHG-4701/);
    expect(words).not.toContain("CHG-4722");
    const none = wordsOf(await ask(stageOf(), "opsCases", "/ops?ticket=CHG-0"));
    expect(none).toContain("No case fits.");
  });

  it.each([
    ["/ops?status=lost", 400],
    ["/ops?waitingOn=me", 400],
    ["/ops?after=x", 400],
  ])("turns %s away with a page that helps", async (path, status) => {
    const answer = await ask(stageOf(), "opsCases", path);
    expect(answer.status).toBe(status);
    expect(wordsOf(answer)).toContain("What you can do");
  });

  it("finds an address by form, which stands in no URL", async () => {
    const form = { csrf, address: " Partner.Ops@outlook.com " };
    const answer = await ask(stageOf(), "opsSearch", "/ops/search", { form });
    expect(wordsOf(answer)).toContain("Found for partner.ops@outlook.com");
    const urls = [...String(answer.body).matchAll(/(?:href|action)="([^"]*)"/g)].join();
    expect(urls).not.toContain("outlook");
    expect(
      (await ask(stageOf(), "opsSearch", "/ops/search", { form: { csrf, address: "x" } })).status,
    ).toBe(400);
    expect(
      (await ask(stageOf(), "opsSearch", "/ops/search", { form: { ...form, csrf: "" } })).status,
    ).toBe(403);
  });

  it("says so where storage does not answer", async () => {
    const stage = stageOf();
    const busy = new LinkError({ code: "storage_busy", class: "transient" }, "secret words");
    const ports = { ...stage.ports, listing: { page: () => Promise.reject(busy) } };
    const doors = [
      { name: "x", methods: ["GET"] as const, route: "ops", handler: createOpsCases(ports) },
    ];
    const answer = await ask({ ...stage, doors }, "x", "/ops");
    expect(answer.status).toBe(503);
    expect(String(answer.body)).not.toContain("secret words");
  });
});

describe("many cases that need somebody", () => {
  const minute = 60_000;
  /** The first was asked for, and parked, before all others. */
  const manyParked = (count: number): Link[] =>
    Array.from({ length: count }, (_, index) => {
      const at = new Date(Date.parse("2026-08-01T00:00:00Z") + index * minute).toISOString();
      const ticket = { id: `T-${String(index)}` };
      const id = linkId.parse(
        index.toString(2).padStart(26, "q").replace(/0/g, "a").replace(/1/g, "b"),
      );
      return {
        ...parkedCase(),
        id,
        createdAt: at,
        since: at,
        request: { ...parked.request, ticket },
      };
    });
  const ticketsOf = (answer: HttpResponseInit) =>
    [...wordsOf(answer).matchAll(/· (T-\d+)/g)].map(([, ticket]) => ticket);

  it("begin with the one that is parked longest, whichever is newest", async () => {
    const answer = await ask(stageOf({ links: manyParked(250) }), "opsCases", "/ops");
    expect(ticketsOf(answer).slice(0, 3)).toEqual(["T-0", "T-1", "T-2"]);
    expect(String(answer.body)).toContain('<a href="/ops?attention=0">All 250 that need you</a>');
    expect(wordsOf(answer)).toContain("An operator 250");
  });

  it("are all there, page by page", async () => {
    const stage = stageOf({ links: manyParked(250) });
    const seen: (string | undefined)[] = [];
    let next: string | undefined = "/ops?attention=0";
    while (next) {
      const answer = await ask(stage, "opsCases", next);
      seen.push(...ticketsOf(answer));
      next = /href="([^"]+)">Next/.exec(String(answer.body))?.[1];
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => `T-${String(index)}`));
    const none = await ask(stage, "opsCases", "/ops?attention=900");
    expect(wordsOf(none)).toContain("There are none here.");
    expect((await ask(stage, "opsCases", "/ops?attention=-1")).status).toBe(400);
  });

  it("include what is overdue however long ago it was asked for", async () => {
    const wait = aWait({ deadline: "2026-01-15T00:00:00.000Z" });
    const old = aLink({ createdAt: "2026-01-01T00:00:00.000Z", wait });
    const words = wordsOf(await ask(stageOf({ links: [old] }), "opsCases", "/ops"));
    expect(words).toContain("Needs you 1 Past its deadline");
  });

  it("say so where there are more than anybody looks at", async () => {
    const stage = stageOf({ links: manyParked(1001) });
    const words = "only the newest 1000 of each were looked at here: Parked.";
    expect(wordsOf(await ask(stage, "opsCases", "/ops"))).toContain(words);
    expect(wordsOf(await ask(stage, "opsCases", "/ops?attention=0"))).toContain(words);
    const fewer = await ask(stageOf({ links: manyParked(1000) }), "opsCases", "/ops");
    expect(wordsOf(fewer)).not.toContain("were looked at");
  });
});

describe("tabs that stand open", () => {
  function watched() {
    const clock = { now: opsNow };
    const stage = stageOf({ now: () => clock.now });
    const reads: unknown[] = [];
    const listing: Listing = {
      page: (asked) => (reads.push(asked.filter), stage.ports.listing.page(asked)),
    };
    const doors = opsDoors({ ...stage.ports, listing });
    return { stage: { ...stage, doors }, clock, reads };
  }
  const wide = 10;

  it("share one look at the open cases for some seconds", async () => {
    const { stage, clock, reads } = watched();
    await Promise.all([ask(stage, "opsCases", "/ops"), ask(stage, "opsCases", "/ops")]);
    const first = reads.length;
    await ask(stage, "opsCases", "/ops");
    expect(reads.length - first).toBe(1);
    clock.now = new Date(Date.parse(opsNow) + 11_000).toISOString();
    await ask(stage, "opsCases", "/ops");
    expect(reads.length - first).toBeGreaterThan(wide);
  });

  it("show at once what this operator has just done", async () => {
    const { stage, reads } = watched();
    await ask(stage, "opsCases", "/ops");
    const [cookie] = (await press(stage, "cancel")).cookies ?? [];
    const before = reads.length;
    const headers = { cookie: `${stage.session}; ${cookie?.name ?? ""}=${cookie?.value ?? ""}` };
    await ask(stage, "opsCases", "/ops", { headers });
    expect(reads.length - before).toBeGreaterThan(wide);
  });

  it("look again where storage did not answer", async () => {
    const { stage } = watched();
    const busy = new LinkError({ code: "storage_busy", class: "transient" }, "secret words");
    const back = { fails: true };
    const listing: Listing = {
      page: (asked) => (back.fails ? Promise.reject(busy) : stage.ports.listing.page(asked)),
    };
    const doors = opsDoors({ ...stage.ports, listing });
    expect((await ask({ ...stage, doors }, "opsCases", "/ops")).status).toBe(503);
    back.fails = false;
    expect((await ask({ ...stage, doors }, "opsCases", "/ops")).status).toBe(200);
  });
});

describe("the page of a case", () => {
  it.each(["q".repeat(26), "x", "../ops"])(
    "answers 404 where there is none of the id %s",
    async (unknown) => {
      const answer = await ask(stageOf(), "opsCase", "/ops/links/x", { params: { id: unknown } });
      expect(answer.status).toBe(404);
      expect(wordsOf(answer)).toContain("There is no such case");
    },
  );

  it("offers the actions that the case allows, and no other", async () => {
    const stage = stageOf({ allowed: () => ["retry", "cancel"] });
    const page = String((await ask(stage, "opsCase", `/ops/links/${id}`, { params: { id } })).body);
    const offered = [...page.matchAll(new RegExp(`/ops/links/${id}/(\\w+)"`, "g"))].map(
      ([, name]) => name,
    );
    expect(offered).toEqual(["retry", "cancel", "evidence"]);
  });

  it("gives the evidence to print, and to keep", async () => {
    const printed = await ask(stageOf(), "opsEvidence", `/ops/links/${id}/evidence`, {
      params: { id },
    });
    expect(String(printed.body)).toContain(`Evidence of ${id}`);
    const kept = await ask(stageOf(), "opsEvidence", `/ops/links/${id}/evidence?format=json`, {
      params: { id },
    });
    expect(JSON.parse(String(kept.body))).toEqual({ id });
    expect(kept.headers).toMatchObject({
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="evidence-${id}.json"`,
    });
  });
});
