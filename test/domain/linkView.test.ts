import { linkView } from "../../domain/linkView";
import { objectId, roleTemplateId, tenantId } from "../../domain/ids";
import { whatToDo } from "../../domain/whatToDo";
import { aLink, aRequest, aTenant, aWait } from "../support/aLink";
import { anAccount, aRoleOf } from "../support/fakesStages";

const anObject = objectId.parse("5e0f0000-0000-4000-8000-00000000000a");
const at = "2026-11-22T10:00:00.000Z";

describe("a link as the API shows it", () => {
  it("has everything that the contract's example has", () => {
    const link = aLink();
    expect(linkView(link)).toMatchObject({
      id: link.id,
      status: "awaitingConsent",
      outcome: null,
      waitingOn: "administrator",
      since: link.since,
      nextReminderAt: "2026-11-24T17:00:00.000Z",
      expiresAt: "2026-11-29T10:00:00.000Z",
      nextAction: "The administrator opens the mailed link and decides",
      directory: { domain: "contoso.onmicrosoft.com", tenantId: aTenant, name: "Contoso" },
      administrator: { email: "admin@contoso.onmicrosoft.com", consentedBy: null },
      account: { email: "partner.ops@outlook.com", objectId: null },
      access: {
        roles: [
          {
            name: "Global Administrator",
            templateId: "62e90394-69f5-4237-9190-012177145e10",
            state: "planned",
          },
        ],
        until: null,
      },
      passwordWriteback: { state: "planned", checks: [] },
      plan: { hash: link.plan?.hash, steps: link.plan?.steps.map((step) => step.words) },
      ticket: { id: "CHG-4711" },
      createdAt: link.createdAt,
      updatedAt: link.updatedAt,
      version: 3,
    });
  });

  it("has those keys also before anything is known", () => {
    const link = aLink({ directory: null, plan: null, wait: null, status: "requested" });
    expect(linkView({ ...link, request: { ...link.request, ticket: undefined } })).toMatchObject({
      nextReminderAt: null,
      expiresAt: null,
      directory: { domain: "contoso.onmicrosoft.com", tenantId: null, name: null },
      plan: null,
      ticket: null,
      waitingOn: "directory",
    });
  });

  it("tells who consented and whose account it is", () => {
    const person = { tenantId: tenantId.parse(aTenant), objectId: anObject, name: "Grace Adler" };
    const view = linkView(
      aLink({
        consent: { person, at, sessionId: "session-1" },
        account: anAccount({
          inviteIntentAt: at,
          objectId: anObject,
          signedInAt: at,
          kind: "microsoft",
        }),
      }),
    );
    expect(view.administrator.consentedBy).toEqual({ ...person, at });
    expect(view.account).toEqual({
      email: "partner.ops@outlook.com",
      objectId: anObject,
      signedInAt: at,
      kind: "microsoft",
    });
  });

  it("counts the reminders that went out, and names none after the last", () => {
    const next = (reminded: number) =>
      linkView(aLink({ wait: aWait({ reminded }) })).nextReminderAt;
    expect(next(1)).toBe("2026-11-27T01:00:00.000Z");
    expect(next(3)).toBeNull();
  });

  it("shows each role by name with how far it is", () => {
    const templateId = roleTemplateId.parse("f2ef992c-3afb-46b9-b7cf-a126ee74c451");
    const request = aRequest({ access: { roles: ["Global Reader", "Guest Inviter"] } });
    const view = linkView(
      aLink({ request, roles: [aRoleOf({ templateId, state: "assigned", assignmentId: "a" })] }),
    );
    expect(view.access.roles.map(({ name, state }) => [name, state])).toEqual([
      ["Global Reader", "assigned"],
      ["Guest Inviter", "planned"],
    ]);
  });

  it("says why it is parked and what may be done", () => {
    const parked = {
      code: "account_already_in_directory" as const,
      step: "inviteAccount",
      at,
      from: "preparing" as const,
      evidence: "object 7 has the address",
    };
    const wait = aWait({ what: "operator" });
    expect(linkView(aLink({ status: "needsOperator", wait, parked })).parked).toEqual({
      code: "account_already_in_directory",
      meaning: "an account with this address is already in the directory",
      whatToDo: whatToDo(parked),
      step: "inviteAccount",
      evidence: "object 7 has the address",
      since: at,
      until: "2026-11-29T10:00:00.000Z",
      allowedActions: ["cancel", "retry", "extend"],
    });
  });

  it("says why it failed, or with which words it was declined", () => {
    expect(linkView(aLink({ failure: "directory_not_found" })).failure).toEqual({
      code: "directory_not_found",
      meaning: "no directory has this domain",
    });
    const declined = (reason?: string) =>
      linkView(
        aLink({
          wait: null,
          pastWaits: [
            aWait({
              decision: {
                type: "declined",
                at,
                by: "administrator",
                ...(reason ? { reason } : {}),
              },
            }),
          ],
        }),
      ).declined;
    expect(declined("Not ours")).toEqual({ reason: "Not ours" });
    expect(declined()).toEqual({ reason: null });
    expect(linkView(aLink()).declined).toBeNull();
  });

  it("shows nothing that opens a door: no token hash, key id, session or run", () => {
    const link = aLink({
      runId: "run-secret",
      wait: aWait({ tokenHash: "token-hash-secret", kid: "kid-secret" }),
      consent: {
        person: { tenantId: tenantId.parse(aTenant), objectId: anObject, name: "Grace" },
        at,
        sessionId: "session-secret",
      },
    });
    expect(JSON.stringify(linkView(link))).not.toMatch(/secret/);
  });
});
