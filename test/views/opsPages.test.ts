import { aCaller, aLink, aWait } from "../support/aLink";
import { linkedCase, parkedCase } from "../support/opsCases";
import { opsScript } from "../../views/ops/opsScript";
import { opsStyle } from "../../views/ops/opsStyle";
import { Script } from "node:vm";
import { textOf } from "./everyView";
import { everyOpsPage } from "./opsPages";
import { anEnded, anEnding } from "./someLinks";

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;
const links = [
  ["parked", parkedCase()],
  ["linked", linkedCase()],
  ["asked", aLink()],
  ["ending", anEnding("operator:1")],
  ["ended", anEnded()],
  [
    "failed",
    aLink({
      status: "failed",
      outcome: "failed",
      wait: null,
      plan: null,
      directory: null,
      failure: "directory_not_found",
    }),
  ],
] as const;
const pages = links.flatMap(([about, link]) =>
  everyOpsPage(link, aCaller()).map(([name, page]): [string, string] => [
    `${name}, ${about}`,
    page,
  ]),
);

describe.each(pages)("the operators' page %s", (_, page) => {
  it("has a language, a title, one heading, one main part, and skips no level", () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(count(page, /<h1/g)).toBe(1);
    expect(count(page, /<main/g)).toBe(1);
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1);
      return level;
    }, 0);
  });

  it("has no style or script of its own inside", () => {
    expect(page).not.toMatch(/<style|<iframe|<img|\sstyle=|\son\w+=|javascript:/i);
    expect(page.replace('<script src="/ops.js" defer></script>', "")).not.toMatch(/<script/i);
  });

  it("labels every field, guards every form that changes something, and has each id once", () => {
    for (const [field] of page.matchAll(/<(?:input|select)[^>]*>/g)) {
      if (field.includes('type="hidden"')) continue;
      const id = /id="([\w-]+)"/.exec(field)?.[1] ?? "none";
      expect(page).toMatch(new RegExp(`<label for="${id}"\\s*>`));
    }
    expect(count(page, /name="csrf"/g)).toBe(count(page, /<form[^>]*method="post"/g));
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("names every picture, in words and in a longer text", () => {
    const shown = [...page.matchAll(/<svg[^>]*class="(?:timeline|funnel)"[^>]*>/g)];
    for (const [svg] of shown) {
      expect(svg).toContain('role="img"');
      const labels = (/aria-labelledby="([^"]+)"/.exec(svg)?.[1] ?? "").split(" ");
      expect(labels).toHaveLength(2);
      for (const id of labels) expect(page).toMatch(new RegExp(`<(title|desc) id="${id}">\\s*\\S`));
    }
  });

  it("shows nothing that is not there", () => {
    expect(page).not.toMatch(/undefined|\bnull\b|\[object|NaN|>\s*false\s*</);
  });
});

describe("hostile words", () => {
  const hostile = `"><script>alert('x')</script><a href='javascript:x'>&`;
  const link = {
    ...linkedCase(),
    request: {
      ...linkedCase().request,
      directory: hostile,
      reason: hostile,
      ticket: { id: hostile, url: "javascript:alert(1)" },
      account: { ...linkedCase().request.account, email: hostile },
    },
    directory: {
      tenantId: parkedCase().directory?.tenantId,
      name: hostile,
      defaultDomain: hostile,
    },
    administrator: { email: hostile, forwards: 0 },
    undone: [{ what: hostile, result: "left", how: "javascript:alert(1)" }],
    wait: aWait({
      decision: { type: "declined", at: aLink().createdAt, by: hostile, reason: hostile },
    }),
    mails: [{ key: hostile, at: aLink().createdAt }],
  } as ReturnType<typeof linkedCase>;
  const caller = aCaller({ displayName: hostile, domain: hostile });

  it.each(everyOpsPage(link, caller, hostile))("stay words on %s", (_, page) => {
    const ours = page.replace('<script src="/ops.js" defer></script>', "");
    expect(ours).not.toMatch(/<script|href=["']?javascript:|alert\('x'\)/i);
  });
});

describe("the case page", () => {
  const page = (link = parkedCase()) =>
    textOf(everyOpsPage(link, aCaller()).find(([name]) => name === "case")?.[1] ?? "");

  it("says what holds it up, what helps, and what was seen", () => {
    expect(page()).toContain("It stands still: the directory does not let anybody invite guests.");
    expect(page()).toContain("change “Guest invite settings”");
    expect(page()).toContain("6c1f0f5e-5b1c-4e6e-9d1d-0d8a5f1f7a11");
  });

  it("names the mails and who got them, also before the question was passed on", () => {
    const decision = {
      type: "forwarded",
      at: aLink().createdAt,
      by: "administrator",
      to: { email: "second@contoso.onmicrosoft.com" },
    } as const;
    const passedOn = aLink({
      administrator: { email: "second@contoso.onmicrosoft.com", forwards: 1 },
      pastWaits: [aWait({ decision })],
      wait: aWait({ n: 2 }),
      mails: [
        { key: "askConsent-1-0", at: aLink().createdAt },
        { key: "askConsent-2-0", at: aLink().createdAt },
        { key: "askSignIn-3-0", at: aLink().createdAt },
      ],
    });
    const text = page(passedOn);
    expect(text).toMatch(
      /Asks for consent to admin@contoso.*Asks for consent to second@contoso.*Asks to sign in to partner\.ops@outlook/,
    );
  });
});

describe("what goes with the pages", () => {
  it("is a script that can be read, writes no markup and asks only our own host", () => {
    expect(() => new Script(opsScript)).not.toThrow();
    expect(opsScript).not.toMatch(/innerHTML\s*=[^=]|eval|document\.write|https?:/);
  });

  it("is a style sheet that loads nothing and follows the reader's colour scheme", () => {
    expect(opsStyle).not.toMatch(/url\(|@import|@font-face/);
    expect(opsStyle).toContain("prefers-color-scheme: dark");
  });
});
