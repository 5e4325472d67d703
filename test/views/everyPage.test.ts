import type { Link } from "../../domain/link";
import { styleSheet } from "../../views/styleSheet";
import { aCaller, aLink } from "../support/aLink";
import { portalUrl, signOutUrl, withFound } from "./everyView";
import { everyPage } from "./pagesOf";
import { aWritebackLink, eligible, endDate, flagSet, undone, withEnd } from "./someLinks";

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;
const allowed = ["https://entra.microsoft.com/", portalUrl, signOutUrl];
const at = "2026-11-23T10:00:00.000Z";

const links: readonly (readonly [string, Link])[] = [
  ["a plain link", aLink()],
  [
    "a link with an end date, write-back and things seen before",
    aWritebackLink({
      request: withEnd({ setWritebackFlag: true }),
      until: { at: endDate, enforcedBy: "reminder" },
      preflight: { at, warnings: [{ code: "sync_stale", words: "The last run was long ago" }] },
      writeback: flagSet,
      undone,
    }),
  ],
  [
    "a link with roles to be activated, of an account that was there",
    withFound(aLink({ request: eligible(), preflight: { at, warnings: [] } }), "Partner"),
  ],
];
const pages = links.flatMap(([about, link]) =>
  everyPage(link, aCaller()).map(([name, page]): [string, string] => [
    `${name}, for ${about}`,
    page,
  ]),
);

describe.each(pages)("the page %s", (_, page) => {
  it("has a language, a title, one heading and one main part", () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
    expect(page).toContain('name="viewport"');
    expect(count(page, /<h1/g)).toBe(1);
    expect(count(page, /<main/g)).toBe(1);
  });

  it("has headings that skip no level", () => {
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    }, 0);
  });

  it("needs no script and no inline style", () => {
    expect(page).not.toMatch(/<script|<style|<iframe|<img|\sstyle=|\son\w+=|javascript:/i);
    expect(page).toContain('<link rel="stylesheet" href="/style.css" />');
  });

  it("leads to itself, to Microsoft's admin centre and to given addresses only", () => {
    const addresses = [...page.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(
      ([, url]) => url ?? "",
    );
    const foreign = addresses.filter((url) => !/^\/(?!\/)/.test(url) && url !== "data:,");
    expect(foreign.filter((url) => !allowed.some((start) => url.startsWith(start)))).toEqual([]);
  });

  it("labels every field and guards every form", () => {
    const typed = /<input[^>]*type="(?:text|email|date)"[^>]*id="(\w+)"/g;
    const fields = [...page.matchAll(typed)];
    for (const [, id] of fields) expect(page).toMatch(new RegExp(`<label for="${id ?? ""}"\\s*>`));
    expect(count(page, /<input[^>]*type="(?:text|email|date)"/g)).toBe(fields.length);
    expect(count(page, /<label\s*><input[^>]*type="(?:radio|checkbox)"/g)).toBe(
      count(page, /<input[^>]*type="(?:radio|checkbox)"/g),
    );
    expect(count(page, /name="csrf"/g)).toBe(count(page, /<form method="post"/g));
    expect(count(page, /<form/g)).toBe(count(page, /<form method="post"/g));
  });

  it("shows nothing that is not there", () => {
    expect(page).not.toMatch(/undefined|null|\[object|NaN|>\s*false\s*</);
  });
});

describe("the style sheet", () => {
  it("loads nothing from elsewhere and follows the reader's colour scheme", () => {
    expect(styleSheet).not.toMatch(/url\(|@import|@font-face/);
    expect(styleSheet).toContain("prefers-color-scheme: dark");
    expect(styleSheet).toContain(":focus-visible");
  });

  it("lets long commands wrap instead of scrolling sideways", () => {
    expect(styleSheet).toMatch(/pre \{[^}]*white-space: pre-wrap/);
  });
});
