import { linkId } from "../../domain/ids";
import { makeMailedToken, readMailedToken, standing, type Reader } from "../../domain/mailedToken";
import { aKey, fixedKeys } from "../support/fakesKeys";

const id = linkId.parse("abcdefghijklmnopqrstuvwxyz");
const otherId = linkId.parse("22222222222222222222222222");
const keys = fixedKeys(aKey("k2", 2), aKey("k1", 1));
const token = makeMailedToken(keys, id, { n: 3, kid: "k1" });

describe("a mailed token", () => {
  it("tells whose link and which question it opens", () => {
    expect(readMailedToken(token)).toEqual({ linkId: id, n: 3, token });
  });

  it("is the same in a reminder, also after the keys were rotated", () => {
    expect(makeMailedToken(keys, id, { n: 3, kid: "k1" })).toBe(token);
    expect(makeMailedToken(fixedKeys(), id, { n: 3, kid: "k1" })).toBe(token);
  });

  it("is another one for another link, question or key", () => {
    const others = [
      makeMailedToken(keys, otherId, { n: 3, kid: "k1" }),
      makeMailedToken(keys, id, { n: 4, kid: "k1" }),
      makeMailedToken(keys, id, { n: 3, kid: "k2" }),
    ].map((text) => text.split(".")[2]);
    expect(new Set([...others, token.split(".")[2]]).size).toBe(4);
  });

  it("is not the anti-forgery token or the state of the same words", () => {
    const subject = token.split(".").slice(0, 2).join(".");
    const secret = token.split(".")[2];
    expect(secret).toBe(keys.mac("mail", subject, "k1"));
    expect(secret).not.toBe(keys.mac("form", subject, "k1"));
    expect(secret).not.toBe(keys.mac("state", subject, "k1"));
  });

  it("is another one for each of the two people, and the administrator's is the usual one", () => {
    const of = (reader: Reader, n = 3) => makeMailedToken(keys, id, { n, kid: "k1", reader });
    expect(of("administrator")).toBe(token);
    expect(of("account")).not.toBe(token);
    expect(readMailedToken(of("account"))).toMatchObject({ linkId: id, n: 3 });
    const all = [of("administrator", standing), of("account", standing), of("account"), token];
    expect(new Set(all.map((text) => text.split(".")[2])).size).toBe(4);
  });

  it("of the end belongs to no question: its number is zero", () => {
    const toEnd = makeMailedToken(keys, id, { n: standing, kid: "k1", reader: "account" });
    expect(readMailedToken(toEnd)).toEqual({ linkId: id, n: 0, token: toEnd });
  });

  it("goes into a web address as it is", () => {
    expect(encodeURIComponent(token)).toBe(token);
  });
});

describe("readMailedToken", () => {
  const [, , secret = ""] = token.split(".");
  it.each([
    ["nothing", undefined],
    ["an empty text", ""],
    ["no secret", `${id}.3.`],
    ["a short secret", `${id}.3.${secret.slice(1)}`],
    ["a long secret", `${id}.3.${secret}A`],
    ["a question zero with a sign", `${id}.-0.${secret}`],
    ["a question zero twice", `${id}.00.${secret}`],
    ["a question with a sign", `${id}.-3.${secret}`],
    ["a question with a zero in front", `${id}.03.${secret}`],
    ["a huge question", `${id}.1234567.${secret}`],
    ["a link id in upper case", `${id.toUpperCase()}.3.${secret}`],
    ["a link id that is too short", `${id.slice(1)}.3.${secret}`],
    ["a link id with a digit that base32 lacks", `${id.slice(1)}1.3.${secret}`],
    ["one part too many", `${token}.x`],
    ["a space in front", ` ${token}`],
    ["a line break behind", `${token}\n`],
    ["base64 that is not url-safe", `${id}.3.${"+".repeat(43)}`],
  ])("does not take %s for a token", (_what, text) => {
    expect(readMailedToken(text)).toBeUndefined();
  });
});
