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

  it("hides no change that it has no name for", () => {
    expect(made({ method: "PATCH", path: "/v1.0/users/1", status: 204 })).toBe(
      "1 × PATCH /v1.0/users/1",
    );
  });
});
