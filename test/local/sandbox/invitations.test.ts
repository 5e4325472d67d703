import { tenantIds } from "../../../local/sandbox/ids";
import { asAdministrator, expectRefusal, type Administrator } from "./support/asAdministrator";
import { guest, startBench, tenant, type Bench } from "./support/bench";
import { graph, invitation } from "./support/graph";
import { tokensFor } from "./support/tokens";

let bench: Bench;
let admin: Administrator;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => void (admin = await asAdministrator(bench)));

const paula = "partner.ops@outlook.com";
const contoso = () => tenant(bench, tenantIds.contoso);

describe("POST /invitations", () => {
  it("makes a pending guest and answers as Graph does", async () => {
    const reply = await admin.invite(paula);
    const made = guest(bench, tenantIds.contoso, paula);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      inviteRedeemUrl: expect.stringContaining("/redeem") as string,
      invitedUserEmailAddress: paula,
      invitedUserType: "Guest",
      status: "PendingAcceptance",
      sendInvitationMessage: false,
      invitedUser: { id: made.id },
    });
    expect(made).toMatchObject({
      userPrincipalName: "partner.ops_outlook.com#EXT#@contoso.onmicrosoft.com",
      displayName: "Partner operations",
      externalUserState: "PendingAcceptance",
      creationType: "Invitation",
    });
    expect(bench.sandbox.mails()).toEqual([]);
  });

  it.each([
    [
      "no address",
      { invitedUserEmailAddress: undefined },
      400,
      "Request_BadRequest",
      "invitedUserEmailAddress",
    ],
    [
      "no redirect",
      { inviteRedirectUrl: undefined },
      400,
      "Request_BadRequest",
      "inviteRedirectUrl",
    ],
    [
      "a plus-address",
      { invitedUserEmailAddress: "partner+ops@outlook.com" },
      400,
      "BadRequest",
      "not valid",
    ],
    [
      "an address that ends in a dot",
      { invitedUserEmailAddress: "partner.@outlook.com" },
      400,
      "BadRequest",
      "not valid",
    ],
    [
      "two at signs",
      { invitedUserEmailAddress: "a@b@outlook.com" },
      400,
      "BadRequest",
      "not valid",
    ],
    [
      "an address of this directory",
      { invitedUserEmailAddress: "new@contoso.com" },
      400,
      "BadRequest",
      "is a verified domain of this directory",
    ],
    [
      "Microsoft's own mail",
      { sendInvitationMessage: true },
      501,
      "NotImitated",
      "sendInvitationMessage",
    ],
    ["a member", { invitedUserType: "Member" }, 501, "NotImitated", "guest"],
    [
      "a property that Graph writes",
      { status: "Completed" },
      400,
      "Request_BadRequest",
      "read-only",
    ],
  ])("refuses %s", async (_what, change, status, code, words) => {
    await expectRefusal(bench, () => admin.invite(paula, change), [status, code, words]);
  });

  it("refuses a repeat, and names the guest who is there", async () => {
    const first = await admin.invite(paula);
    const words = `The invited user already exists in the directory as object ID: ${first.body.invitedUser.id}`;
    await expectRefusal(bench, () => admin.invite("Partner.Ops@Outlook.com"), [
      400,
      "BadRequest",
      words,
    ]);
  });

  it("follows the tenant's setting who may invite", async () => {
    const uwe = async () => (await tokensFor(bench, "uwe")).access_token;
    const grant = contoso().grants.find((one) => one.consentType === "AllPrincipals");
    if (grant) grant.scope += " User.Invite.All";
    const token = await uwe();
    const asUwe = () =>
      graph(bench, "/invitations", { token, method: "POST", body: invitation(paula) });
    const refused: [number, string, string] = [
      403,
      "Authorization_RequestDenied",
      "Guest invitations not allowed for your company",
    ];
    contoso().allowInvitesFrom = "none";
    await expectRefusal(bench, () => admin.invite(paula), refused);
    contoso().allowInvitesFrom = "adminsAndGuestInviters";
    await expectRefusal(bench, asUwe, refused);
    contoso().allowInvitesFrom = "adminsGuestInvitersAndAllMembers";
    expect((await asUwe()).status).toBe(201);
  });

  it("leaves the fresh guest unfound for a while", async () => {
    bench.sandbox.facts.settings.freshGuestDelayMs = 30_000;
    const { id } = (await admin.invite(paula)).body.invitedUser;
    expect((await admin.get(`/users/${id}`)).body.error.code).toBe("Request_ResourceNotFound");
    expect((await admin.findByAddress(paula)).body.value).toEqual([]);
    await expectRefusal(bench, () => admin.assign(id), [404, "Request_ResourceNotFound", id]);
    await expectRefusal(bench, () => admin.invite(paula), [400, "BadRequest", "already exists"]);
    bench.sandbox.setClock(30_000);
    expect((await admin.get(`/users/${id}`)).status).toBe(200);
    expect((await admin.findByAddress(paula)).body.value).toEqual([
      { id, mail: paula, userType: "Guest" },
    ]);
    expect((await admin.assign(id)).status).toBe(201);
  });
});
