import { tenantIds } from "../../../local/sandbox/ids";
import { createPerson, type SandboxPerson, type SeenPage } from "../../../local/sandbox/person";
import type { SignInAnswers } from "../../../local/sandbox/person/answerSignInPage";
import { answerOf, startBench, tenant, unchanged, type Bench } from "./support/bench";
import {
  adminConsentUrl,
  authorizeUrl,
  giveAdminConsent,
  signIn,
  type Asked,
} from "./support/signIn";
import { codeFields, requestToken, tokensFor } from "./support/tokens";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const contoso = () => tenant(bench, tenantIds.contoso);

describe("a person's own consent", () => {
  it("adds up, and makes the enterprise application", async () => {
    await signIn(bench, "grace", { scope: "openid User.Read" });
    await signIn(bench, "grace", { scope: "openid User.Invite.All" });
    expect(contoso().servicePrincipals).toHaveLength(1);
    expect(contoso().grants).toMatchObject([
      {
        consentType: "Principal",
        principalId: contoso().users[0]?.id,
        scope: "openid User.Read User.Invite.All",
      },
    ]);
  });

  it("covers what was granted before: the token answers with all of it", async () => {
    await signIn(bench, "grace", { scope: "openid User.Invite.All" });
    const { scope } = await tokensFor(bench, "grace", { scope: "openid User.Read" });
    expect(scope.split(" ").sort()).toEqual(["User.Invite.All", "User.Read", "openid"]);
  });

  it("is always asked for with prompt=consent", async () => {
    await giveAdminConsent(bench, "grace");
    const page = await signIn(bench, "grace", {
      query: { prompt: "consent" },
      answers: { stopAt: "consent" },
    });
    expect(page.body).toContain("Permissions requested");
    expect(page.body).toContain("<li>User.Read</li>");
  });

  it("can be refused", async () => {
    const page = await unchanged(bench, () =>
      signIn(bench, "grace", { answers: { cancel: "consent" } }),
    );
    expect(answerOf(page)).toMatchObject({
      error: "access_denied",
      error_subcode: "cancel",
      state: "some-state",
    });
  });

  it("is given by an ordinary user for a basic permission, where the tenant lets them", async () => {
    expect(answerOf(await signIn(bench, "uwe"))).toHaveProperty("code");
  });

  it("is not given by an ordinary user where the tenant forbids it", async () => {
    contoso().usersMayConsent = false;
    const page = await unchanged(bench, () => signIn(bench, "uwe"));
    expect(answerOf(page)).toMatchObject({ error: "access_denied", error_subcode: "cancel" });
  });

  it("is not given by an ordinary user for an administrator's permission", async () => {
    const asked = { scope: "openid User.Read.All", query: { prompt: "consent" } };
    const stopped = await signIn(bench, "uwe", { ...asked, answers: { stopAt: "approval" } });
    expect(stopped.body).toContain("Need admin approval");
    const page = await unchanged(bench, () => signIn(bench, "uwe", asked));
    expect(answerOf(page)).toMatchObject({ error: "access_denied", error_subcode: "cancel" });
  });

  it("is not given by posting Accept where no page offered it", async () => {
    const person = createPerson(bench.sandbox, "uwe");
    const page = await stopAtApproval(person, { scope: "openid User.Read.All" });
    const form = page.forms[0];
    if (!form) throw new Error("No form.");
    const forged = {
      ...form,
      fields: form.fields.map(
        ([name, value]) => [name, name === "step" ? "consent" : value] as const,
      ),
    };
    const accept = {
      ...forged,
      buttons: [{ name: "decision", value: "accept", text: "", attributes: {} }],
    };
    const after = await unchanged(bench, () => person.submit(accept, { button: "accept" }));
    expect(after.body).toContain("Need admin approval");
  });

  it("no longer counts when the administrator's role has ended", async () => {
    for (const one of contoso().roleAssignments) one.endsAt = new Date(0).toISOString();
    const page = await unchanged(bench, () =>
      signIn(bench, "grace", { scope: "openid User.Invite.All" }),
    );
    expect(answerOf(page)).toMatchObject({ error: "access_denied" });
  });
});

async function stopAtApproval(person: SandboxPerson, asked: Asked): Promise<SeenPage> {
  await person.visit(authorizeUrl(bench, asked));
  return person.signIn({ stopAt: "approval" });
}

describe("tenant-wide consent", () => {
  const consent = async (personId: string, asked: Asked & { answers?: SignInAnswers } = {}) => {
    const person = createPerson(bench.sandbox, personId);
    await person.visit(adminConsentUrl(bench, asked));
    return person.signIn(asked.answers);
  };

  it("makes the enterprise application and a grant for everybody", async () => {
    const page = await consent("grace");
    expect(answerOf(page)).toEqual({
      admin_consent: "True",
      tenant: tenantIds.contoso,
      scope: "openid profile https://graph.microsoft.com/User.Read",
      state: "some-state",
    });
    expect(contoso().grants).toMatchObject([
      {
        clientId: contoso().servicePrincipals[0]?.id,
        consentType: "AllPrincipals",
        principalId: null,
        scope: "openid profile User.Read",
      },
    ]);
    contoso().usersMayConsent = false;
    expect((await requestToken(bench, codeFields(bench, await signIn(bench, "uwe")))).status).toBe(
      200,
    );
  });

  it("takes the place of the tenant-wide consent before, and leaves people's own", async () => {
    await consent("grace", { scope: "openid profile User.Read User.Read.All" });
    await signIn(bench, "grace", { scope: "openid User.Invite.All" });
    await consent("grace");
    expect(
      contoso()
        .grants.map((grant) => grant.scope)
        .sort(),
    ).toEqual(["openid User.Invite.All", "openid profile User.Read"]);
  });

  it("says admin_consent=True in a refusal too", async () => {
    const page = await unchanged(bench, () => consent("grace", { answers: { cancel: "consent" } }));
    expect(page.url).toContain(`${bench.appUrl}/consent/callback`);
    expect(answerOf(page)).toMatchObject({
      admin_consent: "True",
      error: "consent_required",
      state: "some-state",
    });
    expect(answerOf(page)["error_description"]).toContain("AADSTS65004");
  });

  it("is not given by an ordinary user", async () => {
    const page = await unchanged(bench, () => consent("uwe"));
    expect(answerOf(page)).toMatchObject({
      admin_consent: "True",
      error: "access_denied",
      error_subcode: "cancel",
    });
  });

  it.each<[string, Asked, string]>([
    ["common instead of a tenant", { tenantId: "common" }, "AADSTS90130"],
    [
      "an unregistered redirect URI",
      { query: { redirect_uri: "https://evil.example/" } },
      "AADSTS50011",
    ],
  ])("shows a page and redirects nowhere for %s", async (_what, asked, code) => {
    const page = await unchanged(bench, () => consent("grace", asked));
    expect([page.status, page.hops.length]).toEqual([400, 1]);
    expect(page.body).toContain(code);
  });

  it("needs the scopes", async () => {
    const page = await unchanged(bench, () => consent("grace", { query: { scope: undefined } }));
    expect(answerOf(page)).toMatchObject({ error: "invalid_request", admin_consent: "True" });
  });

  it("keeps an administrator of another directory out", async () => {
    const page = await unchanged(bench, () => consent("lena"));
    expect(page.body).toContain("AADSTS50020");
  });
});
