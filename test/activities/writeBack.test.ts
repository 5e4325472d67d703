import { createCheckWriteBack } from "../../activities/checkWriteBack";
import { createLeaveWriteBackOpen } from "../../activities/leaveWriteBackOpen";
import { LinkError } from "../../domain/errors";
import { aRequest } from "../support/aLink";
import { fakeDirectory, type FakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { aSignedInLink } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const link = aSignedInLink({ status: "awaitingWriteback" });

const withoutWriteback = aSignedInLink({
  status: "awaitingWriteback",
  request: aRequest({ passwordWriteback: false }),
});

function stage(facts: Partial<FakeDirectory["facts"]>, row = link, now = testNow) {
  const links = fakeLinks(row);
  const fake = fakeDirectory(facts);
  const check = createCheckWriteBack(links, fake.sessions, () => now);
  return { links, fake, run: () => check({ linkId: link.id }) };
}

describe("checkWriteBack", () => {
  it("tells a synchronised directory with a licence what a person has to do", async () => {
    const { links, run } = stage({});
    expect(await run()).toEqual({ isOpen: true });
    const { state, checks, toDo } = links.row().writeback;
    expect(state).toBe("actionNeeded");
    expect(checks.map(({ name, result }) => [name, result])).toEqual([
      ["synchronised", "yes"],
      ["syncRecent", "yes"],
      ["licensed", "yes"],
      ["flag", "no"],
      ["sspr", "unknown"],
    ]);
    expect(checks[0]?.words).toContain("2026-11-22 09:40 UTC");
    expect(toDo.join("\n")).not.toMatch(/^Buy/m);
    expect(toDo.join("\n")).toMatch(/Connect server/);
  });

  it("has nothing to do for a directory without synchronisation, and asks no more of it", async () => {
    const { links, fake, run } = stage({ synchronised: false });
    expect(await run()).toEqual({ isOpen: false });
    expect(links.row().writeback).toMatchObject({
      state: "notApplicable",
      checks: [{ name: "synchronised", result: "no" }],
      toDo: [],
    });
    expect(fake.calls).toEqual([["syncState"]]);
  });

  it("looks at nothing where write-back was not agreed to", async () => {
    const { links, fake, run } = stage({}, withoutWriteback);
    expect(await run()).toEqual({ isOpen: false });
    expect(fake.sessions.opened).toBe(0);
    expect(links.row()).toEqual(withoutWriteback);
  });

  it("lets what a person signed off stand, whatever it sees then, and keeps the flag's evidence", async () => {
    const signedOff = { by: "account", at: testNow };
    const flag = { before: false, answer: "accepted", after: false, at: testNow };
    for (const facts of [{}, { synchronised: false }]) {
      const writeback = { ...link.writeback, state: "signedOff" as const, signedOff, flag };
      const { links, run } = stage(facts, { ...link, writeback });
      await run();
      expect(links.row().writeback).toMatchObject({ state: "signedOff", signedOff, flag });
      expect(links.row().writeback.checks).not.toEqual([]);
    }
  });

  it.each([
    ["2026-11-22T12:40:00.000Z", "yes"],
    ["2026-11-22T12:40:00.001Z", "no"],
  ])("at %s says of a synchronisation at 9:40 that it was recent: %s", async (now, result) => {
    const { links, run } = stage({}, link, now);
    await run();
    const check = links.row().writeback.checks.find((one) => one.name === "syncRecent");
    expect(check?.result).toBe(result);
  });

  it("says that a licence is missing", async () => {
    const { links, run } = stage({ licensed: false });
    await run();
    expect(links.row().writeback.toDo[0]).toMatch(/^Buy or assign Entra ID P1/);
  });

  it("never calls write-back done, even where the directory reports it as enabled", async () => {
    const { links, run } = stage({ flag: true });
    await run();
    const { state, toDo } = links.row().writeback;
    expect(state).toBe("actionNeeded");
    expect(toDo).not.toEqual([]);
  });

  it("changes nothing in the directory", async () => {
    const { fake, run } = stage({});
    await run();
    expect(fake.writes()).toEqual([]);
  });

  it("notes nothing where a check failed", async () => {
    const { links, fake, run } = stage({});
    fake.fail("licences", new LinkError({ code: "graph_refused", class: "settling" }, "x"));
    expect(await failureOf(run())).toMatchObject({ class: "settling" });
    expect(links.row().writeback).toEqual(link.writeback);
    expect(links.told()).toEqual([]);
  });
});

describe("leaveWriteBackOpen", () => {
  it("says that nothing could be checked and that a person has to do all of it", async () => {
    const links = fakeLinks(link);
    await createLeaveWriteBackOpen(links)({ linkId: link.id });
    const { state, checks, toDo } = links.row().writeback;
    expect(state).toBe("actionNeeded");
    expect(checks).toMatchObject([{ name: "checked", result: "unknown" }]);
    expect(toDo).toHaveLength(4);
  });

  it("takes nothing away from checks that were made, and tells once", async () => {
    const links = fakeLinks(link);
    const leaveOpen = createLeaveWriteBackOpen(links);
    await leaveOpen({ linkId: link.id });
    await leaveOpen({ linkId: link.id });
    expect(links.told()).toEqual(["writeback.unchecked"]);
    const checked = stage({});
    await checked.run();
    const before = checked.links.row();
    await createLeaveWriteBackOpen(checked.links)({ linkId: link.id });
    expect(checked.links.row()).toEqual(before);
  });
});
