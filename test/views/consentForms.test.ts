import type { LinkRequest } from "../../domain/request";
import { consentPage } from "../../views/pages/consentPage";
import { aCaller, aLink, aRequest } from "../support/aLink";
import { form, textOf } from "./everyView";
import { withEnd } from "./someLinks";

const pageFor = (request: LinkRequest): string =>
  consentPage({ link: aLink({ request }), caller: aCaller(), form });
const inputOf = (page: string, name: string): string =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(page)?.[0] ?? "";

describe("narrowing what is agreed to", () => {
  it("may add an end date, no earlier than everybody has their time to answer", () => {
    const page = pageFor(aRequest());
    expect(textOf(page)).toContain("End date (optional)");
    // Opened on 22 November; 7 days to consent, 7 to sign in, 14 for write-back.
    expect(inputOf(page, "until")).toMatch(/type="date"[^]*min="2026-12-20"/);
    expect(inputOf(page, "until")).not.toMatch(/required|max=|value=/);
  });

  it("starts from the end date that was asked for, which can only come earlier", () => {
    const page = pageFor(withEnd());
    expect(textOf(page)).toContain("End on (no later than Sunday, 31 January 2027, 00:00 UTC)");
    expect(inputOf(page, "until")).toMatch(
      /value="2027-01-31"[^]*min="2026-12-20"[^]*max="2027-01-31"[^]*required/,
    );
  });

  it("never holds the asked date against itself", () => {
    const page = pageFor(withEnd({ accessUntil: "2026-12-01T00:00:00Z" }));
    expect(inputOf(page, "until")).toMatch(/value="2026-12-01"[^]*min="2026-12-01"/);
  });

  it("may leave out the flag only where it was asked for", () => {
    expect(inputOf(pageFor(aRequest({ setWritebackFlag: true })), "withoutFlag")).toMatch(
      /type="checkbox"[^]*value="yes"/,
    );
    expect(pageFor(aRequest())).not.toContain("withoutFlag");
  });
});

describe("managing it themselves", () => {
  it("says that they sign in once and that nobody is invited", () => {
    const page = pageFor(aRequest());
    const text = textOf(page);
    expect(text).toContain("If you have an Azure subscription of your own");
    expect(text).toContain("so that we know that an administrator says so. Nobody is invited");
    expect(text).toMatch(/count your Azure subscriptions, and keep the number only/);
    expect(page).toMatch(/name="action"\s+value="ownSubscription"[^>]*>\s*We manage it ourselves/);
  });

  it("may leave out the checks only where they were asked for", () => {
    expect(inputOf(pageFor(aRequest()), "withoutChecks")).toMatch(/type="checkbox"[^]*value="yes"/);
    expect(pageFor(aRequest({ passwordWriteback: false }))).not.toContain("withoutChecks");
  });
});
