import type { Decision } from "../../domain/wait";
import { writebackPage } from "../../views/pages/writebackPage";
import { writebackSignedPage } from "../../views/pages/writebackSignedPage";
import { aCaller } from "../support/aLink";
import { form, textOf, urlsOf } from "./everyView";
import { aWritebackLink, checked, flagSet, writebackWait } from "./someLinks";

const caller = aCaller();
const link = aWritebackLink();
const show = (
  reader: "administrator" | "account",
  server?: "connect" | "cloud",
  of = link,
): string => writebackPage({ link: of, caller, reader, server, form });

describe.each(["administrator", "account"] as const)(
  "the page of the steps, for the %s",
  (reader) => {
    const page = show(reader);
    const text = textOf(page);

    it("says what was checked, that nothing was changed, and until when to sign off", () => {
      for (const check of link.writeback.checks) expect(text).toContain(check.words);
      expect(text).toContain("We only looked; nothing was changed.");
      expect(text).toContain("Sign it off until Sunday, 29 November 2026, 10:00 UTC");
    });

    it("asks which of the two servers it is, by two links, and marks the chosen one", () => {
      expect(text).toContain("Which of the two runs in your place?");
      const asked = urlsOf(page).filter((url) => url.startsWith("/writeback"));
      expect(asked).toEqual([
        "/writeback?id=attempt-1&server=connect",
        "/writeback?id=attempt-1&server=cloud",
      ]);
      expect(page).not.toContain("aria-current");
      expect(show(reader, "cloud").match(/aria-current="true"/g)).toHaveLength(1);
      expect(show(reader, "cloud")).toMatch(/server=cloud" aria-current="true"/);
      expect(textOf(show(reader, "cloud"))).toContain(
        "Cloud sync: a server with the provisioning agent (chosen)",
      );
    });

    it("has two answers in one guarded form, the hoped-for one first", () => {
      const [signOff, ...others] =
        page.match(/<form method="post" action="\/writeback">[^]*?<\/form>/g) ?? [];
      expect(others).toEqual([]);
      expect(signOff).toMatch(/name="id" value="attempt-1"[^]*name="csrf" value="csrf-1"/);
      expect(signOff).toMatch(
        /value="signOff"[^>]*>It is done: sign off<[^]*value="notDone" class="quiet"[^>]*>\s*It will not be done</,
      );
    });

    it("shows the commands as they are, to copy", () => {
      expect(show(reader, "connect")).toContain("<pre><code>Import-Module ADSync\n");
      expect(textOf(show(reader, "cloud"))).toContain(
        "Set-AADCloudSyncPasswordWritebackConfiguration -Enable $true -Credential $(Get-Credential)",
      );
    });

    it("never takes the flag for success", () => {
      const flagged = textOf(show(reader, "connect", aWritebackLink({ writeback: flagSet })));
      expect(flagged).toContain("Before: off. Microsoft’s answer: 204. After: on.");
      expect(flagged).toContain("never taken for success");
      expect(flagged).not.toContain("We only looked");
    });
  },
);

describe("the page of the steps", () => {
  it("does not tell the account holder the administrator's address", () => {
    expect(show("account")).not.toContain(link.request.administrator.email);
  });

  it("says of each step who can do it", () => {
    const steps = show("account", "connect").match(/<h3>/g) ?? [];
    expect(textOf(show("account", "connect")).match(/Who can do it:/g)).toHaveLength(steps.length);
    expect(textOf(show("account", "connect"))).toContain(
      "You cannot: yours is a personal Microsoft account",
    );
  });

  it("also stands where nothing could be checked", () => {
    const unchecked = aWritebackLink({ writeback: { ...checked, checks: [] } });
    expect(textOf(show("administrator", undefined, unchecked))).toContain(
      "Nothing could be checked.",
    );
  });
});

describe("after the answer", () => {
  const answered = (type: Decision["type"]) =>
    aWritebackLink({
      wait: writebackWait({ decision: { type, at: "2026-11-24T10:00:00.000Z", by: "account" } }),
    });

  it("thanks and says what happens now", () => {
    const text = textOf(
      writebackSignedPage({ link: answered("signedOff"), caller, reader: "account" }),
    );
    expect(text).toContain("Thank you, recorded");
    expect(text).toContain("You signed password write-back off as done.");
    expect(text).toContain("Then we write to the administrator");
  });

  it("does not call done what will not be done", () => {
    const text = textOf(
      writebackSignedPage({ link: answered("notDone"), caller, reader: "administrator" }),
    );
    expect(text).toContain("You said that password write-back will not be done.");
    expect(text).not.toContain("signed password write-back off");
    expect(text).toContain("Then we write to you");
  });
});
