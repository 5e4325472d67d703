import type { Link } from "../../domain/link";
import type { Decision } from "../../domain/wait";
import { agreedPage } from "../../views/pages/agreedPage";
import { confirmPage } from "../../views/pages/confirmPage";
import { notNeededPage } from "../../views/pages/notNeededPage";
import { aCaller, aLink, aRequest, aWait } from "../support/aLink";
import { form, signOutUrl, textOf, urlsOf, withFound } from "./everyView";

const caller = aCaller();
const at = "2026-11-23T10:00:00.000Z";
const agreed = (overrides: Partial<Link>): string =>
  textOf(agreedPage({ link: aLink(overrides), caller, signOutUrl }));

describe("the page after consent", () => {
  it("says what was agreed, what comes next, and offers to sign out", () => {
    const page = agreedPage({ link: aLink({ status: "awaitingSignIn" }), caller, signOutUrl });
    expect(textOf(page)).toContain("You agreed that partner.ops@outlook.com may manage Contoso");
    expect(textOf(page)).toContain("You can close this page");
    expect(page).toContain(`href="${signOutUrl}"`);
  });

  it.each(["awaitingConsent", "preparing"] as const)(
    "says while it is %s that the directory is being looked at and the page renews itself",
    (status) => {
      const text = agreed({ status });
      expect(text).toContain("The directory is being looked at now, before anything is changed");
      expect(text).toContain("This page renews itself");
      expect(text).not.toContain("You can close this page");
    },
  );

  it("then shows what was seen before anything was changed", () => {
    const warnings = [{ code: "sync_stale", words: "The last synchronisation was 9 hours ago" }];
    const text = agreed({ status: "awaitingSignIn", preflight: { at, warnings } });
    expect(text).toContain("What we saw before anything was changed");
    expect(text).toContain("The last synchronisation was 9 hours ago");
    expect(text).not.toMatch(/Nothing stood in the way|renews itself/);
  });

  it("or that nothing stood in the way", () => {
    const text = agreed({ status: "preparing", preflight: { at, warnings: [] } });
    expect(text).toContain("Nothing stood in the way.");
  });

  it("claims no look at the directory for a link that was made without one", () => {
    expect(agreed({ status: "awaitingSignIn" })).not.toMatch(/What we s(ee|aw)/);
  });

  it("does not say that an account is invited which was there before", () => {
    const link = withFound(aLink({ status: "awaitingSignIn" }), "Partner");
    const text = textOf(agreedPage({ link, caller, signOutUrl }));
    expect(text).toContain("was in your directory before");
    expect(text).not.toContain("is invited as a guest");
  });
});

describe("the account that was found", () => {
  const show = (proven: boolean, isOwnAddress = true): string =>
    confirmPage({ link: withFound(aLink(), "Global Reader", isOwnAddress), caller, form, proven });

  it("is confirmed with one press right after the administrator proved who they are", () => {
    const page = show(true);
    expect(page).toMatch(/value="continue"[^>]*>\s*Yes, this is the account/);
    expect(textOf(page)).toContain("no second sign-in is needed");
    expect(page).not.toContain("at Microsoft</button>");
  });

  it("else takes another sign-in", () => {
    const page = show(false);
    expect(page).toMatch(/value="continue"[^>]*>\s*Confirm at Microsoft/);
    expect(textOf(page)).toContain("You sign in once more.");
  });

  it("shows whose address it is and which roles it holds already", () => {
    expect(textOf(show(false))).toContain("is the account’s own address");
    expect(textOf(show(false, false))).toContain(
      "is one more address of this account, not its own",
    );
    expect(textOf(show(false))).toContain("Roles it holds already Global Reader");
  });
});

describe("the page after “we manage it ourselves”", () => {
  const said = (subscriptions: number | null): Link => {
    const decision: Decision = { type: "ownSubscription", at, by: "administrator", subscriptions };
    return aLink({ wait: aWait({ decision }) });
  };

  it("thanks, says that nobody was invited and that the checks come by mail", () => {
    const page = notNeededPage({ link: said(2), caller, signOutUrl });
    const text = textOf(page);
    expect(text).toContain("Thank you, no outside account is needed");
    expect(text).toContain("Nobody was invited and nobody got a role");
    expect(text).toContain("mail you what we saw");
    expect(text).toContain("2 enabled in your own list");
    expect(urlsOf(page).join()).toContain("StartboardApplicationsMenuBlade");
  });

  it("promises no checks that were not wanted", () => {
    const link = aLink({ request: aRequest({ passwordWriteback: false }) });
    const text = textOf(notNeededPage({ link, caller, signOutUrl }));
    expect(text).toContain("Nothing more: the request ends here.");
    expect(text).not.toContain("mail you");
  });

  it("does not take an empty list for an answer", () => {
    const show = (count: number | null) =>
      textOf(notNeededPage({ link: said(count), caller, signOutUrl }));
    expect(show(0)).toContain("which does not mean that there is none");
    expect(show(null)).not.toContain("Azure subscriptions");
  });
});
