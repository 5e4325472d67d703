import { graphCalls } from "../../domain/graphCalls";
import { consentPage } from "../../views/pages/consentPage";
import { aCaller, aLink, aRequest, aTenant } from "../support/aLink";
import { form, textOf } from "./everyView";

const link = aLink();
const page = consentPage({ link, caller: aCaller(), form, appId: "app-id-1" });
const text = textOf(page);

describe("the consent page", () => {
  it("says who asks, for what directory, for which account and until when", () => {
    for (const fact of [
      "Northwind Helpdesk (northwind.example)",
      "CHG-4711",
      "Contoso",
      "contoso.onmicrosoft.com",
      `Tenant id ${aTenant}`,
      "partner.ops@outlook.com",
      "a personal Microsoft account",
      "Sunday, 29 November 2026, 10:00 UTC",
      "no end date",
    ])
      expect(text).toContain(fact);
  });

  it("quotes the caller's words and says whose they are", () => {
    expect(text).toContain("“Turn on password write-back” In the words of Northwind Helpdesk");
    expect(text).toContain("Northwind Helpdesk calls it “Partner operations”");
  });

  it("shows every step of the plan and what the role allows", () => {
    for (const step of link.plan?.steps ?? []) expect(text).toContain(step.words);
    expect(text).toContain("can do everything in this directory");
  });

  it("warns that a Global Administrator can take over all Azure subscriptions", () => {
    expect(text).toContain("all Azure subscriptions of this directory");
    expect(text).toContain("Microsoft names smaller roles: Hybrid Identity Administrator");
  });

  it("does not warn of what smaller roles cannot do", () => {
    const smaller = aLink({ request: aRequest({ access: "passwordWriteback" }) });
    expect(consentPage({ link: smaller, caller: aCaller(), form })).not.toContain(
      "all Azure subscriptions",
    );
  });

  it("warns that whoever can give every role can take the highest", () => {
    const request = aRequest({ access: { roles: ["Privileged Role Administrator"] } });
    const body = textOf(consentPage({ link: aLink({ request }), caller: aCaller(), form }));
    expect(body).toContain("It can make itself Global Administrator");
  });

  it("names every permission with its reason, and the session that is kept", () => {
    for (const scope of [...(link.plan?.scopes ?? []), "openid", "profile", "offline_access"])
      expect(page).toContain(`<code>${scope}</code>`);
    for (const name of link.plan?.steps.flatMap((step) => step.calls) ?? [])
      expect(text).toContain(graphCalls[name].why);
    expect(text).toMatch(
      /sealed \(encrypted\), at most until the deadlines .* deleted when the request ends/,
    );
  });

  it("tells of both pages of Microsoft, the app's id and a second sign-in", () => {
    expect(text).toContain("A first, small page asks for your whole organisation");
    expect(text).toContain("must be app-id-1");
    expect(text).toContain("sign in a second time");
  });

  it("says what stays and where to remove it", () => {
    expect(text).toMatch(/The guest account.*Its role.*The enterprise application/);
    expect(page).toContain(
      `https://entra.microsoft.com/${aTenant}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
    );
  });

  it("tells whoever did not expect it to ask in another way", () => {
    expect(text).toContain("Do not continue. Ask Northwind Helpdesk in a way you already know");
  });

  it("has its five answers, continue first, each with id and anti-forgery token", () => {
    const forms = page.match(/<form method="post" action="\/consent">[^]*?<\/form>/g) ?? [];
    expect(forms).toHaveLength(5);
    for (const one of forms) {
      expect(one).toContain('name="id" value="attempt-1"');
      expect(one).toContain('name="csrf" value="csrf-1"');
    }
    expect(forms[0]).toContain('name="action" value="continue"');
    expect(forms[1]).toMatch(/maxlength="200"[^]*value="decline"/);
    expect(forms[2]).toContain('value="ownSubscription"');
    expect(forms[3]).toMatch(/type="email"[^]*value="forward"/);
    expect(forms[4]).toContain('value="notMe"');
  });

  it("shows no address of the administrator, who may have been passed on the mail", () => {
    expect(text).not.toContain(link.request.administrator.email);
  });

  it("still says something when the caller is no longer registered", () => {
    const body = textOf(consentPage({ link, caller: undefined, form }));
    expect(body).toContain("An organisation that is no longer registered with us");
  });
});
