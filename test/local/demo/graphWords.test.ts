import type { SeenRequest } from "../../../local/sandbox/control/faults";
import { globalAdministrator } from "../../../local/sandbox/roles";
import { graphLine, isNotVisibleYet } from "../../../local/timeline/graphWords";

const seen = (changes: Partial<SeenRequest>): SeenRequest => ({
  at: "2026-11-23T10:00:00.000Z",
  method: "GET",
  path: "/v1.0/organization",
  body: null,
  token: "delegated",
  tenantId: "t",
  scopes: [],
  status: 200,
  ...changes,
});

describe("graphLine", () => {
  it("shows what was changed apart from what was only read", () => {
    const invited = seen({
      method: "POST",
      path: "/v1.0/invitations",
      body: { invitedUserEmailAddress: "a@b.example" },
      status: 201,
    });
    expect(graphLine(invited, "Contoso")).toEqual({
      kind: "change",
      who: "app → Contoso",
      words: "invites a@b.example as guest",
    });
    expect(graphLine(seen({}), "Contoso").kind).toBe("directory");
  });

  it("names the role that is given", () => {
    const path = "/v1.0/roleManagement/directory/roleAssignments";
    const body = { roleDefinitionId: globalAdministrator };
    expect(graphLine(seen({ method: "POST", path, body, status: 201 }), "Contoso").words).toBe(
      "gives the guest the role Global Administrator",
    );
  });

  const pim = "/v1.0/roleManagement/directory";
  const role = { roleDefinitionId: globalAdministrator };
  const until = {
    expiration: { type: "afterDateTime", endDateTime: "2026-11-30T10:00:00Z" },
  };
  it.each<[string, Partial<SeenRequest>]>([
    [
      "gives the guest the role Global Administrator until Mon 30 Nov, 10:00 UTC",
      {
        method: "POST",
        path: `${pim}/roleAssignmentScheduleRequests`,
        body: { ...role, action: "adminAssign", scheduleInfo: until },
      },
    ],
    [
      "takes the role Global Administrator back",
      {
        method: "POST",
        path: `${pim}/roleAssignmentScheduleRequests`,
        body: { ...role, action: "adminRemove" },
      },
    ],
    [
      "lets the guest activate the role Global Administrator",
      {
        method: "POST",
        path: `${pim}/roleEligibilityScheduleRequests`,
        body: { ...role, action: "adminAssign", scheduleInfo: until },
      },
    ],
    [
      "ends that the guest may activate the role Global Administrator",
      {
        method: "POST",
        path: `${pim}/roleEligibilityScheduleRequests`,
        body: { ...role, action: "adminRemove" },
      },
    ],
    [
      "ends the sessions of the guest",
      { method: "POST", path: "/v1.0/users/1/revokeSignInSessions" },
    ],
    ["removes the guest", { method: "DELETE", path: "/v1.0/users/1", status: 204 }],
    [
      "sets the write-back flag",
      { method: "PATCH", path: "/v1.0/directory/onPremisesSynchronization/1", status: 204 },
    ],
  ])("says of a change: %s", (words, request) => {
    expect(graphLine(seen(request), "Contoso")).toMatchObject({ kind: "change", words });
  });

  it.each<[string, string]>([
    ["checks who may invite guests", "/v1.0/policies/authorizationPolicy?$select=id"],
    [
      "lists the roles of the guest with their end dates",
      `${pim}/roleAssignmentScheduleInstances?$filter=x`,
    ],
    [
      "lists the roles that the guest may activate",
      `${pim}/roleEligibilityScheduleInstances?$filter=x`,
    ],
    ["looks for Azure subscriptions of the administrator", "/subscriptions?api-version=2022-12-01"],
  ])("says of a look: %s", (words, path) => {
    expect(graphLine(seen({ path }), "Contoso")).toMatchObject({ kind: "directory", words });
  });

  it("calls it wrong when the guest to remove is not there", () => {
    const request = seen({ method: "DELETE", path: "/v1.0/users/1", status: 404 });
    expect(isNotVisibleYet(request)).toBe(false);
    expect(graphLine(request, "C").words).toBe("removes the guest: refused with 404");
  });

  it("does not call a fresh guest an error", () => {
    const request = seen({ path: "/v1.0/users/1?$select=id", status: 404 });
    expect(isNotVisibleYet(request)).toBe(true);
    expect(graphLine(request, "Contoso")).toMatchObject({ kind: "directory" });
    expect(graphLine(request, "Contoso").words).toContain("not visible yet");
  });

  it("does not call it an error that a directory without Entra ID P2 knows no eligible roles", () => {
    const path = `${pim}/roleEligibilityScheduleInstances?$filter=x`;
    const line = graphLine(seen({ path, status: 400 }), "Contoso");
    expect(line).toMatchObject({ kind: "directory" });
    expect(line.words).toContain("Entra ID P2");
    const making = { method: "POST", path: `${pim}/roleEligibilityScheduleRequests`, status: 400 };
    expect(graphLine(seen(making), "Contoso")).toMatchObject({ kind: "wrong" });
  });

  it.each([429, 503])("says that Microsoft is busy, by %d", (status) => {
    const line = graphLine(seen({ method: "POST", path: "/v1.0/invitations", status }), "C");
    expect(line).toMatchObject({ kind: "wrong" });
    expect(line.words).toContain(`: not now, Microsoft is busy (${String(status)})`);
  });

  it("says that a call was refused", () => {
    expect(
      graphLine(seen({ method: "POST", path: "/v1.0/invitations", status: 403 }), "C"),
    ).toEqual({ kind: "wrong", who: "app → C", words: "invites ? as guest: refused with 403" });
  });

  it("shows a call that it has no words for as it is", () => {
    const words = graphLine(seen({ path: "/v1.0/groups?$top=1" }), "Contoso").words;
    expect(words).toBe("calls GET /groups?$top=1");
  });

  it("shows a mail with its subject and its reader", () => {
    const toRecipients = [{ emailAddress: { address: "a@b.example" } }];
    const request = seen({
      method: "POST",
      path: "/v1.0/users/links%40fabrikam.example/sendMail",
      body: { message: { subject: "Your decision", toRecipients } },
      status: 202,
    });
    expect(graphLine(request, "Fabrikam")).toEqual({
      kind: "mail",
      who: "mail",
      words: "to a@b.example: “Your decision”",
    });
  });
});
