import { askedFor, asAgreed, type Agreement } from "../../domain/agreement";
import type { Link } from "../../domain/link";
import { ownSubscriptionSteps, planSteps, planText } from "../../domain/plan";
import { storedRequest } from "../../domain/request";
import { findRole, passwordWritebackRoles } from "../../domain/roles";
import { agreedPlan, chosen, ownAgreement, ownPlan } from "../../functions/agreement";
import { aRequest, aTenant } from "../support/aLink";
import { fixedKeys } from "../support/fakesKeys";
import { testNow } from "../support/fakesLinks";
import { aPlannedLink } from "../support/fakesStages";

const keys = fixedKeys();
const roleId = (name: string): string => findRole(name)?.templateId ?? "";
const two = { access: { roles: ["Global Reader", "Guest Inviter"] } };
const linkFor = (body: Record<string, unknown> = {}): Link =>
  aPlannedLink({ request: aRequest({ setWritebackFlag: true, ...body }) });
const choose = (fields: string, link = linkFor()) =>
  chosen(link, new URLSearchParams(fields), testNow);
/** All deadlines of the request are over at 2026-12-20T10:00. */
const asked = "2027-06-30T00:00:00.000Z";

describe("what the administrator chose", () => {
  it("is what was asked for, where nothing was changed on the page", () => {
    for (const link of [linkFor(), linkFor({ accessUntil: asked }), linkFor(two)])
      expect(choose("access=asked", link)).toEqual(askedFor(link.request));
  });

  it("is the lesser roles, or those that were ticked and were asked for", () => {
    const lesser = passwordWritebackRoles.map((role) => role.templateId);
    expect(choose("access=lesser")?.access).toEqual(lesser);
    const some = `access=some&role=${roleId("Guest Inviter")}&role=${roleId("User Administrator")}`;
    expect(choose(some, linkFor(two))?.access).toEqual([roleId("Guest Inviter")]);
  });

  it.each([
    ["", true, true],
    ["&withoutFlag=yes", true, false],
    ["&withoutWriteback=yes", false, false],
    ["&withoutWriteback=yes&withoutFlag=yes", false, false],
  ])("with %j has write-back %s and its flag %s", (ticks, passwordWriteback, setWritebackFlag) => {
    expect(choose(`access=asked${ticks}`)).toMatchObject({ passwordWriteback, setWritebackFlag });
  });

  it.each([
    ["&until=", null, null],
    ["&until=", asked, asked],
    ["&until=2027-06-30", asked, asked],
    ["&until=2027-06-29", asked, "2027-06-29T23:59:59.000Z"],
    ["&until=2027-06-29", null, "2027-06-29T23:59:59.000Z"],
    ["&until=2026-12-20", null, "2026-12-20T23:59:59.000Z"],
    ["&until=2028-02-29", null, "2028-02-29T23:59:59.000Z"],
  ])("with %j ends, where %j was asked for, at %j", (field, accessUntil, until) => {
    expect(choose(`access=asked${field}`, linkFor({ accessUntil }))?.until).toBe(until);
  });

  it.each([
    ["a day before everybody could answer", "until=2026-12-19"],
    ["a day that is over", "until=2020-01-01"],
    ["no day of any month", "until=2027-13-01"],
    ["a day that its month does not have", "until=2027-02-30"],
    ["a day of another calendar", "until=2027-02-29"],
    ["a moment", "until=2027-06-29T00:00:00Z"],
    ["another way to write it", "until=29.06.2027"],
    ["words", "until=never"],
    ["spaces around it", "until=+2027-06-29"],
    ["a line break behind it", "until=2027-06-29%0A"],
    ["two days", "until=2027-06-29&until=2027-06-28"],
    ["the same day twice", "until=2027-06-29&until=2027-06-29"],
  ])("is not taken with %s", (_what, field) => {
    expect(choose(`access=asked&${field}`)).toBeUndefined();
  });

  it.each([
    ["no choice", ""],
    ["an empty choice", "access="],
    ["another choice", "access=everything"],
    ["two choices", "access=asked&access=lesser"],
    ["ticked roles without that choice", `access=asked&role=${roleId("Guest Inviter")}`],
    ["a tick that says something else", "access=asked&withoutWriteback=no"],
    ["a tick that says on", "access=asked&withoutFlag=on"],
    ["a tick without a word", "access=asked&withoutFlag="],
    ["the same tick twice", "access=asked&withoutWriteback=yes&withoutWriteback=yes"],
  ])("is not taken with %s", (_what, fields) => {
    expect(choose(fields)).toBeUndefined();
  });

  it("can always be kept in the link's row, whatever day it is", () => {
    const days = ["2027-02-28", "2027-02-29", "2027-02-30", "2027-04-31", "2027-12-31"];
    const refused = days.filter((day) => {
      const link = linkFor();
      const agreed = choose(`access=asked&until=${day}`, link);
      return agreed && !storedRequest.safeParse(asAgreed(link.request, agreed)).success;
    });
    expect(refused).toEqual([]);
  });
});

