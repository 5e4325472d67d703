import type { Link } from "../../domain/link";
import { aCaller, aLink, aWait } from "../support/aLink";
import { mailNames, mailOf, publicUrl, urlsOf, withFound } from "./everyView";
import {
  aLinked,
  anEnded,
  anEnding,
  aWritebackLink,
  eligible,
  endDate,
  undone,
  withEnd,
} from "./someLinks";

const caller = aCaller();
const links: Link[] = [
  aLink(),
  aLink({ wait: aWait({ what: "signIn" }), request: eligible() }),
  withFound(aLink({ wait: aWait({ what: "confirmation" }) }), "Partner"),
  aLink({ wait: aWait({ what: "administrator" }), request: withEnd() }),
  aWritebackLink({ until: { at: endDate, enforcedBy: "reminder" } }),
  aLinked({ undone }),
  anEnding("endDate"),
  anEnded(),
];
const all = links.flatMap((link) => mailNames.flatMap((name) => mailOf(name, link, caller) ?? []));

describe("every mail", () => {
  it("is among those that are looked at here", () => {
    for (const name of mailNames)
      expect(links.some((link) => mailOf(name, link, caller))).toBe(true);
  });

  it("has one heading, a language, no script, no picture, no style sheet", () => {
    for (const { html } of all) {
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).toContain('<html lang="en">');
      expect(html).not.toMatch(
        /<script|<img|<link|<style|<table|click here|undefined|null|\[object|>\s*false/i,
      );
    }
  });

  it("has a short subject on one line", () => {
    for (const { subject } of all) expect(subject).toMatch(/^[^\r\n]{10,100}$/);
  });

  it("leads to us and to the admin centre only", () => {
    for (const url of all.flatMap(({ html }) => urlsOf(html)))
      expect(url).toMatch(new RegExp(`^(${publicUrl}/|https://entra\\.microsoft\\.com/)`));
  });

  it("tells whoever did not expect it what to do", () => {
    for (const { html } of all)
      expect(html).toMatch(/If you did not expect this|You need not do anything/);
  });
});
