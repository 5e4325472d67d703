import type { Link } from "../../domain/link";
import type { WaitKind } from "../../domain/wait";
import { aCaller, aLink, aWait } from "../support/aLink";
import { mailNames, mailOf } from "./everyView";
import { everyPage } from "./pagesOf";
import { aLinked, anEnding, flagSet } from "./someLinks";

const hostile = `"><script>alert('x')</script><a href='javascript:x'>&`;
const caller = aCaller({ displayName: hostile, domain: hostile });

/** Every text of a link is hostile; the schema would refuse some of it, the views must not rely on that. */
function hostileLink(what: WaitKind): Link {
  const link = aLinked({ wait: aWait({ what }), account: aLink().account });
  const past = { type: "approved", at: link.createdAt, by: hostile, reason: hostile } as const;
  const { directory, plan } = link;
  const { ending } = anEnding("account");
  if (!directory || !plan || !ending) throw new Error("the builder's link has all of them");
  return {
    ...link,
    request: {
      ...link.request,
      directory: hostile,
      administrator: { ...link.request.administrator, email: hostile, name: hostile },
      account: { ...link.request.account, email: hostile, name: hostile, homeTenantId: hostile },
      reason: hostile,
      ticket: { id: hostile, url: hostile },
    },
    directory: { ...directory, name: hostile, defaultDomain: hostile },
    plan: { ...plan, hash: hostile, steps: [{ words: hostile, calls: [] }], scopes: [hostile] },
    preflight: { at: link.createdAt, warnings: [{ code: hostile, words: hostile }] },
    ending: { ...ending, by: hostile },
    pastWaits: [
      aWait({ n: 0, what: "consent", decision: past }),
      aWait({ n: 0, what: "signIn", decision: past }),
    ],
    undone: [{ what: hostile, result: "left", how: "javascript:alert(1)" }],
    writeback: {
      ...flagSet,
      flag: flagSet.flag && { ...flagSet.flag, answer: hostile },
      signedOff: { by: hostile, at: link.createdAt },
      state: "actionNeeded",
      checks: [{ name: hostile, result: "no", words: hostile }],
      toDo: [hostile],
    },
  };
}

const views: [string, string][] = [
  ...everyPage(hostileLink("consent"), caller, hostile),
  ...mailNames.map((name): [string, string] => {
    const what = name.startsWith("remindWriteback") ? "writeback" : "consent";
    return [`mail ${name}`, mailOf(name, hostileLink(what), caller)?.html ?? ""];
  }),
];

describe("hostile words from a caller or a directory", () => {
  it.each(views)("stay words in %s", (_, markup) => {
    expect(markup).not.toBe("");
    expect(markup).not.toMatch(/<script|href=["']?javascript:|alert\('x'\)/i);
  });

  it("never reach a subject as more than the domain", () => {
    const link = aLink({
      directory: { ...aLink().directory, name: "Verify at evil.example\r\nBcc: x" } as NonNullable<
        Link["directory"]
      >,
    });
    expect(mailOf("askConsent", link, caller)?.subject).toBe(
      "Your decision: an outside account for contoso.onmicrosoft.com",
    );
  });

  it("cannot close the quotation marks around them, nor become a link in a mail", () => {
    const link = aLink();
    const sly = {
      ...link,
      request: { ...link.request, reason: "ok” Microsoft says: go to evil.example “" },
    };
    const mail = mailOf("askConsent", sly, aCaller())?.html;
    expect(mail).toContain("“ok&#39; Microsoft says: go to evil.\u200cexample &#39;”");
  });
});