describe("the plan that is agreed to", () => {
  const less = (link: Link): Agreement => ({
    ...askedFor(link.request),
    passwordWriteback: false,
    setWritebackFlag: false,
    until: "2027-06-29T23:59:59.000Z",
  });

  it("is the very plan that was shown, where all of it was agreed to", () => {
    const link = linkFor();
    expect(agreedPlan(keys, link, askedFor(link.request))).toBe(link.plan);
  });

  it("is planned anew for less, with a hash of its own", () => {
    const link = linkFor();
    const request = asAgreed(link.request, less(link));
    const steps = planSteps(request);
    expect(agreedPlan(keys, link, less(link))).toMatchObject({
      steps,
      edition: 2,
      hash: keys.sha256(planText({ tenantId: aTenant, request }, steps)),
    });
  });

  it("keeps the edition that the link was planned in", () => {
    const link = linkFor();
    const first: Link = { ...link, plan: link.plan && { ...link.plan, edition: 1 } };
    const plan = agreedPlan(keys, first, less(first));
    expect(plan).toMatchObject({ edition: 1 });
    expect(plan?.scopes).not.toContain("Policy.Read.All");
  });

  it.each<[string, Partial<Agreement>, Partial<Link>]>([
    ["more than was asked for", { access: [], until: null }, {}],
    ["a later end than was asked for", { until: "2027-07-01T00:00:00.000Z" }, {}],
    ["a link without a plan", {}, { plan: null }],
    ["a link without a directory", {}, { directory: null }],
  ])("does not exist for %s", (_what, agreed, changes) => {
    const link = { ...linkFor({ accessUntil: asked }), ...changes };
    expect(agreedPlan(keys, link, { ...askedFor(link.request), ...agreed })).toBeUndefined();
  });
});

describe("managing it oneself", () => {
  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])("asked with write-back %s and its checks %s keeps the checks: %s", (is, wanted, kept) => {
    const link = linkFor({ passwordWriteback: is, setWritebackFlag: is });
    const agreed = ownAgreement(link, wanted);
    expect(agreed).toEqual({
      access: [],
      passwordWriteback: kept,
      setWritebackFlag: false,
      until: null,
    });
    const request = { ...link.request, passwordWriteback: kept };
    const steps = ownSubscriptionSteps(request);
    const plan = ownPlan(keys, link, agreed);
    expect(plan?.steps).toEqual(steps);
    expect(plan?.hash).toBe(keys.sha256(planText({ tenantId: aTenant, request }, steps)));
    expect(plan?.hash).not.toBe(link.plan?.hash);
  });

  it("has no plan without a directory", () => {
    const link = { ...linkFor(), directory: null };
    expect(ownPlan(keys, link, ownAgreement(link, true))).toBeUndefined();
  });
});
