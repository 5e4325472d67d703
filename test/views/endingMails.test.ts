import type { Link } from "../../domain/link";
import type { Decision, Wait, WaitKind } from "../../domain/wait";
import { objectId } from "../../domain/ids";
import { globalAdministrator } from "../../domain/roles";
import { aCaller, aLink, aTenant, aWait } from "../support/aLink";
import { mailNames, mailOf, textOf } from "./everyView";

const caller = aCaller();
const oid = objectId.parse("11111111-2222-4333-8444-555555555555");
const account = {
  found: null,
  inviteIntentAt: "2026-11-23T10:00:00.000Z",
  objectId: oid,
  signedInAt: null,
};
const { templateId } = globalAdministrator;
const ended = (what: WaitKind, type: Decision["type"]): Wait =>
  aWait({ what, decision: { type, at: "2026-11-23T10:00:00.000Z", by: "x", reason: "Too much" } });
const stopped = (pastWaits: Wait[], more: Partial<Link> = {}): Link =>
  aLink({ status: "undoing", wait: null, pastWaits, ...more });
const text = (mail: "stoppedAdministrator" | "stoppedAccount", link: Link): string =>
  textOf(mailOf(mail, link, caller)?.html ?? "nothing");

describe("the mails of a linked account", () => {
  const link = aLink({
    status: "linked",
    wait: null,
    account,
    roles: [{ templateId, state: "assigned", assignmentId: null }],
    writeback: {
      state: "actionNeeded",
      checks: [{ name: "flag", result: "no", words: "The flag is off" }],
      toDo: ["Turn it on at the Connect server"],
    },
  });

  it("tell the administrator what is true now, what stays and where to remove it", () => {
    const mail = mailOf("linkedAdministrator", link, caller);
    expect(mail?.to).toBe("admin@contoso.onmicrosoft.com");
    expect(mail?.html).toContain(
      `/${aTenant}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade`,
    );
    expect(mail?.html).toContain(`~/AdministrativeRole/userId/${oid}`);
    expect(textOf(mail?.html ?? "")).toContain("partner.ops@outlook.com now manages Contoso");
    expect(textOf(mail?.html ?? "")).toContain("elevated access");
  });

  it("tell the account where to begin", () => {
    const mail = mailOf("linkedAccount", link, caller);
    expect(mail?.to).toBe("partner.ops@outlook.com");
    expect(mail?.html).toContain(`href="https://entra.microsoft.com/${aTenant}"`);
    expect(textOf(mail?.html ?? "")).toContain("Sign out of Microsoft and in again once");
  });

  it.each(["linkedAdministrator", "linkedAccount"] as const)(
    "list write-back as work to do, in %s",
    (name) => {
      const body = textOf(mailOf(name, link, caller)?.html ?? "");
      expect(body).toContain("nothing was changed");
      expect(body).toContain("The flag is off");
      expect(body).toContain("A person has to do this: Turn it on at the Connect server");
    },
  );

  it("say so when write-back could not be checked, and nothing when it was not asked for", () => {
    const unseen = { ...link, writeback: { state: "planned", checks: [], toDo: [] } } as const;
    expect(textOf(mailOf("linkedAccount", unseen, caller)?.html ?? "")).toContain(
      "We could not check",
    );
    const unasked = { ...link, writeback: { state: "notAsked", checks: [], toDo: [] } } as const;
    expect(mailOf("linkedAccount", unasked, caller)?.html).not.toContain("Password write-back");
  });

  it("claim no role that was not assigned", () => {
    const without = {
      ...link,
      roles: [{ templateId, state: "planned", assignmentId: null }],
    } as const;
    expect(textOf(mailOf("linkedAccount", without, caller)?.html ?? "")).toContain(
      "none was given",
    );
  });
});

describe("the mails of a link that stopped", () => {
  it.each([
    [[ended("consent", "declined")], "The request was declined."],
    [[ended("consent", "expired")], "No administrator answered in time"],
    [[ended("consent", "approved"), ended("signIn", "expired")], "Nobody signed in"],
    [[ended("consent", "approved"), ended("operator", "expired")], "could not be solved in time"],
    [[ended("consent", "approved")], "The request was cancelled."],
  ])("tell how it ended (%#)", (waits, words) => {
    expect(text("stoppedAdministrator", stopped(waits))).toContain(words);
  });

  it("name each thing that was taken back or left", () => {
    const how = "https://entra.microsoft.com/x#view/user";
    const undone: Link["undone"] = [
      { what: "Role A", result: "done", how: null },
      { what: "Guest B", result: "left", how },
    ];
    const link = stopped([ended("consent", "approved"), ended("signIn", "expired")], {
      undone,
      account,
    });
    expect(text("stoppedAdministrator", link)).toMatch(
      /Role A: taken back.*Guest B: still there.*enterprise application/,
    );
    expect(mailOf("stoppedAdministrator", link, caller)?.html).toContain(`href="${how}"`);
  });

  it("do not claim that a role is gone which could not be taken back", () => {
    const roles: Link["roles"] = [{ templateId, state: "left", assignmentId: null }];
    const link = stopped([ended("consent", "approved"), ended("signIn", "signedIn")], {
      roles,
      account,
    });
    expect(text("stoppedAdministrator", link)).toContain("the outside account still has a role");
    expect(text("stoppedAccount", link)).not.toContain("has no role from us");
  });

  it("say that a guest may be there when the answer to the invitation was lost", () => {
    const lost = { ...account, objectId: null };
    const link = stopped([ended("consent", "approved")], { account: lost });
    expect(text("stoppedAdministrator", link)).toContain("we did not see its end");
  });

  it("do not pass the administrator's reason on to the account holder", () => {
    const link = stopped([ended("signIn", "cancelled"), ended("consent", "declined")]);
    expect(text("stoppedAccount", link)).not.toContain("Too much");
  });

  it("are not sent to anybody who was never asked", () => {
    expect(mailOf("stoppedAdministrator", stopped([]), caller)).toBeUndefined();
    expect(
      mailOf("stoppedAccount", stopped([ended("consent", "declined")]), caller),
    ).toBeUndefined();
  });
});

describe("every mail", () => {
  const link = stopped([ended("consent", "approved"), ended("signIn", "expired")]);
  const all = [link, aLink(), aLink({ wait: aWait({ what: "signIn" }) })].flatMap((one) =>
    mailNames.flatMap((name) => mailOf(name, one, caller) ?? []),
  );
  it("has one heading, a language, no script, no picture, no style sheet", () => {
    for (const { html } of all) {
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).toContain('<html lang="en">');
      expect(html).not.toMatch(/<script|<img|<link|<style|<table|click here|undefined/i);
    }
  });
  it("has a short subject on one line", () => {
    for (const { subject } of all) expect(subject).toMatch(/^[^\r\n]{10,100}$/);
  });
});
