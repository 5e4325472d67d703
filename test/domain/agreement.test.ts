import { isLess, isWithin, type Agreement } from "../../domain/agreement";
import { findRole } from "../../domain/roles";

const agreement = (roles: string[], passwordWriteback = true): Agreement => ({
  access: roles.flatMap((name) => findRole(name)?.templateId ?? []),
  passwordWriteback,
});
const everything = agreement(["Global Administrator"]);
const two = agreement(["User Administrator", "Global Reader"]);

describe("isWithin", () => {
  it.each([
    ["all of it", everything, everything],
    ["all of it without write-back", everything, agreement(["Global Administrator"], false)],
    ["lesser roles instead of Global Administrator", everything, agreement(["Guest Inviter"])],
    ["one role of two", two, agreement(["Global Reader"])],
  ])("allows %s", (_what, asked, agreed) => {
    expect(isWithin(asked, agreed)).toBe(true);
  });

  it.each([
    ["no role", two, agreement([])],
    ["another role", two, agreement(["Guest Inviter"])],
    ["a higher role", two, everything],
    ["one role more", two, agreement(["User Administrator", "Global Reader", "Guest Inviter"])],
    [
      "write-back that was not asked for",
      agreement(["Global Reader"], false),
      agreement(["Global Reader"]),
    ],
  ])("refuses %s", (_what, asked, agreed) => {
    expect(isWithin(asked, agreed)).toBe(false);
  });
});

describe("isLess", () => {
  it("does not mind the order of roles", () => {
    expect(isLess(two, agreement(["Global Reader", "User Administrator"]))).toBe(false);
    expect(isLess(two, agreement(["Global Reader"]))).toBe(true);
    expect(isLess(two, { ...two, passwordWriteback: false })).toBe(true);
  });
});
