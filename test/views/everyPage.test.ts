import { styleSheet } from "../../views/styleSheet";
import { aCaller, aLink } from "../support/aLink";
import { everyPage, portalUrl, signOutUrl } from "./everyView";

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;
const allowed = ["https://entra.microsoft.com/", portalUrl, signOutUrl];

describe.each(everyPage(aLink(), aCaller()))("the page %s", (_, page) => {
  it("has a language, a title, one heading and one main part", () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
    expect(page).toContain('name="viewport"');
    expect(count(page, /<h1/g)).toBe(1);
    expect(count(page, /<main/g)).toBe(1);
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
    const fields = [...page.matchAll(/<input[^>]*type="text"[^>]*id="(\w+)"/g)];
    for (const [, id] of fields) expect(page).toContain(`<label for="${id ?? ""}">`);
    expect(count(page, /<input[^>]*type="text"/g)).toBe(fields.length);
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
});
