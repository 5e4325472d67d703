import { aCaller, aRequest, aTenant } from "../support/aLink";
import {
  accountToken,
  endToken,
  giveBackToken,
  mailOf,
  mailText,
  publicUrl,
  token,
  urlsOf,
} from "./everyView";
import {
  aLinked,
  aRole,
  aWritebackLink,
  checked,
  endDate,
  flagSet,
  oid,
  withEnd,
} from "./someLinks";

const caller = aCaller();
const link = aLinked({
  status: "linked",
  outcome: null,
  writeback: { ...checked, state: "actionNeeded" },
});
const urls = (...asked: Parameters<typeof mailOf>): string[] =>
  urlsOf(mailOf(...asked)?.html ?? "");

describe("the mails of a linked account", () => {
  it("tell the administrator what is true now, what stays and where to remove it", () => {
    const mail = mailOf("linkedAdministrator", link, caller);
    expect(mail?.to).toBe("admin@contoso.onmicrosoft.com");
    expect(mail?.html).toContain(
      `/${aTenant}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade`,
    );
    expect(mail?.html).toContain(`~/AdministrativeRole/userId/${oid}`);
    const text = mailText("linkedAdministrator", link, caller);
    expect(text).toContain("partner.ops@outlook.com now manages Contoso");
    expect(text).toContain("elevated access");
  });

  it("tell the account where to begin", () => {
    const mail = mailOf("linkedAccount", link, caller);
    expect(mail?.to).toBe("partner.ops@outlook.com");
    expect(mail?.html).toContain(`href="https://entra.microsoft.com/${aTenant}"`);
    expect(mailText("linkedAccount", link, caller)).toContain(
      "Sign out of Microsoft and in again once",
    );
  });

  it.each(["linkedAdministrator", "linkedAccount"] as const)(
    "list write-back as work to do, in %s",
    (name) => {
      const text = mailText(name, link, caller);
      expect(text).toContain("nothing was changed");
      expect(text).toContain("The flag is off");
      expect(text).toContain("A person has to do this: Turn it on at the Connect server");
    },
  );

  it("say so when write-back could not be checked, and nothing when it was not asked for", () => {
    const unseen = { ...link, writeback: { ...checked, state: "planned", checks: [] } } as const;
    expect(mailText("linkedAccount", unseen, caller)).toContain("We could not check");
    const unasked = { ...link, writeback: { ...checked, state: "notAsked" } } as const;
    expect(mailOf("linkedAccount", unasked, caller)?.html).not.toContain("Password write-back");
  });

  it("claim no role that was not assigned, nor one that was there before", () => {
    const without = { ...link, roles: [aRole({ state: "planned" })] };
    expect(mailText("linkedAccount", without, caller)).toContain("none was given");
    const before = { ...link, roles: [aRole({ state: "heldBefore" })] };
    expect(mailText("linkedAdministrator", before, caller)).toContain(
      "Global Administrator (it had this before; we changed nothing about it)",
    );
  });

  it("say that Entra does not end the access where it is only reminded of", () => {
    const dated = aLinked({ request: withEnd(), until: { at: endDate, enforcedBy: "reminder" } });
    for (const name of ["linkedAdministrator", "linkedAccount"] as const)
      expect(mailText(name, dated, caller)).toContain(
        "Microsoft Entra does not end the access by itself: on that day we ask an administrator to.",
      );
  });
});

describe("the way to end the access", () => {
  it("is in the administrator's mail, says that the link alone ends nothing, and is theirs only", () => {
    expect(urls("linkedAdministrator", link, caller)).toContain(`${publicUrl}/end?t=${endToken}`);
    expect(mailText("linkedAdministrator", link, caller)).toContain(
      "End this access on links.example. You sign in at Microsoft there, and what was given is taken back; the link alone ends nothing.",
    );
    expect(mailOf("linkedAdministrator", link, caller)?.html).not.toContain(giveBackToken);
  });

  it("is a way to give it back in the account holder's mail, and theirs only", () => {
    expect(urls("linkedAccount", link, caller)).toContain(`${publicUrl}/end?t=${giveBackToken}`);
    expect(mailText("linkedAccount", link, caller)).toContain("Give this access back");
    expect(mailOf("linkedAccount", link, caller)?.html).not.toContain(endToken);
  });
});

describe("while write-back waits", () => {
  const waiting = aWritebackLink();

  it("both mails lead each reader to the steps with a token of their own, until when", () => {
    const administrator = urls("linkedAdministrator", waiting, caller);
    expect(administrator[0]).toBe(`${publicUrl}/writeback?t=${token}`);
    const account = mailOf("linkedAccount", waiting, caller)?.html ?? "";
    expect(urlsOf(account)).toContain(`${publicUrl}/writeback?t=${accountToken}`);
    expect(account).not.toContain(`t=${token}`);
    for (const name of ["linkedAdministrator", "linkedAccount"] as const)
      expect(mailText(name, waiting, caller)).toContain(
        "until Sunday, 29 November 2026, 10:00 UTC",
      );
  });

  it("the administrator reads that a sealed session is kept, and until when; else that it is deleted", () => {
    expect(mailText("linkedAdministrator", waiting, caller)).toMatch(
      /your session stays until password write-back is answered, until Sunday, 29 November 2026.*sealed \(encrypted\).*then it is deleted/,
    );
    expect(mailText("linkedAdministrator", link, caller)).toContain(
      "your session here is deleted when this request ends, which is now",
    );
  });

  it("the flag that we set is told as evidence, never as success", () => {
    const text = mailText("linkedAdministrator", aWritebackLink({ writeback: flagSet }), caller);
    expect(text).toMatch(
      /Before: off\. Microsoft’s answer: 204\. After: on\..*never taken for success/,
    );
    expect(text).toContain("Beside this flag nothing was changed.");
  });

  it("nothing is asked of anybody where it was not asked for", () => {
    const request = aRequest({ passwordWriteback: false });
    const plain = aLinked({ request, writeback: { ...checked, state: "notAsked" } });
    expect(urls("linkedAdministrator", plain, caller).join()).not.toContain("/writeback");
  });
});
