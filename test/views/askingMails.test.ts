import { aCaller, aLink, aWait } from "../support/aLink";
import { mailOf, publicUrl, textOf, token } from "./everyView";

const asked = aLink();
const toSignIn = aLink({ status: "awaitingSignIn", wait: aWait({ n: 2, what: "signIn" }) });
const caller = aCaller();
const answered = { type: "declined", at: asked.createdAt, by: "x" } as const;

describe.each([
  { mail: "askConsent", link: asked, to: "admin@contoso.onmicrosoft.com", path: "/consent" },
  { mail: "remindConsent", link: asked, to: "admin@contoso.onmicrosoft.com", path: "/consent" },
  { mail: "askSignIn", link: toSignIn, to: "partner.ops@outlook.com", path: "/accept" },
  { mail: "remindSignIn", link: toSignIn, to: "partner.ops@outlook.com", path: "/accept" },
] as const)("the mail $mail", ({ mail, link, to, path }) => {
  const sent = mailOf(mail, link, caller);
  const text = textOf(sent?.html ?? "");

  it("goes to the right person with the one right link", () => {
    expect(sent?.to).toBe(to);
    const links = [...(sent?.html ?? "").matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
    expect(links).toEqual([`${publicUrl}${path}?t=${token}`]);
    expect(text).toMatch(/on links\.example/);
  });

  it("says who asks, why, what for, until when, and what if it was not expected", () => {
    for (const fact of [
      "Northwind Helpdesk (northwind.example)",
      "in their words: “Turn on password write-back”",
      "CHG-4711",
      "Contoso, contoso.onmicrosoft.com",
      "partner.ops@outlook.com",
      "Global Administrator (can do everything",
      "Sunday, 29 November 2026, 10:00 UTC",
      "You get this mail because",
      "If you did not expect this",
    ])
      expect(text).toContain(fact);
  });

  it("keeps the token and the caller's words out of the subject", () => {
    expect(sent?.subject).toContain("Contoso");
    expect(sent?.subject).not.toMatch(/secret|write-back|Partner|https?:|urgent|verify|suspend/i);
    expect(sent?.subject.startsWith("Reminder: ")).toBe(mail.startsWith("remind"));
  });

  it("is not sent once the question is answered, or when there is none", () => {
    expect(mailOf(mail, { ...link, wait: aWait({ decision: answered }) }, caller)).toBeUndefined();
    expect(mailOf(mail, { ...link, wait: null }, caller)).toBeUndefined();
  });
});

describe("a mail", () => {
  it("still says that nobody known asks when the caller is gone from the settings", () => {
    const text = textOf(mailOf("askConsent", asked, undefined)?.html ?? "");
    expect(text).toContain("An organisation that is no longer registered with us");
  });
});
