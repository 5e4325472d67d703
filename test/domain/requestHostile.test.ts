import { parseLinkRequest } from "../../domain/request";

const least = {
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com" },
  reason: "Turn on password write-back",
};

/** Every text of the request that people will read. */
const withText = (text: string): Record<string, object> => ({
  "/reason": { ...least, reason: text },
  "/administrator/name": { ...least, administrator: { ...least.administrator, name: text } },
  "/account/name": { ...least, account: { ...least.account, name: text } },
  "/ticket/id": { ...least, ticket: { id: text } },
});

const refusedAt = (body: unknown): string[] => {
  const parsed = parseLinkRequest(body);
  return parsed.ok ? [] : parsed.errors.map((error) => error.pointer);
};

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const named = (codePoint: number): string => `U+${codePoint.toString(16).padStart(4, "0")}`;

describe("a text that people will read", () => {
  /** Unicode's Bidi_Control property, all of it. */
  const direction = [0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)];
  const control = [...range(0x00, 0x1f), ...range(0x7f, 0x9f)];
  const invisible = [0x200b, 0x200c, 0x200d, 0x2028, 0x2029, 0x2060, 0xfeff];

  it.each([
    ["direction", direction],
    ["control", control],
    ["invisible", invisible],
  ])("may have no %s characters", (_what, codePoints) => {
    const let_through = codePoints.filter((codePoint) => {
      const bodies = withText(`a${String.fromCodePoint(codePoint)}b`);
      return Object.entries(bodies).some(([pointer, body]) => refusedAt(body)[0] !== pointer);
    });
    expect(let_through.map(named)).toEqual([]);
  });

  it.each([
    "see https://evil.example",
    "see HTTP://EVIL.EXAMPLE",
    "see www.evil.example",
    "ftp://evil.example",
    "//x then https:evil.example",
  ])("may not lead anywhere: %s", (text) => {
    for (const [pointer, body] of Object.entries(withText(text)))
      expect(refusedAt(body)).toEqual([pointer]);
  });

  it("keeps markup as it is: pages and mails escape it", () => {
    const parsed = parseLinkRequest({ ...least, reason: "<b>urgent</b> & 'quick'" });
    expect(parsed.ok && parsed.request.reason).toBe("<b>urgent</b> & 'quick'");
  });
});

describe("an address", () => {
  it.each([
    "a@b.example\r\nBcc: c@d.example",
    "a@b.example\u0000",
    "a@bücher.example",
    "а@b.example",
    '"a b"@b.example',
    "a@b@c.example",
    "a'); drop@b.example",
    "a@[127.0.0.1]",
    "a@b",
  ])("that is hostile is turned away: %j", (email) => {
    expect(refusedAt({ ...least, account: { email } })).toContain("/account/email");
    expect(refusedAt({ ...least, administrator: { email } })).toContain("/administrator/email");
  });
});

describe("a directory", () => {
  it.each([
    "contoso.com\r\nHost: evil",
    "contoso.com?x",
    "contoso.com#x",
    "../common",
    "contoso..com",
    "cоntoso.com",
    "contoso.com.",
    "common",
  ])("that is hostile is turned away: %j", (directory) => {
    expect(refusedAt({ ...least, directory })).toEqual(["/directory"]);
  });
});
