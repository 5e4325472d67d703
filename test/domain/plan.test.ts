import { graphCalls } from "../../domain/graphCalls";
import type { Link } from "../../domain/link";
import { endSteps, ownSubscriptionSteps, planScopes, planSteps } from "../../domain/plan";
import type { LinkRequest } from "../../domain/request";
import { aLink, aRequest } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { anAccount, anotherRole, aRole, aRoleOf } from "../support/fakesStages";

type Steps = ReturnType<typeof planSteps>;
const until = "2027-01-31T00:00:00.000Z";

const allowed = (steps: Steps, scopes: readonly string[]): boolean =>
  steps
    .flatMap((step) => step.calls)
    .map((name) => graphCalls[name])
    .every((call) => [call.scope, ...call.alsoAllowedBy].some((one) => scopes.includes(one)));

/** Both directions: what is asked for allows every call, and less of it would not. */
function expectLeast(steps: Steps): void {
  const scopes = planScopes(steps);
  expect(allowed(steps, scopes)).toBe(true);
  const spare = scopes.filter((scope) =>
    allowed(
      steps,
      scopes.filter((one) => one !== scope),
    ),
  );
  expect(spare).toEqual([]);
}

/** Every combination of one value of each list. */
const combinations = <T extends Record<string, readonly unknown[]>>(of: T) =>
  Object.entries(of).reduce<Record<string, unknown>[]>(
    (all, [name, values]) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );

const bodies = combinations({
  access: ["full", "passwordWriteback", { roles: ["Guest Inviter"] }],
  assignment: ["active", "eligible"],
  accessUntil: [null, until],
  passwordWriteback: [true, false],
  setWritebackFlag: [true, false],
}).filter((body) => body["passwordWriteback"] === true || body["setWritebackFlag"] === false);
const requests: LinkRequest[] = bodies.map((body) => aRequest(body));

describe("the scopes of a plan", () => {
  it("are known for every combination of what can be asked for", () => {
    expect(requests).toHaveLength(3 * 2 * 2 * 3);
  });

  it.each(bodies.map((body, index) => [JSON.stringify(body), requests[index]] as const))(
    "are the least set for the calls that are made: %s",
    (_what, request) => {
      if (!request) throw new Error("no request");
      for (const edition of [1, 2] as const) expectLeast(planSteps(request, edition));
      expectLeast(ownSubscriptionSteps(request));
    },
  );

  it("of a plan are named, sorted, and ask for write-back only where it was asked for", () => {
    const least = ["Policy.Read.All", "RoleManagement.ReadWrite.Directory", "User.Invite.All"];
    const scopes = (body = {}) => planScopes(planSteps(aRequest(body)));
    expect(scopes({ passwordWriteback: false })).toEqual([...least, "User.Read.All"]);
    expect(scopes()).toEqual([
      "LicenseAssignment.Read.All",
      "OnPremDirectorySynchronization.Read.All",
      ...least,
      "User.Read.All",
    ]);
    expect(scopes({ setWritebackFlag: true })).toEqual([
      "LicenseAssignment.Read.All",
      "OnPremDirectorySynchronization.ReadWrite.All",
      ...least,
      "User.Read.All",
    ]);
  });

  it("for eligible roles need no right to assign roles for good", () => {
    const request = aRequest({ assignment: "eligible", passwordWriteback: false });
    expect(planScopes(planSteps(request))).toEqual([
      "LicenseAssignment.Read.All",
      "Policy.Read.All",
      "RoleEligibilitySchedule.ReadWrite.Directory",
      "RoleManagement.Read.Directory",
      "User.Invite.All",
      "User.Read.All",
    ]);
  });

  it("of whoever manages it themselves let nobody change anything", () => {
    for (const request of requests)
      for (const step of ownSubscriptionSteps(request))
        for (const name of step.calls) expect(graphCalls[name].method).toBe("GET");
    const without = ownSubscriptionSteps(aRequest({ passwordWriteback: false }));
    expect(planScopes(without)).toEqual(["User.Read"]);
  });

  it("keep a narrow scope where no wider one is asked for anyway", () => {
    expect(planScopes([{ calls: ["listRoleAssignments"] }])).toEqual([
      "RoleManagement.Read.Directory",
    ]);
    expect(planScopes([{ calls: ["readOwnRoles", "readOrganization"] }])).toEqual(["User.Read"]);
  });

  it("leave a narrow scope out only where every call that needs it has a wider one", () => {
    expect(planScopes([{ calls: ["listRoleAssignments", "assignRole"] }])).toEqual([
      "RoleManagement.ReadWrite.Directory",
    ]);
    expect(planScopes([{ calls: ["readOwnRoles", "invite"] }])).toEqual([
      "User.Invite.All",
      "User.Read",
    ]);
  });

  it("belong to the administrator: none of the product's own permissions is asked of a customer", () => {
    const names = requests.flatMap((one) => planSteps(one)).flatMap((step) => step.calls);
    expect(names.filter((name) => graphCalls[name].token !== "administrator")).toEqual([]);
  });
});

describe("the scopes of the end", () => {
  const found = { ...aLink().account, objectId: aGuestId };
  const accounts: Record<string, Link["account"]> = {
    "no account": anAccount(),
    "the guest it made": anAccount({ objectId: aGuestId }),
    "an account that was there": {
      ...found,
      found: {
        objectId: aGuestId,
        name: "Partner",
        userPrincipalName: "partner",
        userType: "Guest",
        createdAt: until,
        redeemedAt: null,
        roles: [],
        isOwnAddress: true,
      },
    },
  };
  const links = combinations({
    account: Object.keys(accounts),
    first: ["assigned", "left", "removed", "heldBefore", "planned"],
    firstHow: ["direct", "scheduled", "eligible"],
    secondHow: ["direct", "scheduled", "eligible"],
  }) as Record<"account" | "first" | "firstHow" | "secondHow", string>[];
  const linkOf = ({ account, first, firstHow, secondHow }: (typeof links)[number]): Link =>
    aLink({
      account: accounts[account ?? ""] ?? anAccount(),
      roles: [
        aRoleOf({ templateId: aRole, state: first, how: firstHow } as Partial<Link["roles"][0]>),
        aRoleOf({ templateId: anotherRole, state: "assigned", how: secondHow } as object),
      ],
    });

  it.each(Object.keys(accounts))("are the least set for the calls that are made: %s", (account) => {
    for (const one of links.filter((link) => link.account === account))
      expectLeast(endSteps(linkOf(one)));
  });

  it("take back only what this link gave, and remove only the guest that it made", () => {
    for (const one of links) {
      const calls = endSteps(linkOf(one)).flatMap((step): readonly string[] => step.calls);
      const given = ["assigned", "left"].includes(one.first);
      const hows = [one.secondHow, ...(given ? [one.firstHow] : [])];
      expect(calls.includes("removeRole")).toBe(hows.includes("direct"));
      expect(calls.includes("scheduleRole")).toBe(hows.includes("scheduled"));
      expect(calls.includes("makeEligible")).toBe(hows.includes("eligible"));
      expect(calls.includes("removeGuest")).toBe(one.account === "the guest it made");
      expect(calls.includes("revokeSessions")).toBe(one.account !== "no account");
    }
  });
});
