import type { SeenRequest } from "../../../local/sandbox/control/faults";
import { changesMade } from "../../../local/stories/changesMade";

const seen = (changes: Partial<SeenRequest>): SeenRequest => ({
  at: "2026-11-23T10:00:00.000Z",
  method: "POST",
  path: "/v1.0/invitations",
  body: null,
  token: "delegated",
  tenantId: "t",
  scopes: [],
  status: 201,
  ...changes,
});
const made = (...requests: Partial<SeenRequest>[]) =>
  changesMade({ requests: () => requests.map(seen) });

describe("changesMade", () => {
  it("says none where nothing was changed", () => {
    expect(made()).toBe("none");
    expect(made({ method: "GET", status: 200 }, { status: 429 }, { token: "app" })).toBe("none");
  });

  it("counts what was done, so that twice is seen", () => {
    const roles = "/v1.0/roleManagement/directory/roleAssignments";
    const given = { path: roles };
    const taken = { method: "DELETE", path: `${roles}/1`, status: 204 };
    expect(made({}, given, given, taken)).toBe(
      "1 × invitation, 2 × role given, 1 × role taken back",
    );
  });

  const pim = "/v1.0/roleManagement/directory";
  const body = (action: string, type: string) => ({
    action,
    scheduleInfo: { expiration: { type } },
  });

  it("tells roles that end, and those to activate, from the others", () => {
    const scheduled = `${pim}/roleAssignmentScheduleRequests`;
    const eligible = `${pim}/roleEligibilityScheduleRequests`;
    expect(
      made(
        { path: scheduled, body: body("adminAssign", "afterDateTime") },
        { path: scheduled, body: body("adminAssign", "noExpiration") },
        { path: eligible, body: body("adminAssign", "noExpiration") },
        { path: scheduled, body: { action: "adminRemove" } },
        { path: eligible, body: { action: "adminRemove" } },
      ),
    ).toBe(
      "1 × role given until a date, 1 × role given, 1 × role made eligible, 2 × role taken back",
    );
  });

  it("names what ends access, and the flag", () => {
    expect(
      made(
        { path: "/v1.0/users/1/revokeSignInSessions", status: 200 },
        { method: "DELETE", path: "/v1.0/users/1", status: 204 },
        { method: "PATCH", path: "/v1.0/directory/onPremisesSynchronization/1", status: 204 },
      ),
    ).toBe("1 × sessions ended, 1 × guest removed, 1 × flag set");
  });

  it("counts nothing that was only read or refused", () => {
    const read = { method: "GET", path: `${pim}/roleAssignmentScheduleInstances`, status: 200 };
    const refused = { method: "DELETE", path: "/v1.0/users/1", status: 403 };
    expect(made(read, refused)).toBe("none");
  });

  it("hides no change that it has no name for", () => {
    expect(made({ method: "PATCH", path: "/v1.0/users/1", status: 204 })).toBe(
      "1 × PATCH /v1.0/users/1",
    );
  });
});
