import { createTakeDecision } from "../../activities/takeDecision";
import type { Link } from "../../domain/link";
import type { Decision, Wait } from "../../domain/wait";
import { aLink, aWait, anAgreement } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anAccount, aRoleOf, someone } from "../support/fakesStages";
import { fakeFollowUps } from "../support/fakesStorage";

const by = { at: testNow, by: "administrator" };
const consent = {
  sessionId: "session-2",
  person: someone,
  planHash: "hash",
  agreed: { ...anAgreement, access: [] },
};
const ending: NonNullable<Link["ending"]> = {
  by: "helpdesk",
  at: testNow,
  runId: "r",
  lastWait: 1,
  proof: null,
  scopes: [],
};

/** A link with this wait open, and how it is taken up. */
function stage(wait: Partial<Wait>, changes: Partial<Link>) {
  const link = aLink({ wait: aWait(wait), ...changes });
  const links = fakeLinks(link);
  const take = createTakeDecision(links, fakeFollowUps());
  return {
    links,
    take: (now = testNow) => take({ linkId: link.id, n: wait.n ?? 1, now }),
  };
}
const decided = (wait: Partial<Wait>, decision: Decision, changes: Partial<Link>) =>
  stage({ ...wait, decision }, changes);

describe("taking up that nobody needs the link", () => {
  it("notes what was said to be there; the link is over once the checks are made, and nobody is given anything", async () => {
    const decision: Decision = { ...by, type: "ownSubscription", consent, subscriptions: 2 };
    const { links, take } = decided({}, decision, {});
    expect(await take()).toMatchObject({ decided: "ownSubscription" });
    expect(links.row()).toMatchObject({
      status: "awaitingConsent",
      outcome: null,
      wait: null,
      roles: [],
      consent: { sessionId: "session-2" },
    });
    const [event] = await links.events(links.row().id, 0);
    expect(event).toMatchObject({
      type: "decision.ownSubscription",
      data: { by: "administrator", subscriptions: 2 },
    });
  });

  it.each([null, undefined])(
    "tells no number where Azure told none (%j)",
    async (subscriptions) => {
      const number = subscriptions === undefined ? {} : { subscriptions };
      const decision: Decision = { ...by, type: "ownSubscription", consent, ...number };
      const { links, take } = decided({}, decision, {});
      await take();
      const [event] = await links.events(links.row().id, 0);
      expect(event?.data).not.toHaveProperty("subscriptions");
    },
  );
});

describe("taking up the answer about write-back", () => {
  const question = { n: 3, what: "writeback" as const };

  it.each([
    ["signedOff", "signedOff"],
    ["notDone", "actionNeeded"],
  ] as const)("%s closes the question and leaves the link linked", async (type, state) => {
    const given = decided(question, { ...by, type }, { status: "awaitingWriteback" });
    expect(await given.take()).toMatchObject({ decided: type });
    expect(given.links.row()).toMatchObject({
      status: "awaitingWriteback",
      wait: null,
      writeback: { state },
    });
    expect(given.links.told()).toEqual([`decision.${type}`]);
  });

  it("that never came takes nothing back: the access stays", async () => {
    const { links, take } = stage(question, { status: "awaitingWriteback" });
    expect(await take(aWait().deadline)).toMatchObject({ decided: "expired" });
    expect(links.row()).toMatchObject({
      status: "awaitingWriteback",
      writeback: { state: "actionNeeded" },
    });
    expect(links.told()).toEqual(["decision.expired"]);
  });

  it("that the access is being ended leaves the link to that", async () => {
    const changes = { status: "ending" as const, ending: { ...ending, lastWait: 3 } };
    const { links, take } = decided(question, { ...by, type: "ending" }, changes);
    expect(await take()).toMatchObject({ decided: "ending" });
    expect(links.row()).toMatchObject({
      status: "ending",
      wait: null,
      writeback: { state: "actionNeeded" },
    });
    expect(links.told()).toEqual(["decision.ending"]);
  });
});

describe("taking up the answer about the end", () => {
  const held = {
    account: anAccount({ objectId: aGuestId }),
    roles: [aRoleOf({ state: "assigned" as const })],
  };
  const overdue = {
    code: "end_overdue" as const,
    step: "endAccess",
    at: testNow,
    from: "ending" as const,
    evidence: null,
  };

  it("keeps the proof, with the scopes of the end as it is now", async () => {
    const decision: Decision = { ...by, type: "agreedToEnd", consent };
    const changes = { ...held, status: "ending" as const, ending };
    const { links, take } = decided({ n: 2, what: "end" }, decision, changes);
    expect(await take()).toMatchObject({ decided: "agreedToEnd" });
    expect(links.row()).toMatchObject({ status: "ending", wait: null });
    expect(links.row().ending?.proof).toEqual(consent);
    expect(links.row().ending?.scopes).toContain("User.ReadWrite.All");
    expect(links.row().consent).toBeNull();
  });

  it.each(["retry", "agreedToEnd"] as const)(
    "goes on with an overdue end after %s",
    async (type) => {
      const decision: Decision = {
        ...by,
        type,
        ...(type === "agreedToEnd" ? { consent } : {}),
      };
      const changes = { ...held, status: "needsOperator" as const, parked: overdue, ending };
      const { links, take } = decided({ n: 3, what: "operator" }, decision, changes);
      expect(await take()).toMatchObject({ decided: type });
      expect(links.row()).toMatchObject({ status: "ending", parked: null, wait: null });
      expect(links.row().ending?.proof).toEqual(type === "agreedToEnd" ? consent : null);
    },
  );

  it.each(["end", "operator"] as const)(
    "that never came (%s) makes nobody undo the link",
    async (what) => {
      const isParked = what === "operator";
      const status = isParked ? ("needsOperator" as const) : ("ending" as const);
      const changes = { ...held, status, parked: isParked ? overdue : null, ending };
      const { links, take } = stage({ n: 2, what }, changes);
      expect(await take(aWait().deadline)).toMatchObject({ decided: "expired" });
      // A parked end goes on too: it is asked again, or reported.
      expect(links.row()).toMatchObject({ status: "ending", wait: null, ending: { proof: null } });
      expect(links.told()).toEqual(["decision.expired", ...(isParked ? ["link.ending"] : [])]);
    },
  );

  it("asks somebody else where the caller named them", async () => {
    const to = { email: "colleague@contoso.onmicrosoft.com" };
    const decision: Decision = { type: "forwarded", at: testNow, by: "helpdesk", to };
    const { links, take } = decided({ n: 2, what: "end" }, decision, { status: "ending", ending });
    expect(await take()).toMatchObject({ decided: "forwarded" });
    expect(links.row()).toMatchObject({ status: "ending", administrator: { ...to, forwards: 0 } });
  });
});
