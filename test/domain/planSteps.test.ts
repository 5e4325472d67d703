import type { Link } from "../../domain/link";
import { currentEdition, endSteps, howOf, planSteps, planText } from "../../domain/plan";
import { planTable } from "../../domain/planTable";
import type { LinkRequest } from "../../domain/request";
import { aLink, aRequest, aTenant } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { anAccount, anotherRole, aRoleOf } from "../support/fakesStages";

const until = "2027-01-31T00:00:00.000Z";
const words = (request: LinkRequest): string[] => planSteps(request).map((step) => step.words);

describe("the steps of a plan", () => {
  it("say in order what will be done, for whom and in which role", () => {
    expect(words(aRequest())).toEqual([
      "Check that you are an administrator of this directory",
      "Look whether partner.ops@outlook.com can be added: who it may be already, whether guests may be invited, who else is a Global Administrator (nothing is changed)",
      "Invite partner.ops@outlook.com as an external user (guest), unless the address is already there",
      "Give partner.ops@outlook.com the role Global Administrator, once it has signed in to this directory",
      "Check licence, synchronisation and the password write-back flag (nothing is changed)",
    ]);
  });

  it("of the first edition look at nothing before they invite", () => {
    const [identify, invite, ...others] = planSteps(aRequest(), 1);
    expect([identify?.calls, invite?.calls]).toEqual([
      planTable.identify.calls,
      planTable.invite.calls,
    ]);
    expect(others).toHaveLength(2);
  });

  it("name each role in a step of its own, and no write-back where none was asked", () => {
    const access = { roles: ["Global Reader", "User Administrator"] };
    const steps = words(aRequest({ access, passwordWriteback: false }));
    expect(steps).toHaveLength(5);
    expect(steps[3]).toContain("the role Global Reader,");
    expect(steps[4]).toContain("the role User Administrator,");
  });

  it("name the end date as people read it, and what becomes of it without the licence", () => {
    const steps = words(aRequest({ accessUntil: until }));
    const step = steps.find((one) => one.includes("Global Administrator until"));
    expect(step).toContain("until 31 January 2027");
    expect(step).toContain("without it the role stays until an administrator ends it");
  });

  it("say of an eligible role that it is activated for some hours, with its end date if it has one", () => {
    const step = (accessUntil: string | null) =>
      words(aRequest({ assignment: "eligible", accessUntil })).find((one) => /^Let /.test(one));
    expect(step(null)).toContain("for some hours when it needs it, once it has signed in");
    expect(step(until)).toContain("for some hours when it needs it, until 31 January 2027");
  });

  it("invite before they give a role, and give no role before the sign-in", () => {
    const calls = planSteps(aRequest()).flatMap((step) => step.calls);
    expect(calls.indexOf("invite")).toBeLessThan(calls.indexOf("assignRole"));
  });

  it("set the flag before the directory is looked at, and only where that was asked for", () => {
    const setting = (body: Record<string, unknown>) =>
      planSteps(aRequest(body)).flatMap((step): readonly string[] => step.calls);
    const calls = setting({ setWritebackFlag: true });
    expect(calls.lastIndexOf("setSyncFeatures")).toBeLessThan(calls.lastIndexOf("readLicences"));
    expect(setting({})).not.toContain("setSyncFeatures");
  });
});

describe("howOf", () => {
  it.each([
    ["direct", {}],
    ["scheduled", { accessUntil: until }],
    ["eligible", { assignment: "eligible" }],
    ["eligible", { assignment: "eligible", accessUntil: until }],
  ])("is %s for %j", (how, body) => {
    expect(howOf(aRequest(body))).toBe(how);
  });
});

describe("the steps of the end", () => {
  const link: Link = aLink({
    account: anAccount({ objectId: aGuestId }),
    roles: [aRoleOf({ state: "assigned" }), aRoleOf({ templateId: anotherRole, state: "left" })],
  });

  it("say what is taken back, roles first, then sessions, then the guest", () => {
    expect(endSteps(link).map((step) => step.words)).toEqual([
      "Check that you are an administrator of this directory",
      "Take the role Global Administrator from partner.ops@outlook.com",
      "Take the role Global Reader from partner.ops@outlook.com",
      "End the sessions of partner.ops@outlook.com in this directory",
      "Remove the guest account partner.ops@outlook.com, which was invited for this request, unless it has other roles",
    ]);
  });

  it("are asked for at the end and at no other time", () => {
    const ofTheEnd = new Set<string>(
      Object.values(planTable).flatMap((row) => (row.when === "end" ? row.calls : [])),
    );
    const asked = planSteps(aRequest({ accessUntil: until })).flatMap((step) => step.calls);
    for (const call of ["revokeSessions", "removeGuest"]) {
      expect(ofTheEnd).toContain(call);
      expect(asked).not.toContain(call);
    }
  });
});

describe("the text that a plan's hash is made of", () => {
  const text = (body: Record<string, unknown> = {}, tenantId = aTenant, edition = currentEdition) =>
    planText({ tenantId, request: aRequest(body) }, planSteps(aRequest(body), edition));
  const account = { email: "partner.ops@outlook.com", name: "Partner operations" };

  it("is the same for the same request", () => {
    expect(text()).toBe(text());
  });

  it.each([
    ["the account", { account: { ...account, kind: "microsoft", email: "other@outlook.com" } }],
    ["the account's name", { account: { ...account, kind: "microsoft", name: "Other" } }],
    ["the kind of account", { account: { ...account, kind: "any" } }],
    [
      "the account's home",
      {
        account: { ...account, kind: "work", homeTenantId: "9a200000-0000-4000-8000-000000000000" },
      },
    ],
    [
      "whether passcodes are enough",
      { account: { ...account, kind: "microsoft", oneTimePasscode: true } },
    ],
    ["the roles", { access: { roles: ["Global Reader"] } }],
    ["one more role", { access: { roles: ["Global Administrator", "Global Reader"] } }],
    ["how roles are given", { assignment: "eligible" }],
    ["an end date", { accessUntil: until }],
    ["write-back", { passwordWriteback: false }],
    ["the flag of write-back", { setWritebackFlag: true }],
  ])("changes with %s", (_what, body) => {
    expect(text(body)).not.toBe(text());
  });

  it("changes with the hour of the end date, which the words do not name", () => {
    const later = "2027-01-31T12:00:00.000Z";
    expect(text({ accessUntil: later })).not.toBe(text({ accessUntil: until }));
  });

  it("changes with the directory and with the edition", () => {
    expect(text({}, "c0200000-0000-4000-8000-000000000000")).not.toBe(text());
    expect(text({}, aTenant, 1)).not.toBe(text());
  });
});
