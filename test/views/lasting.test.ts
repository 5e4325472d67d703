import type { Link } from "../../domain/link";
import type { LinkRequest } from "../../domain/request";
import { acceptPage } from "../../views/pages/acceptPage";
import { agreedPage } from "../../views/pages/agreedPage";
import { consentPage } from "../../views/pages/consentPage";
import { renewPage } from "../../views/pages/renewPage";
import { signedInPage } from "../../views/pages/signedInPage";
import { aCaller, aLink, aRequest, aWait } from "../support/aLink";
import { form, mailText, portalUrl, signOutUrl, textOf } from "./everyView";
import { aLinked, aRole, eligible, endDate, withEnd } from "./someLinks";

const caller = aCaller();
const toSignIn = (link: Link): Link => ({ ...link, wait: aWait({ n: 2, what: "signIn" }) });

/** Everything that says how long the access lasts, before and after it is given. */
const saying = (request: LinkRequest, until: Link["until"]): [string, string][] => {
  const link = aLink({ request, until });
  const given = aLinked({ request, until });
  return [
    ["the consent page", textOf(consentPage({ link, caller, form }))],
    ["the page after consent", textOf(agreedPage({ link, caller, signOutUrl }))],
    ["the accept page", textOf(acceptPage({ link: toSignIn(link), caller, form }))],
    ["the page after sign-in", textOf(signedInPage({ link, caller, portalUrl, signOutUrl }))],
    ["the second sign-in", textOf(renewPage({ link, caller, form }))],
    ["the mail askConsent", mailText("askConsent", link, caller)],
    ["the mail askSignIn", mailText("askSignIn", toSignIn(link), caller)],
    ["the mail askConfirmation", mailText("askConfirmation", link, caller)],
    ["the mail askAdministrator", mailText("askAdministrator", link, caller)],
    ["the mail linkedAdministrator", mailText("linkedAdministrator", given, caller)],
    ["the mail linkedAccount", mailText("linkedAccount", given, caller)],
  ];
};
const until = "Until Sunday, 31 January 2027, 00:00 UTC.";

describe.each(saying(aRequest(), null))("without an end date, %s", (_, text) => {
  it("says that there is none", () => {
    expect(text).toContain("There is no end date: the access stays until somebody ends it.");
  });
});

describe.each(saying(withEnd(), null))("before the directory was looked at, %s", (_, text) => {
  it("says both how it may end", () => {
    expect(text).toContain(`${until} With the licence Entra ID P2 Microsoft Entra ends the access`);
    expect(text).toContain("Without it the access stays until an administrator ends it");
    expect(text).not.toContain("no end date");
  });
});

describe.each(saying(withEnd(), { at: endDate, enforcedBy: "entra" }))(
  "where Entra ends it, %s",
  (_, text) => {
    it("says so, and nothing else", () => {
      expect(text).toContain(`${until} Microsoft Entra ends the access then.`);
      expect(text).not.toMatch(/no end date|does not end the access|Without it the access stays/);
    });
  },
);

describe.each(saying(withEnd(), { at: endDate, enforcedBy: "reminder" }))(
  "where people are only asked, %s",
  (_, text) => {
    it("does not claim that it ends by itself", () => {
      expect(text).toContain(`${until} Microsoft Entra does not end the access by itself`);
      expect(text).toContain("we ask an administrator to");
      expect(text).not.toMatch(/no end date|Microsoft Entra ends the access/);
    });
  },
);

describe("roles to be activated", () => {
  const link = aLink({ request: eligible({ accessUntil: endDate }) });

  it("are explained before anybody agrees or accepts", () => {
    for (const text of [
      textOf(consentPage({ link, caller, form })),
      textOf(acceptPage({ link: toSignIn(link), caller, form })),
      mailText("askConsent", link, caller),
      mailText("askSignIn", toSignIn(link), caller),
    ]) {
      expect(text).toContain("The account does not hold a role all the time");
      expect(text).toContain("for some hours in Privileged Identity Management");
      expect(text).toContain(`${until} Microsoft Entra ends the access then.`);
    }
  });

  it("come with the way to activate them once they are there", () => {
    const given = aLinked({ request: eligible(), roles: [aRole({ how: "eligible" })] });
    const shown = signedInPage({ link: given, caller, portalUrl, signOutUrl });
    expect(shown).toContain("Microsoft_Azure_PIMCommon/ActivationMenuBlade");
    expect(textOf(shown)).toContain("may activate its role in Contoso");
    const mail = mailText("linkedAccount", given, caller);
    expect(mail).toContain("Your account may now manage the directory Contoso");
    expect(mail).toContain("When you need it, activate it for some hours");
    expect(mail).toContain("Global Administrator (to be activated when needed)");
  });

  it("are not called a role that the account has", () => {
    const text = textOf(agreedPage({ link, caller, signOutUrl }));
    expect(text).toContain("Only then it may activate its role.");
    expect(mailText("linkedAdministrator", aLinked({ request: eligible() }), caller)).toContain(
      "may now manage (it activates its role when it needs it) Contoso",
    );
  });
});
