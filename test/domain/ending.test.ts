import { begunEnd, instanceFor, lastWaitOf, mayEnd, withProof } from "../../domain/ending";
import { endInstanceId } from "../../domain/contract";
import { linkSchema, type Link } from "../../domain/link";
import { statuses, type Status } from "../../domain/states";
import { aLink, aWait, anAgreement } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { someone } from "../support/fakesStages";

const wanted = { by: "helpdesk", at: testNow, proof: null, scopes: [] };
const proof = {
  sessionId: "session-9",
  person: someone,
  planHash: "hash",
  agreed: anAgreement,
};
const left: Link["undone"] = [{ what: "Guest account", result: "left", how: null }];
const done: Link["undone"] = [{ what: "Role", result: "done", how: null }];
const completed = aLink({ status: "completed", outcome: "completed", wait: null });
const writeback = aWait({ n: 4, what: "writeback" });
const signingOff = aLink({ status: "awaitingWriteback", wait: writeback, pastWaits: [aWait()] });
const stopped = (outcome: "declined" | "expired" | "cancelled", undone: Link["undone"]) =>
  aLink({ status: outcome, outcome, undone, wait: null });

describe("mayEnd", () => {
  it.each([
    ["linked and completed", completed],
    ["linked and waiting for write-back", signingOff],
    ["declined with something left in the directory", stopped("declined", [...done, ...left])],
    ["expired with something left in the directory", stopped("expired", left)],
    ["cancelled with something left in the directory", stopped("cancelled", left)],
  ])("is so for a link that is %s", (_what, link) => {
    expect(mayEnd(link)).toBe(true);
    expect(begunEnd(link, wanted)?.link.status).toBe("ending");
  });

  it.each([
    ["declined with everything taken back", stopped("declined", done)],
    ["expired before anything was done", stopped("expired", [])],
    ["between linked and the question about write-back", { ...signingOff, wait: null }],
    [
      "just signed off",
      {
        ...signingOff,
        wait: { ...writeback, decision: { type: "signedOff", at: testNow, by: "account" } },
      } satisfies Link,
    ],
  ])("is not so for a link that is %s, and nothing changes", (_what, link) => {
    expect(mayEnd(link)).toBe(false);
    expect(begunEnd(link, wanted)).toBeUndefined();
  });

  it("is not so in any other state, whatever is left", () => {
    const endable: Status[] = [
      "awaitingWriteback",
      "completed",
      "declined",
      "expired",
      "cancelled",
    ];
    for (const status of statuses.filter((one) => !endable.includes(one))) {
      const link = aLink({ status, undone: left });
      expect([status, begunEnd(link, wanted)]).toEqual([status, undefined]);
    }
  });
});

describe("begunEnd", () => {
  it("says who ends the access, in one write with the status, and tells it", () => {
    const change = begunEnd(completed, wanted);
    expect(change?.link).toEqual({
      ...completed,
      status: "ending",
      // What is being ended is not over any more.
      outcome: null,
      since: testNow,
      ending: { ...wanted, runId: null, lastWait: 0 },
    });
    expect(change?.events).toEqual([
      { type: "access.ending", data: { by: "helpdesk" } },
      { type: "link.ending", data: { from: "completed" } },
    ]);
    expect(linkSchema.parse(change?.link)).toEqual(change?.link);
  });

  it("answers the open question about write-back, whose run then leaves the link to the end", () => {
    const change = begunEnd(signingOff, wanted);
    expect(change?.link).toMatchObject({
      status: "ending",
      wait: { n: 4, decision: { type: "ending", at: testNow, by: "helpdesk" } },
      ending: { lastWait: 4 },
    });
  });

  it("keeps the proof of an administrator who has just signed in for it", () => {
    const scopes = ["User.ReadWrite.All"];
    const change = begunEnd(completed, { ...wanted, by: "administrator", proof, scopes });
    expect(change?.link.ending).toMatchObject({ by: "administrator", proof, scopes });
  });

  it("makes a link whose names were erased one to erase again: its end brings new names", () => {
    const erased = { ...completed, erasedAt: testNow };
    const to = { email: "next@contoso.com" };
    for (const more of [{ proof }, { to }, { proof, to }])
      expect(begunEnd(erased, { ...wanted, ...more })?.link).toMatchObject({ erasedAt: null });
    expect(begunEnd(erased, wanted)).toBeUndefined();
  });

  it("counts who is named for it, and names no more than ten", () => {
    const to = { email: "next@contoso.com" };
    const named = { link: 10, end: 9 };
    const begun = begunEnd({ ...completed, named }, { ...wanted, to });
    expect(begun?.link).toMatchObject({ administrator: to, named: { link: 10, end: 10 } });
    expect(begunEnd({ ...completed, named: { link: 0, end: 10 } }, { ...wanted, to })).toBe(
      undefined,
    );
    expect(begunEnd({ ...completed, named: { link: 0, end: 10 } }, wanted)).toBeDefined();
  });

  it("begins once: what is ending is not begun again", () => {
    const begun = begunEnd(completed, wanted)?.link ?? completed;
    expect(begunEnd(begun, { ...wanted, by: "account" })).toBeUndefined();
  });
});

describe("instanceFor", () => {
  const ending = { ...wanted, runId: null, lastWait: 4 };

  it("is the run that made the link, for every wait before the end", () => {
    expect(instanceFor({ id: completed.id, ending: null }, 9)).toBe(completed.id);
    for (const n of [1, 4]) expect(instanceFor({ id: completed.id, ending }, n)).toBe(completed.id);
  });

  it("is the run of the end for every wait after the last one before", () => {
    expect(instanceFor({ id: completed.id, ending }, 5)).toBe(endInstanceId(completed.id));
    expect(endInstanceId(completed.id)).not.toBe(completed.id);
  });

  it("counts closed waits, so that no number is given twice", () => {
    expect(lastWaitOf(aLink({ wait: null, pastWaits: [aWait({ n: 7 }), aWait({ n: 6 })] }))).toBe(
      7,
    );
    expect(lastWaitOf(aLink({ wait: aWait({ n: 8 }), pastWaits: [aWait({ n: 7 })] }))).toBe(8);
    expect(lastWaitOf(aLink({ wait: null }))).toBe(0);
  });
});

describe("withProof", () => {
  it("takes the place of an older proof, and of nothing else", () => {
    const begun = begunEnd(completed, { ...wanted, proof: { ...proof, sessionId: "session-8" } });
    const link = begun?.link ?? completed;
    expect(withProof(link, proof, ["User.Read"])).toEqual({
      ...link,
      ending: { ...link.ending, proof, scopes: ["User.Read"] },
    });
  });

  it("makes no end of a link that nobody ends", () => {
    expect(withProof(completed, proof, ["User.Read"])).toEqual(completed);
  });
});
