import { tenantIds } from "../../../local/sandbox/ids";
import { asAdministrator, expectRefusal, type Administrator } from "./support/asAdministrator";
import { answerOf, guest, startBench, tenant, unchanged, type Bench } from "./support/bench";
import { signIn } from "./support/signIn";

let bench: Bench;
let admin: Administrator;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => void (admin = await asAdministrator(bench)));

const paula = "partner.ops@outlook.com";
const contoso = () => tenant(bench, tenantIds.contoso);

describe("an invitation is refused", () => {
  it("for a domain that the directory's list keeps out", async () => {
    contoso().blockedInviteDomains.push("Outlook.com");
    await expectRefusal(bench, () => admin.invite(paula), [
      400,
      "BadRequest",
      "blocked by the directory's allow or deny list",
    ]);
    expect((await admin.invite("wanda@partner.example")).status).toBe(201);
  });

  it("for a domain that cross-tenant access settings keep out", async () => {
    contoso().crossTenantBlocks.push("partner.example");
    await expectRefusal(bench, () => admin.invite("wanda@partner.example"), [
      403,
      "Authorization_RequestDenied",
      "This invitation is blocked by cross-tenant access settings. Admins in both your organization and the invited user's organization must configure cross-tenant access settings to allow the invitation.",
    ]);
    expect((await admin.invite(paula)).status).toBe(201);
  });

  it("for a guest who is there and blocked from signing in", async () => {
    await admin.invite(paula);
    const there = guest(bench, tenantIds.contoso, paula);
    there.accountEnabled = false;
    await expectRefusal(bench, () => admin.invite(paula), [
      400,
      "BadRequest",
      `The invited user already exists in the directory as object ID: ${there.id}, but the account is blocked from signing in.`,
    ]);
  });

  it("for an address that is only a proxy address of somebody", async () => {
    const uwe = contoso().users[1];
    uwe?.proxyAddresses.push(`smtp:${paula}`);
    await expectRefusal(bench, () => admin.invite(paula), [
      400,
      "Request_BadRequest",
      "proxyAddresses",
    ]);
    uwe?.otherMails.push(paula);
    await expectRefusal(bench, () => admin.invite(paula), [
      400,
      "BadRequest",
      `already exists in the directory as object ID: ${uwe?.id ?? ""}`,
    ]);
  });

  it("for an address that is somebody's user principal name", async () => {
    const uwe = contoso().users[1];
    if (!uwe) throw new Error("No Uwe.");
    Object.assign(uwe, { userPrincipalName: paula, mail: null, proxyAddresses: [] });
    await expectRefusal(bench, () => admin.invite(paula), [400, "BadRequest", uwe.id]);
  });
});

describe("a pending guest", () => {
  it.each(["blockedInviteDomains", "crossTenantBlocks"] as const)(
    "cannot accept any more after %s names their domain",
    async (list) => {
      await admin.invite(paula);
      contoso()[list].push("outlook.com");
      const page = await unchanged(bench, () => signIn(bench, "paula"));
      expect(answerOf(page)).toMatchObject({ error: "access_denied", state: "some-state" });
      expect(answerOf(page)["error_description"]).toContain("AADSTS500213");
      expect(guest(bench, tenantIds.contoso, paula).externalUserState).toBe("PendingAcceptance");
      contoso()[list].length = 0;
      expect(answerOf(await signIn(bench, "paula"))).toHaveProperty("code");
    },
  );

  it("who accepted before goes on signing in", async () => {
    await admin.invite(paula);
    await signIn(bench, "paula");
    contoso().blockedInviteDomains.push("outlook.com");
    expect(answerOf(await signIn(bench, "paula"))).toHaveProperty("code");
  });
});
