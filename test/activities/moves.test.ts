import { createClaimRun } from "../../activities/claimRun";
import { createForgetSession } from "../../activities/forgetSession";
import { createMoveTo } from "../../activities/moveTo";
import { createPark } from "../../activities/park";
import type { Failure } from "../../domain/errors";
import { aLink, aWait } from "../support/aLink";
import { fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { cancelRequested } from "../support/fakesStages";
import { failureOf, fakeFollowUps, moving } from "../support/fakesStorage";

const { id: linkId } = aLink();

describe("moveTo", () => {
  const stage = (changes: Parameters<typeof aLink>[0]) => {
    const links = fakeLinks(aLink(changes));
    const ports = moving(links);
    return { links, openLinks: ports.openLinks, move: createMoveTo(ports) };
  };

  it("moves the link and tells it", async () => {
    const { links, move } = stage({ wait: null });
    await move({ linkId, status: "preparing" });
    expect(links.row()).toMatchObject({ status: "preparing", since: testNow, outcome: null });
    expect(links.told()).toEqual(["link.preparing"]);
  });

  it("gives the account free once the link is finished, also where it died in between", async () => {
    const { links, openLinks, move } = stage({ status: "undoing", wait: null });
    const { directory, request } = links.row();
    if (!directory) throw new Error("no directory");
    const whose = { tenantId: directory.tenantId, address: request.account.email };
    await openLinks.claim(whose, linkId);
    await move({ linkId, status: "undoing" });
    expect(await openLinks.holder(whose)).toBe(linkId);
    const release = jest.spyOn(openLinks, "release").mockRejectedValueOnce(new Error("died"));
    await expect(move({ linkId, status: "declined" })).rejects.toThrow("died");
    expect(links.row().status).toBe("declined");
    await move({ linkId, status: "declined" });
    expect(release).toHaveBeenCalledTimes(2);
    expect(await openLinks.holder(whose)).toBeUndefined();
  });

  it("moves once, however often it runs", async () => {
    const { links, move } = stage({ wait: null });
    await move({ linkId, status: "preparing" });
    const { version } = links.row();
    await move({ linkId, status: "preparing" });
    expect(links.row().version).toBe(version);
    expect(links.told()).toEqual(["link.preparing"]);
  });

  it.each([
    ["requested", "failed"],
    ["undoing", "declined"],
    ["undoing", "expired"],
    ["undoing", "cancelled"],
    ["awaitingWriteback", "completed"],
    ["awaitingConsent", "notNeeded"],
    ["ending", "ended"],
  ] as const)(
    "ends a link that is %s as %s, outcome and no wait in the same write",
    async (from, to) => {
      const { links, move } = stage({ status: from, wait: aWait() });
      await move({ linkId, status: to });
      expect(links.row()).toMatchObject({ status: to, outcome: to, wait: null });
    },
  );

  it("refuses a move that is not in the table, and the link stays", async () => {
    const { links, move } = stage({ status: "requested", wait: null });
    const before = links.row();
    expect(await failureOf(move({ linkId, status: "completed" }))).toMatchObject({
      code: "not_in_this_state",
      class: "final",
    });
    expect(links.row()).toEqual(before);
  });

  it("goes no further with a link that is to be cancelled, but takes it back", async () => {
    const { links, move } = stage({ wait: null, cancelRequested });
    expect(await failureOf(move({ linkId, status: "preparing" }))).toMatchObject({
      code: "cancel_requested",
    });
    expect(links.row().status).toBe("awaitingConsent");
    await move({ linkId, status: "undoing" });
    await move({ linkId, status: "cancelled" });
    expect(links.row().outcome).toBe("cancelled");
  });
});

describe("park", () => {
  const failure: Failure = { code: "graph_refused", class: "final", seconds: 0 };
  const input = {
    linkId,
    step: "inviteAccount",
    failure,
    now: testNow,
    until: "needsOperator" as const,
  };

  it("parks the link with the reason, the step, and where it goes on", async () => {
    const links = fakeLinks(aLink({ status: "preparing", wait: null }));
    await createPark(links)(input);
    expect(links.row()).toMatchObject({
      status: "needsOperator",
      parked: {
        code: "graph_refused",
        step: "inviteAccount",
        at: testNow,
        from: "preparing",
        evidence: null,
      },
    });
    const [moved, parked] = await links.events(linkId, 0);
    expect(moved).toMatchObject({ type: "link.needsOperator", data: { from: "preparing" } });
    expect(parked).toMatchObject({
      type: "link.parked",
      data: { code: "graph_refused", step: "inviteAccount" },
    });
  });

  it("keeps what was seen of the failure for whoever looks", async () => {
    const links = fakeLinks(aLink({ status: "ending", wait: null }));
    const seen = {
      ...{ ...failure, reply: "denied" },
      evidence: "removeGuest answered 403 (request 1)",
    };
    await createPark(links)({ ...input, step: "removeGuest", failure: seen });
    expect(links.row().parked).toMatchObject({
      from: "ending",
      evidence: "removeGuest answered 403 (request 1)",
      reply: "denied",
    });
  });

  it("goes on, once an operator is asked too, where it first stopped", async () => {
    const links = fakeLinks(aLink({ status: "assigningRole", wait: null }));
    await createPark(links)({ ...input, until: "awaitingAdministrator" });
    expect(links.row()).toMatchObject({
      status: "awaitingAdministrator",
      parked: { from: "assigningRole" },
    });
    await createPark(links)(input);
    expect(links.row()).toMatchObject({
      status: "needsOperator",
      parked: { from: "assigningRole" },
    });
  });

  it("parks once: a repeat keeps the first reason and tells nothing", async () => {
    const links = fakeLinks(aLink({ status: "preparing", wait: null }));
    await createPark(links)(input);
    const before = links.row();
    await createPark(links)({ ...input, step: "assignRole" });
    expect(links.row()).toEqual(before);
  });

  it("parks nothing that is finished or to be cancelled", async () => {
    const finished = fakeLinks(aLink({ status: "completed", wait: null }));
    expect(await failureOf(createPark(finished)(input))).toMatchObject({ class: "final" });
    const cancelled = fakeLinks(aLink({ status: "preparing", wait: null, cancelRequested }));
    expect(await failureOf(createPark(cancelled)(input))).toMatchObject({
      code: "cancel_requested",
    });
    for (const links of [finished, cancelled]) {
      expect(links.row().parked).toBeNull();
      expect(links.told()).toEqual([]);
    }
  });
});

describe("claimRun", () => {
  it("gives the link to the first run and to no other", async () => {
    const links = fakeLinks(aLink({ runId: null }));
    const claim = createClaimRun(links, fakeFollowUps());
    expect(await claim({ linkId, runId: "run-1" })).toEqual({ mine: true });
    expect(await claim({ linkId, runId: "run-2" })).toEqual({ mine: false });
    expect(await claim({ linkId, runId: "run-1" })).toEqual({ mine: true });
    expect(links.row().runId).toBe("run-1");
    expect(links.told()).toEqual(["link.started"]);
  });

  it("clears the note that would start the link again", async () => {
    const followUps = fakeFollowUps();
    await followUps.note({ kind: "start", linkId, detail: "", dueAt: testNow });
    await createClaimRun(fakeLinks(aLink({ runId: null })), followUps)({ linkId, runId: "run-1" });
    expect(followUps.noted()).toEqual([]);
  });

  it("keeps that note while the claim is not written", async () => {
    const links = fakeLinks(aLink({ runId: null }));
    const followUps = fakeFollowUps();
    await followUps.note({ kind: "start", linkId, detail: "", dueAt: testNow });
    links.dieAtChange(1);
    await expect(createClaimRun(links, followUps)({ linkId, runId: "r" })).rejects.toThrow("died");
    expect(followUps.noted()).toHaveLength(1);
  });
});

describe("forgetSession", () => {
  it("deletes every session and every try to sign in of the link", async () => {
    const { sessions } = fakeDirectory();
    const forget = jest.fn(() => Promise.resolve());
    await createForgetSession(sessions, { forget })({ linkId });
    expect(sessions.forgotten).toEqual([linkId]);
    expect(forget).toHaveBeenCalledWith(linkId);
  });
});
