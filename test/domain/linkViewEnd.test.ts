import { linkView } from "../../domain/linkView";
import type { Link } from "../../domain/link";
import { aLink, aRequest, aWait, anAgreement } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { aRoleOf, someone } from "../support/fakesStages";

const until = "2027-01-31T00:00:00.000Z";
const by = { at: testNow, by: "administrator" };
const proof = {
  sessionId: "session-secret",
  person: someone,
  planHash: "hash",
  agreed: anAgreement,
};
const ending: NonNullable<Link["ending"]> = {
  by: "helpdesk",
  at: testNow,
  runId: "run-secret",
  lastWait: 1,
  proof: null,
  scopes: [],
};

describe("the end date of a link", () => {
  const dated = (known: Link["until"]) =>
    linkView(aLink({ request: aRequest({ accessUntil: until }), until: known })).access.until;

  it("is not said to be ended by anybody before it is known who can", () => {
    expect(dated(null)).toEqual({ at: until, enforcedBy: null });
  });

  it.each(["entra", "reminder"] as const)("is then said to be ended by %s", (enforcedBy) => {
    expect(dated({ at: until, enforcedBy })).toEqual({ at: until, enforcedBy });
  });

  it("is what was agreed to, and what was asked for stays beside it", () => {
    const narrowedFrom = { ...anAgreement, until: null };
    const request = aRequest({ accessUntil: until });
    expect(linkView(aLink({ request, narrowedFrom })).access).toMatchObject({
      until: { at: until },
      asked: { roles: ["Global Administrator"], until: null },
    });
  });
});

describe("a link that ended", () => {
  it("calls what was only planned not given and not asked", () => {
    const view = linkView(aLink({ status: "declined", outcome: "declined", wait: null }));
    expect(view.access.roles.map((role) => role.state)).toEqual(["notGiven"]);
    expect(view.passwordWriteback.state).toBe("notAsked");
  });

  it("keeps what happened to roles as it is", () => {
    const roles = [aRoleOf({ state: "left" })];
    const view = linkView(aLink({ status: "expired", outcome: "expired", wait: null, roles }));
    expect(view.access.roles.map((role) => role.state)).toEqual(["left"]);
  });

  it("still shows planned roles as planned once it is completed", () => {
    const view = linkView(aLink({ status: "completed", outcome: "completed", wait: null }));
    expect(view.access.roles.map((role) => role.state)).toEqual(["planned"]);
  });
});

describe("a link whose access is being ended", () => {
  const waiting = (changes: Partial<Link>) =>
    linkView(aLink({ status: "ending", outcome: "completed", wait: null, ending, ...changes }));

  it("says who ends it, and waits for an administrator", () => {
    const view = waiting({ wait: aWait({ n: 2, what: "end" }) });
    expect(view.ending).toEqual({ by: "helpdesk", since: testNow, provenBy: null });
    expect(view.waitingOn).toBe("administrator");
  });

  it("waits for nobody once an administrator has signed in for it", () => {
    const view = waiting({ ending: { ...ending, proof } });
    const { objectId, name } = someone;
    expect(view.ending?.provenBy).toEqual({ objectId, name });
    expect([view.waitingOn, view.nextAction]).toEqual([
      "directory",
      "The access is being taken back",
    ]);
    expect(JSON.stringify(view)).not.toMatch(/secret/);
  });

  it("may be retried and not cancelled where it is parked", () => {
    const parked = {
      code: "end_overdue" as const,
      step: "endAccess",
      at: testNow,
      from: "ending" as const,
      evidence: null,
    };
    const asked = { status: "needsOperator", parked, wait: aWait({ what: "operator" }) } as const;
    expect(waiting(asked).parked).toMatchObject({ allowedActions: ["retry", "extend"] });
    expect(linkView(aLink(asked)).parked?.allowedActions).toEqual(["cancel", "retry", "extend"]);
  });
});

describe("a link that nobody needs", () => {
  const said = (subscriptions?: number | null) => {
    const decision = {
      ...by,
      type: "ownSubscription" as const,
      ...(subscriptions === undefined ? {} : { subscriptions }),
    };
    return linkView(aLink({ wait: null, pastWaits: [aWait({ decision })] })).ownSubscription;
  };

  it.each([
    [2, 2],
    [0, 0],
    [null, null],
    [undefined, null],
  ])("shows %j enabled subscriptions as %j", (subscriptions, shown) => {
    expect(said(subscriptions)).toEqual({ enabledSubscriptions: shown });
  });

  it("says nothing of that where it was not said", () => {
    expect(linkView(aLink()).ownSubscription).toBeNull();
  });
});
