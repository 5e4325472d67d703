import { asAgreed, askedFor } from "../../domain/agreement";
import { withAnswer } from "../../domain/answers";
import { linkSchema, type Link } from "../../domain/link";
import {
  endSteps,
  ownSubscriptionSteps,
  planScopes,
  planSteps,
  type PlanEdition,
} from "../../domain/plan";
import { findRole } from "../../domain/roles";
import type { Decision } from "../../domain/wait";
import { aLink, aRequest } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { testNow } from "../support/fakesLinks";
import { anAccount, aRoleOf, someone } from "../support/fakesStages";

const by = { at: testNow, by: "administrator" };
const link = aLink({ request: aRequest({ setWritebackFlag: true }) });
const asked = askedFor(link.request);
const consentTo = (agreed = asked) => ({
  sessionId: "session-1",
  person: someone,
  planHash: "hash of it",
  agreed,
});
const reader = findRole("Global Reader")?.templateId;
const less = { ...asked, access: reader ? [reader] : [], until: "2027-01-31T23:59:59.000Z" };
const given = { person: someone, sessionId: "session-1", at: testNow };

describe("what an answer brings", () => {
  it.each<Decision["type"]>(["retry", "declined", "expired", "cancelled", "notMe"])(
    "is nothing, where it is %s",
    (type) => {
      for (const what of ["consent", "operator", "signIn"] as const)
        expect(withAnswer(link, what, { ...by, type })).toEqual(link);
    },
  );

  it("is somebody else to ask, and passing on by the people asked is counted", () => {
    const to = { email: "colleague@contoso.onmicrosoft.com" };
    const forwarded: Decision = { ...by, type: "forwarded", to };
    expect(withAnswer(link, "consent", forwarded).administrator).toEqual({ ...to, forwards: 1 });
    const byCaller = withAnswer(link, "end", { ...forwarded, by: "helpdesk" });
    expect(byCaller).toEqual({
      ...link,
      administrator: { ...to, forwards: 0 },
      named: { link: 1, end: 0 },
      asked: [{ ...to, by: "helpdesk", at: forwarded.at }],
    });
  });

  it("is who signed in, with the kind of account", () => {
    const account = { objectId: aGuestId, kind: "passcode" as const, home: null };
    expect(withAnswer(link, "signIn", { ...by, type: "signedIn", account })).toEqual({
      ...link,
      account: { ...link.account, signedInAt: testNow, kind: "passcode" },
    });
  });

  it("is consent to all of it, and the plan stays as it was shown", () => {
    const approved: Decision = { ...by, type: "approved", consent: consentTo() };
    expect(withAnswer(link, "consent", approved)).toEqual({ ...link, consent: given });
  });

  it.each<PlanEdition>([1, 2])("is consent to less, planned in edition %i as it was", (edition) => {
    const plan = link.plan && { ...link.plan, edition };
    const approved: Decision = { ...by, type: "approved", consent: consentTo(less) };
    const after = withAnswer({ ...link, plan }, "consent", approved);
    const request = asAgreed(link.request, less);
    const steps = planSteps(request, edition);
    expect(after).toEqual({
      ...link,
      request,
      narrowedFrom: asked,
      offeredPlan: plan,
      plan: { hash: "hash of it", steps, scopes: planScopes(steps), edition },
      consent: given,
    });
    expect(linkSchema.parse(after)).toEqual(after);
  });

  it("is no write-back where none was agreed to, and the first asking is kept", () => {
    const none = { ...less, passwordWriteback: false, setWritebackFlag: false };
    const first: Link = { ...link, narrowedFrom: asked };
    const renewed: Decision = { ...by, type: "renewed", consent: consentTo(none) };
    const after = withAnswer(first, "administrator", renewed);
    expect(after.writeback.state).toBe("notAsked");
    expect(after.narrowedFrom).toEqual(asked);
  });

  it("is the account that was found, where it was confirmed", () => {
    const found: Link["account"]["found"] = {
      objectId: aGuestId,
      name: "Partner",
      userPrincipalName: "partner",
      userType: "Guest",
      createdAt: testNow,
      redeemedAt: null,
      roles: [],
      isOwnAddress: true,
    };
    const there = { ...link, account: anAccount({ found }) };
    const confirmed: Decision = { ...by, type: "confirmed" };
    expect(withAnswer(there, "confirmation", confirmed).account.objectId).toBe(aGuestId);
    const proven = withAnswer(there, "confirmation", { ...confirmed, consent: consentTo() });
    expect(proven).toMatchObject({ account: { objectId: aGuestId }, consent: given });
  });
});

describe("we manage it ourselves", () => {
  const own = (passwordWriteback: boolean): Decision => ({
    ...by,
    type: "ownSubscription",
    consent: consentTo({
      access: [],
      passwordWriteback,
      setWritebackFlag: false,
      until: null,
    }),
  });

  it.each([
    [true, "planned"],
    [false, "notAsked"],
  ] as const)("leaves of the plan the checks: %s, and gives nobody a role", (wanted, state) => {
    const after = withAnswer(link, "consent", own(wanted));
    const request = { ...link.request, passwordWriteback: wanted, setWritebackFlag: false };
    expect(after).toMatchObject({
      outcome: null,
      request,
      writeback: { state },
      consent: given,
      roles: [],
      narrowedFrom: null,
    });
    expect(after.plan?.steps).toEqual(ownSubscriptionSteps(request));
    expect(after.plan?.scopes.join()).not.toMatch(/Write/);
    expect(linkSchema.parse(after)).toEqual(after);
  });
});

describe("the answer about write-back", () => {
  it("is signed off by whoever followed the steps", () => {
    const after = withAnswer(link, "writeback", { type: "signedOff", at: testNow, by: "account" });
    const signedOff = { by: "account", at: testNow };
    expect(after.writeback).toEqual({ ...link.writeback, state: "signedOff", signedOff });
  });

  it.each<Decision["type"]>(["notDone", "expired", "ending"])("is still to do after %s", (type) => {
    const { writeback } = withAnswer(link, "writeback", { ...by, type });
    expect(writeback).toEqual({ ...link.writeback, state: "actionNeeded", signedOff: null });
  });

  it("says nothing of write-back where another question expired", () => {
    expect(withAnswer(link, "signIn", { ...by, type: "expired" })).toEqual(link);
  });
});

describe("agreed to end", () => {
  const ending = { by: "account", at: testNow, runId: "r", lastWait: 1, proof: null, scopes: [] };
  const held: Link = {
    ...link,
    status: "ending",
    account: anAccount({ objectId: aGuestId }),
    roles: [aRoleOf({ state: "assigned" })],
    consent: { ...given, sessionId: "session-0" },
    ending,
  };
  const agreed: Decision = { ...by, type: "agreedToEnd", consent: consentTo() };

  it.each(["end", "operator"] as const)("is the proof for the end (%s)", (what) => {
    const scopes = planScopes(endSteps(held));
    expect(withAnswer(held, what, agreed)).toEqual({
      ...held,
      ending: { ...ending, proof: consentTo(), scopes },
    });
  });

  it("changes nothing of what was agreed to before, and ends nothing that nobody ends", () => {
    const nothing = { ...held, ending: null };
    expect(withAnswer(nothing, "end", agreed)).toEqual(nothing);
  });
});
