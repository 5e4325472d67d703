import { graphCalls } from "../../../domain/graphCalls";
import type { Link } from "../../../domain/link";
import { planScopes, planSteps } from "../../../domain/plan";
import { callOf, callsBeyond, type SeenCall } from "../../../local/stories/callsBeyond";
import { aLink, anAgreement, aRequest, aTenant, aWait } from "../../support/aLink";

const link = aLink();
const scopes = planScopes(planSteps(link.request));
const seen = (changes: Partial<SeenCall> = {}): SeenCall => ({
  at: "2026-11-23T10:00:00.000Z",
  method: "POST",
  path: "/v1.0/invitations",
  token: "delegated",
  tenantId: aTenant,
  scopes,
  ...changes,
});
const beyond = (changes: Partial<SeenCall>, of: Link = link) => callsBeyond([seen(changes)], of);

const removal: Partial<SeenCall> = { method: "DELETE", path: "/v1.0/users/1" };
const proof = {
  sessionId: "s",
  person: { tenantId: aTenant, objectId: aTenant, name: "Grace" },
  planHash: "h",
  agreed: anAgreement,
};
const [templateId = ""] = link.request.access;
const ended = aLink({
  status: "ended",
  outcome: "ended",
  wait: null,
  account: { ...link.account, objectId: aTenant as never },
  roles: [{ templateId: templateId as never, state: "removed", how: "direct", assignmentId: "a" }],
  ending: {
    by: "administrator",
    at: "2026-12-01T10:00:00.000Z",
    runId: null,
    lastWait: 3,
    proof: proof as never,
    scopes: [],
  },
});
const endScopes = ["User.Read", "RoleManagement.ReadWrite.Directory", "User.ReadWrite.All"];

describe("callOf", () => {
  it("knows every call of the product by its template", () => {
    for (const [name, { method, path }] of Object.entries(graphCalls)) {
      const request = { method, path: `/v1.0${path.replace(/\{\w+\}/g, "1")}?$select=id` };
      expect(callOf(request)).toBe(name);
    }
  });

  it("knows no other method, longer path or other version", () => {
    for (const [method, path] of [
      ["DELETE", "/v1.0/invitations"],
      ["GET", "/v1.0/users/1/manager"],
      ["GET", "/beta/users/1"],
      ["GET", "/v1.0/organization/1"],
    ] as const)
      expect(callOf({ method, path })).toBeUndefined();
  });
});

describe("callsBeyond", () => {
  it("finds nothing where the plan has the call and the token allows it", () => {
    expect(beyond({})).toEqual([]);
    expect(beyond({ method: "GET", path: "/v1.0/users?$filter=mail eq 'x'" })).toEqual([]);
  });

  it("leaves out what the app does with its own rights", () => {
    expect(beyond({ token: "app", path: "/v1.0/users/1/sendMail" })).toEqual([]);
  });

  it("finds a call that the product does not declare", () => {
    expect(beyond({ method: "PATCH", path: "/v1.0/users/1?$x=1" })).toEqual([
      "PATCH /v1.0/users/1: no call of the product",
    ]);
  });

  it("finds a call that no step of this plan has", () => {
    expect(
      beyond({ method: "PATCH", path: "/v1.0/directory/onPremisesSynchronization/1" }),
    ).toEqual([
      "PATCH /directory/onPremisesSynchronization/{id}: in no step of the plan",
      "PATCH /directory/onPremisesSynchronization/{id}: no scope of the token allows it",
    ]);
  });

  it("goes by what was agreed, not by what was asked for", () => {
    const less = aLink({ request: aRequest({ passwordWriteback: false }) });
    const licences = { method: "GET", path: "/v1.0/subscribedSkus" };
    const narrow = planScopes(planSteps(less.request));
    expect(beyond(licences)).toEqual([]);
    expect(beyond({ ...licences, scopes: narrow }, less)).toContain(
      "GET /subscribedSkus: in no step of the plan",
    );
    expect(beyond({ scopes: [...narrow, "LicenseAssignment.Read.All"] }, less)).toEqual([
      "POST /invitations: nobody asked for LicenseAssignment.Read.All",
    ]);
  });

  it("finds a token that does not allow the call, and one that carries more than was asked for", () => {
    expect(beyond({ scopes: ["openid", "User.Read"] })).toEqual([
      "POST /invitations: no scope of the token allows it",
    ]);
    expect(beyond({ scopes: [...scopes, "Directory.ReadWrite.All"] })).toEqual([
      "POST /invitations: nobody asked for Directory.ReadWrite.All",
    ]);
  });

  it("finds a call in another directory", () => {
    expect(beyond({ tenantId: "another" })).toEqual(["POST /invitations: in another directory"]);
  });

  it("allows the calls of the end once it has begun, not before, and not those of the plan any more", () => {
    const at = "2026-12-01T10:00:01.000Z";
    expect(beyond({ ...removal, at, scopes: endScopes }, ended)).toEqual([]);
    expect(beyond({ ...removal, scopes: endScopes }, ended)).toEqual([
      "DELETE /users/{id}: in no step of the plan",
    ]);
    expect(beyond({ at }, ended)).toEqual(["POST /invitations: in no step of the plan"]);
  });

  it("counts a role that was taken back to what the end was to do", () => {
    const path = "/v1.0/roleManagement/directory/roleAssignments/a";
    const at = "2026-12-01T10:00:01.000Z";
    expect(beyond({ method: "DELETE", path, at, scopes: endScopes }, ended)).toEqual([]);
  });

  it("asks for the scopes of the end only where an end was begun", () => {
    expect(beyond({ scopes: [...scopes, "User.RevokeSessions.All"] })).toEqual([
      "POST /invitations: nobody asked for User.RevokeSessions.All",
    ]);
  });

  const decision = {
    type: "ownSubscription" as const,
    at: "2026-11-23T09:00:00.000Z",
    by: "administrator",
    consent: proof as never,
  };
  const own = aLink({ status: "notNeeded", wait: null, pastWaits: [aWait({ decision })] });

  it("lets who manages it themselves be asked for the checks and their subscriptions only", () => {
    const arm = {
      method: "GET",
      path: "/subscriptions?api-version=2022-12-01",
      scopes: ["https://management.azure.com/user_impersonation"],
    };
    const licences = { method: "GET", path: "/v1.0/subscribedSkus" };
    expect(beyond(arm, own)).toEqual([]);
    expect(beyond(arm)).toEqual(["GET /subscriptions: no call of the product"]);
    expect(beyond({ ...arm, method: "POST" }, own)).not.toEqual([]);
    expect(beyond({ ...licences, scopes: ["LicenseAssignment.Read.All"] }, own)).toEqual([]);
    expect(beyond({}, own)).toContain("POST /invitations: in no step of the plan");
  });

  it("says the same once", () => {
    const stray = seen({ tenantId: "another" });
    expect(callsBeyond([stray, stray], link)).toHaveLength(1);
  });
});
