import type { Link } from "../../domain/link";
import type { Decision, Wait, WaitKind } from "../../domain/wait";
import { aCaller, aLink, aWait } from "../support/aLink";
import { mailOf, mailText } from "./everyView";
import { aRole, invited } from "./someLinks";

const caller = aCaller();
const account: Link["account"] = { ...invited, signedInAt: null };
const ended = (what: WaitKind, type: Decision["type"]): Wait =>
  aWait({ what, decision: { type, at: "2026-11-23T10:00:00.000Z", by: "x", reason: "Too much" } });
const stopped = (pastWaits: Wait[], more: Partial<Link> = {}): Link =>
  aLink({ status: "undoing", wait: null, pastWaits, ...more });
const text = (mail: "stoppedAdministrator" | "stoppedAccount", link: Link): string =>
  mailText(mail, link, caller);

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
    const roles = [aRole({ state: "left" })];
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
