import { acceptPage } from "../../views/pages/acceptPage";
import { signedInPage } from "../../views/pages/signedInPage";
import { aCaller, aLink, aWait } from "../support/aLink";
import { form, portalUrl, signOutUrl, textOf } from "./everyView";

const caller = aCaller();
const link = aLink({ status: "awaitingSignIn", wait: aWait({ n: 2, what: "signIn" }) });

describe("the accept page", () => {
  const page = acceptPage({ link, caller, form });
  it("says which directory, by whom, which role and with which account", () => {
    const text = textOf(page);
    expect(text).toContain("Northwind Helpdesk (northwind.example)");
    expect(text).toContain("Contoso contoso.onmicrosoft.com");
    expect(text).toContain("Global Administrator Whoever holds it can do everything");
    expect(text).toContain("Use partner.ops@outlook.com. If Microsoft offers you another account");
    expect(text).toContain("Close this page and ignore the mail");
  });
  it("posts to /accept", () => {
    expect(page).toMatch(
      /<form method="post" action="\/accept">[^]*name="id"[^]*name="csrf"[^]*value="continue"/,
    );
  });
  it("does not tell the account holder the administrator's address", () => {
    expect(page).not.toContain(link.request.administrator.email);
  });
});

describe("the page after sign-in", () => {
  it("does not claim that the role is there, and leads to this directory", () => {
    const page = signedInPage({ link, caller, portalUrl, signOutUrl });
    expect(textOf(page)).toContain("is now being given its role");
    expect(textOf(page)).toContain("up to 15 minutes");
    expect(textOf(page)).toContain("sign out of Microsoft and in again once");
    expect(page).toContain(`href="${portalUrl}"`);
  });
});
