import { graphCalls } from "../../domain/graphCalls";
import type { LinkRequest } from "../../domain/request";
import { planScopes, planSteps, planText } from "../../domain/plan";
import { aRequest, aTenant } from "../support/aLink";

const words = (request: LinkRequest): string[] => planSteps(request).map((step) => step.words);

describe("the steps of a plan", () => {
  it("say in order what will be done, for whom and in which role", () => {
    expect(words(aRequest())).toEqual([
      "Check that you are an administrator of this directory",
      "Invite partner.ops@outlook.com as an external user (guest), unless the address is already there",
      "Give partner.ops@outlook.com the role Global Administrator, once it has signed in to this directory",
      "Check licence, synchronisation and the password write-back flag (nothing is changed)",
    ]);
  });

  it("name each role in a step of its own, and no write-back where none was asked", () => {
    const access = { roles: ["Global Reader", "User Administrator"] };
    const steps = words(aRequest({ access, passwordWriteback: false }));
    expect(steps).toHaveLength(4);
    expect(steps[2]).toContain("the role Global Reader,");
    expect(steps[3]).toContain("the role User Administrator,");
  });

  it("invite before they give a role, and give no role before the sign-in", () => {
    const calls = planSteps(aRequest()).flatMap((step) => step.calls);
    expect(calls.indexOf("invite")).toBeLessThan(calls.indexOf("assignRole"));
  });
});

describe("the scopes of a plan", () => {
  it("are the least for its calls, sorted", () => {
    expect(planScopes(planSteps(aRequest()))).toEqual([
      "LicenseAssignment.Read.All",
      "OnPremDirectorySynchronization.Read.All",
      "RoleManagement.ReadWrite.Directory",
      "User.Invite.All",
      "User.Read.All",
    ]);
  });

  it("ask for nothing about write-back where none was asked", () => {
    const scopes = planScopes(planSteps(aRequest({ passwordWriteback: false })));
    expect(scopes).toEqual([
      "RoleManagement.ReadWrite.Directory",
      "User.Invite.All",
      "User.Read.All",
    ]);
  });

  it("keep a narrow scope where no wider one is asked for anyway", () => {
    expect(planScopes([{ words: "", calls: ["listRoleAssignments"] }])).toEqual([
      "RoleManagement.Read.Directory",
    ]);
    expect(planScopes([{ words: "", calls: ["readOwnRoles", "readOrganization"] }])).toEqual([
      "User.Read",
    ]);
  });

  it("leave a narrow scope out only where every call that needs it has a wider one", () => {
    expect(planScopes([{ words: "", calls: ["listRoleAssignments", "assignRole"] }])).toEqual([
      "RoleManagement.ReadWrite.Directory",
    ]);
    expect(planScopes([{ words: "", calls: ["readOwnRoles", "invite"] }])).toEqual([
      "User.Invite.All",
      "User.Read",
    ]);
  });

  it.each([true, false])("allow every call of the plan (write-back: %s)", (passwordWriteback) => {
    const steps = planSteps(aRequest({ passwordWriteback, access: "passwordWriteback" }));
    const scopes = planScopes(steps);
    for (const call of steps.flatMap((step) => step.calls).map((name) => graphCalls[name]))
      expect([call.scope, ...call.alsoAllowedBy].some((one) => scopes.includes(one))).toBe(true);
  });

  it("belong to the administrator: none of the product's own permissions is asked of a customer", () => {
    const names = planSteps(aRequest()).flatMap((step) => step.calls);
    expect(names.filter((name) => graphCalls[name].token !== "administrator")).toEqual([]);
  });
});

describe("the text that a plan's hash is made of", () => {
  const text = (body: Record<string, unknown> = {}, tenantId = aTenant) =>
    planText({ tenantId, request: aRequest(body) });
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
    ["the roles", { access: { roles: ["Global Reader"] } }],
    ["one more role", { access: { roles: ["Global Administrator", "Global Reader"] } }],
    ["write-back", { passwordWriteback: false }],
  ])("changes with %s", (_what, body) => {
    expect(text(body)).not.toBe(text());
  });

  it("changes with the directory", () => {
    expect(text({}, "c0200000-0000-4000-8000-000000000000")).not.toBe(text());
  });
});
