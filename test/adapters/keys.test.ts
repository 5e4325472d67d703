import { newLinkId } from "../../adapters/linkIds";
import { createSeal, type SealedFor } from "../../adapters/sealing";
import { aKey, aRing, fixedKeys } from "../support/fakesKeys";

const before = fixedKeys(aKey("k1", 1));
const rotated = fixedKeys(aKey("k2", 2), aKey("k1", 1));
const after = fixedKeys(aKey("k2", 2));

describe("keys", () => {
  it("sign with the first of the ring and verify with all of it", () => {
    expect(rotated.currentKid()).toBe("k2");
    expect(rotated.mac("form", "text")).toBe(after.mac("form", "text"));
    expect(rotated.verify("form", "text", before.mac("form", "text"))).toBe(true);
    expect(rotated.verify("form", "text", after.mac("form", "text"))).toBe(true);
  });

  it("refuse what was signed with a key that is gone or to come", () => {
    expect(after.verify("form", "text", before.mac("form", "text"))).toBe(false);
    expect(before.verify("form", "text", after.mac("form", "text"))).toBe(false);
  });

  it("make the same mac again with an older key by its name", () => {
    expect(rotated.mac("mail", "text", "k1")).toBe(before.mac("mail", "text"));
  });

  it("refuse another purpose, another text, and what is no mac", () => {
    const mac = before.mac("form", "text");
    expect(before.verify("state", "text", mac)).toBe(false);
    expect(before.verify("form", "texT", mac)).toBe(false);
    for (const wrong of ["", "x", mac.slice(1), `${mac}x`, mac.toUpperCase()])
      expect(before.verify("form", "text", wrong)).toBe(false);
  });

  it("cannot be made to sign one purpose's text for another by a line break", () => {
    expect(before.mac("form", "a\nb")).not.toBe(before.mac("state", "a\nb"));
    expect(before.verify("mail", "form\ntext", before.mac("form", "text"))).toBe(false);
  });

  it("give digests as the world knows them", () => {
    expect(before.sha256("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(before.mac("form", "text")).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("give random texts of the length asked, never the same", () => {
    const texts = Array.from({ length: 50 }, () => before.random(32));
    for (const text of texts) expect(text).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(new Set(texts).size).toBe(50);
  });
});

describe("a seal", () => {
  const owner: SealedFor = { linkId: "link", tenantId: "tenant", purpose: "session" };
  const seal = createSeal(aRing(aKey("k1", 1)));
  const secret = "1.AR-the-refresh-token";
  const sealed = seal.seal(secret, owner);
  const [kid, nonce, tag, text] = sealed.split(".") as [string, string, string, string];

  /** The same part with its first bit turned over. */
  const flipped = (part: string): string => {
    const bytes = Buffer.from(part, "base64url");
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    return bytes.toString("base64url");
  };

  it("opens for its owner, whatever was sealed", () => {
    for (const words of [secret, "", "größer ✓", "x".repeat(5000)])
      expect(seal.unseal(seal.seal(words, owner), owner)).toBe(words);
  });

  it("hides the text and never looks the same twice", () => {
    const again = seal.seal(secret, owner);
    expect(again).not.toBe(sealed);
    expect(again.split(".")[1]).not.toBe(nonce);
    expect(Buffer.from(text, "base64url").toString("latin1")).not.toContain("refresh");
    expect(Buffer.from(nonce, "base64url")).toHaveLength(12);
    expect(Buffer.from(tag, "base64url")).toHaveLength(16);
  });

  it("opens with an older key after rotation, and seals with the new one", () => {
    const newer = createSeal(aRing(aKey("k2", 2), aKey("k1", 1)));
    expect(newer.unseal(sealed, owner)).toBe(secret);
    expect(newer.seal(secret, owner).split(".")[0]).toBe("k2");
  });

  it.each<[string, string, SealedFor]>([
    ["another link", sealed, { ...owner, linkId: "other" }],
    ["another tenant", sealed, { ...owner, tenantId: "other" }],
    ["another purpose", sealed, { ...owner, purpose: "else" as "session" }],
    ["owners whose words only add up", sealed, { ...owner, linkId: "link\ntenant", tenantId: "" }],
    ["an unknown key", ["k9", nonce, tag, text].join("."), owner],
    ["no key", ["", nonce, tag, text].join("."), owner],
    ["a changed text", [kid, nonce, tag, flipped(text)].join("."), owner],
    ["a changed tag", [kid, nonce, flipped(tag), text].join("."), owner],
    ["a changed nonce", [kid, flipped(nonce), tag, text].join("."), owner],
    ["a shortened tag", [kid, nonce, tag.slice(0, 6), text].join("."), owner],
    ["a missing text", [kid, nonce, tag].join("."), owner],
    ["something else", "hello", owner],
    ["nothing", "", owner],
  ])("does not open for %s, and says nothing of what is in it", (_what, given, forWhom) => {
    let message = "";
    expect(() => {
      try {
        seal.unseal(given, forWhom);
      } catch (error) {
        message = (error as Error).message;
        throw error;
      }
    }).toThrow();
    expect(message).not.toContain("refresh");
  });

  it("does not open where the same name now stands for another key", () => {
    const renamed = createSeal(aRing(aKey("k1", 2)));
    expect(() => renamed.unseal(sealed, owner)).toThrow();
  });
});

describe("newLinkId", () => {
  it("writes 128 bits as base32", () => {
    expect(newLinkId(Buffer.alloc(16, 0))).toBe("a".repeat(26));
    expect(newLinkId(Buffer.alloc(16, 255))).toBe(`${"7".repeat(25)}4`);
    expect(newLinkId(Buffer.from("foobarfoobarfoob"))).toBe("mzxw6ytbojtg633cmfzgm33pmi");
  });

  it("is another one for every bit", () => {
    const ids = Array.from({ length: 128 }, (_, bit) => {
      const bytes = Buffer.alloc(16);
      bytes[bit >> 3] = 128 >> (bit & 7);
      return newLinkId(bytes);
    });
    expect(new Set(ids).size).toBe(128);
  });

  it("takes no fewer bits", () => {
    expect(() => newLinkId(Buffer.alloc(8))).toThrow();
  });
});
