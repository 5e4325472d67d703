import { LinkError } from "../../domain/errors";
import { createOpsCases } from "../../functions/opsCases";
import { someOps as stageOf } from "../support/opsCaseStage";
import { parkedCase } from "../support/opsCases";
import { ask, csrf } from "../support/opsDesk";
import { parked, wordsOf } from "./opsHands";

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
