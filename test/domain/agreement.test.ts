import {
  agreedSteps,
  agreement as agreementSchema,
  asAgreed,
  askedFor,
  isLess,
  isWithin,
  type Agreement,
} from "../../domain/agreement";
import { planSteps } from "../../domain/plan";
import { findRole } from "../../domain/roles";
import { aRequest } from "../support/aLink";

const agreement = (
  roles: string[],
  passwordWriteback = true,
  more: Partial<Agreement> = {},
): Agreement => ({
  access: roles.flatMap((name) => findRole(name)?.templateId ?? []),
  passwordWriteback,
  setWritebackFlag: false,
  until: null,
  ...more,
});
const day = "2027-01-31T23:59:59.000Z";
const later = "2027-02-01T00:00:00.000Z";
const reader = (more: Partial<Agreement>, writeback = true) =>
  agreement(["Global Reader"], writeback, more);
const everything = agreement(["Global Administrator"]);
const two = agreement(["User Administrator", "Global Reader"]);

describe("isWithin", () => {
  it.each([
    ["all of it", everything, everything],
    ["all of it without write-back", everything, agreement(["Global Administrator"], false)],
    ["lesser roles instead of Global Administrator", everything, agreement(["Guest Inviter"])],
    ["one role of two", two, agreement(["Global Reader"])],
    ["an end date where none was asked for", reader({}), reader({ until: day })],
    ["the end date that was asked for", reader({ until: day }), reader({ until: day })],
    ["an earlier end date", reader({ until: later }), reader({ until: day })],
    ["the flag as asked", reader({ setWritebackFlag: true }), reader({ setWritebackFlag: true })],
    ["write-back without its flag", reader({ setWritebackFlag: true }), reader({})],
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
    ["a later end date", reader({ until: day }), reader({ until: later })],
    ["no end date where one was asked for", reader({ until: day }), reader({})],
    ["an end date that is none", reader({ until: day }), reader({ until: "next year" })],
    ["a flag that was not asked for", reader({}), reader({ setWritebackFlag: true })],
    [
      "the flag without the write-back that it is for",
      reader({ setWritebackFlag: true }),
      reader({ setWritebackFlag: true }, false),
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

  it("knows by the end date and the flag that less was agreed to", () => {
    const asked = reader({ setWritebackFlag: true, until: later });
    expect(isLess(asked, reader({ setWritebackFlag: true, until: later }))).toBe(false);
    expect(isLess(asked, reader({ setWritebackFlag: true, until: day }))).toBe(true);
    expect(isLess(asked, reader({ until: later }))).toBe(true);
  });
});

describe("what was agreed to", () => {
  const request = aRequest({ setWritebackFlag: true, accessUntil: later });

  it("is what was asked for, where nothing was changed", () => {
    expect(asAgreed(request, askedFor(request))).toEqual(request);
  });

  it("takes the place of what was asked for, and of nothing else in the request", () => {
    const agreed = reader({ until: day }, false);
    expect(asAgreed(request, agreed)).toEqual({
      ...request,
      access: agreed.access,
      passwordWriteback: false,
      setWritebackFlag: false,
      accessUntil: day,
    });
  });

  it("is planned in the edition that the link was planned in", () => {
    const agreed = reader({ until: day });
    expect(agreedSteps(request, agreed, 1)).toEqual(planSteps(asAgreed(request, agreed), 1));
    expect(agreedSteps(request, agreed, 2)).toHaveLength(
      agreedSteps(request, agreed, 1).length + 1,
    );
  });

  it("reads a try from before there was a flag or an end date as one without", () => {
    const before = { access: [...everything.access], passwordWriteback: true };
    expect(agreementSchema.parse(before)).toEqual(everything);
  });
});
