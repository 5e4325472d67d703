import { refusedPage } from "../../views/pages/refusedPage";
import { aCaller, aLink, aTenant } from "../support/aLink";
import { refusalCodes, textOf } from "./everyView";

const link = aLink();
const caller = aCaller();

describe("a refusal", () => {
  it.each(refusalCodes)(
    "%s says that nothing was changed and what to do, also without a link",
    (code) => {
      const text = textOf(refusedPage({ code }));
      expect(text).toContain("Nothing was changed.");
      expect(text).toContain("What you can do");
      expect(text).toContain(`give this code: ${code}`);
    },
  );

  it("names the other directory and how to remove what was granted there", () => {
    const detail = { expected: "Contoso", found: aTenant };
    const text = textOf(refusedPage({ code: "wrong_directory", link, caller, detail }));
    expect(text).toContain("The request is about Contoso");
    expect(text).toContain(aTenant);
    expect(text).toContain(
      "open Enterprise applications, choose this app, then Properties and Delete",
    );
  });

  it("names the roles that may agree, and that an eligible role has to be activated", () => {
    const text = textOf(refusedPage({ code: "not_an_administrator", link, caller }));
    expect(text).toContain("Global Administrator or Privileged Role Administrator");
    expect(text).toContain("activate it");
  });

  it("names missing permissions in words", () => {
    const detail = { missing: ["User.Invite.All"] };
    const text = textOf(refusedPage({ code: "consent_incomplete", link, caller, detail }));
    expect(text).toContain("Invite guest users to the organization User.Invite.All");
  });

  it("names both accounts when another one signed in", () => {
    const detail = { expected: "a@x.example", signedInAs: "b@y.example" };
    const text = textOf(refusedPage({ code: "account_mismatch", link, caller, detail }));
    expect(text).toContain("meant for a@x.example. You signed in as b@y.example.");
  });

  it("offers to begin again where that helps", () => {
    const page = refusedPage({ code: "consent_declined", link, caller, againUrl: "/consent?id=1" });
    expect(page).toMatch(/href="\/consent\?id=1"\s*>Begin again/);
    expect(refusedPage({ code: "consent_declined", link, caller })).not.toContain("Begin again<");
  });
});
