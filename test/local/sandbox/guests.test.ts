import { decodeJwt } from "jose";
import { tenantIds } from "../../../local/sandbox/ids";
import { answerOf, guest, startBench, unchanged, type Bench } from "./support/bench";
import { graph, invitation, planScopes } from "./support/graph";
import { giveAdminConsent, signIn } from "./support/signIn";
import { tokensFor } from "./support/tokens";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  await giveAdminConsent(bench, "grace");
});

async function inviteGuest(address: string): Promise<void> {
  const { access_token: token } = await tokensFor(bench, "grace", { scope: planScopes });
  const { status } = await graph(bench, "/invitations", {
    token,
    method: "POST",
    body: invitation(address),
  });
  expect(status).toBe(201);
}

describe("redeeming an invitation", () => {
  it("asks a personal account at its first sign-in to the directory, then never again", async () => {
    await inviteGuest("partner.ops@outlook.com");
    const stopped = await signIn(bench, "paula", { answers: { stopAt: "redeem" } });
    expect(stopped.body).toContain("Review permissions");
    expect(guest(bench, tenantIds.contoso, "partner.ops@outlook.com").externalUserState).toBe(
      "PendingAcceptance",
    );

    const claims = decodeJwt((await tokensFor(bench, "paula")).id_token);
    const redeemed = guest(bench, tenantIds.contoso, "partner.ops@outlook.com");
    expect(claims).toMatchObject({
      oid: redeemed.id,
      tid: tenantIds.contoso,
      idp: "live.com",
      preferred_username: "partner.ops@outlook.com",
      wids: ["13bd1c72-6f4a-4dcf-985f-18d3b80f208a"],
    });
    expect(redeemed).toMatchObject({
      externalUserState: "Accepted",
      personId: "paula",
      userType: "Guest",
    });
    expect(redeemed.identities[0]).toEqual({
      signInType: "federated",
      issuer: "MicrosoftAccount",
      issuerAssignedId: null,
    });
    expect(
      answerOf(await signIn(bench, "paula", { answers: { stopAt: "redeem" } })),
    ).toHaveProperty("code");
  });

  it("tells a work account by its home tenant", async () => {
    await inviteGuest("Wanda@partner.example");
    const claims = decodeJwt((await tokensFor(bench, "wanda")).id_token);
    expect(claims["idp"]).toBe(`https://sts.windows.net/${tenantIds.partner}/`);
    expect(guest(bench, tenantIds.contoso, "Wanda@partner.example").identities[0]?.issuer).toBe(
      "ExternalAzureAD",
    );
  });

  it("notes when it happened", async () => {
    await inviteGuest("partner.ops@outlook.com");
    bench.sandbox.setClock(5 * 86_400_000);
    await signIn(bench, "paula");
    const { createdDateTime, externalUserStateChangeDateTime } = guest(
      bench,
      tenantIds.contoso,
      "partner.ops@outlook.com",
    );
    const passed = Date.parse(externalUserStateChangeDateTime ?? "") - Date.parse(createdDateTime);
    expect(Math.round(passed / 86_400_000)).toBe(5);
  });

  it("can be cancelled", async () => {
    await inviteGuest("partner.ops@outlook.com");
    const page = await unchanged(bench, () =>
      signIn(bench, "paula", { answers: { cancel: "redeem" } }),
    );
    expect(answerOf(page)).toMatchObject({ error: "access_denied", error_subcode: "cancel" });
  });

  it("is not for another outside account", async () => {
    await inviteGuest("partner.ops@outlook.com");
    const page = await unchanged(bench, () => signIn(bench, "wanda"));
    expect(page.body).toContain("AADSTS50020");
  });

  it("is not for an account that nobody invited", async () => {
    const page = await unchanged(bench, () => signIn(bench, "paula"));
    expect([page.status, page.body.includes("AADSTS50020")]).toEqual([400, true]);
  });
});

describe("ID token", () => {
  it("has no wids where the registration does not ask for them", async () => {
    bench.sandbox.facts.application.groupMembershipClaims = null;
    expect(decodeJwt((await tokensFor(bench, "grace")).id_token)).not.toHaveProperty("wids");
  });

  it("shows an ordinary member the member's role only", async () => {
    const claims = decodeJwt((await tokensFor(bench, "uwe")).id_token);
    expect(claims["wids"]).toEqual(["b79fbf4d-3ef9-4689-8143-76b194e85509"]);
    expect(claims).not.toHaveProperty("idp");
    expect(claims).not.toHaveProperty("email");
  });

  it("keeps one subject per person and application", async () => {
    const [first, second] = [await tokensFor(bench, "uwe"), await tokensFor(bench, "uwe")].map(
      (one) => decodeJwt(one.id_token).sub,
    );
    expect(first).toBe(second);
  });
});
