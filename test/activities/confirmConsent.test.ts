import { createConfirmConsent } from "../../activities/confirmConsent";
import type { Link } from "../../domain/link";
import { aRequest, aWait, anAgreement } from "../support/aLink";
import { anAdministratorId, fakeDirectory } from "../support/fakesDirectory";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import {
  anAgreedLink,
  anotherRole,
  aRole,
  aRoleOf,
  cancelRequested,
  someone,
} from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

function stage(link: Link = anAgreedLink()) {
  const links = fakeLinks(link);
  const fake = fakeDirectory();
  const confirm = createConfirmConsent({ links, sessions: fake.sessions, keys: fixedKeys() });
  return { links, fake, run: () => confirm({ linkId: link.id }) };
}

/** An approval of a plan with this hash, before and after other waits. */
const agreedTo = (planHash: string): Link["pastWaits"] => [
  aWait({
    decision: {
      type: "approved",
      at: testNow,
      by: "administrator",
      consent: { sessionId: "session-1", person: someone, planHash, agreed: anAgreement },
    },
  }),
];

describe("confirmConsent", () => {
  it("opens the session, sees an administrator, and lists the roles that were agreed to", async () => {
    const { links, fake, run } = stage();
    expect(await run()).toEqual({
      roles: [aRole],
      passwordWriteback: true,
      setWritebackFlag: false,
    });
    expect(fake.calls).toEqual([["ownRoles"]]);
    expect(links.row().roles).toEqual([aRoleOf()]);
    const [event] = await links.events(links.row().id, 0);
    expect(event).toMatchObject({
      type: "consent.confirmed",
      data: { objectId: anAdministratorId },
    });
  });

  it.each([
    ["scheduled", { accessUntil: "2027-01-31T00:00:00Z" }],
    ["eligible", { assignment: "eligible" }],
  ])("lists roles that are %s as that", async (how, body) => {
    const { links, run } = stage(anAgreedLink({ request: aRequest(body) }));
    await run();
    expect(links.row().roles.map((role) => role.how)).toEqual([how]);
  });

  it("keeps to the plan that was shown before there was a pre-flight, and to no other hash", async () => {
    const before = anAgreedLink();
    const plan = before.plan && { ...before.plan, edition: 1 as const, hash: "as it was shown" };
    const shown = stage({ ...before, plan, pastWaits: agreedTo("as it was shown") });
    expect(await shown.run()).toMatchObject({ roles: [aRole] });
    const other = stage({ ...before, plan, pastWaits: agreedTo("another hash") });
    expect(await failureOf(other.run())).toMatchObject({ code: "plan_changed" });
    expect(other.fake.sessions.opened).toBe(0);
    expect(other.links.row().roles).toEqual([]);
  });

  it("tells once, however often it runs", async () => {
    const { links, run } = stage();
    await run();
    await run();
    expect(links.told()).toEqual(["consent.confirmed"]);
  });

  it.each([
    ["agreed to another plan", { pastWaits: agreedTo("another hash") }],
    ["was never agreed to", { pastWaits: [aWait()] }],
    [
      "asks for other roles than its plan says",
      { request: aRequest({ access: { roles: [anotherRole] } }), plan: anAgreedLink().plan },
    ],
    ["lost its plan", { plan: null }],
    ["lost its directory", { directory: null }],
  ])("stops a link that %s, before the session is opened", async (_what, changes) => {
    const before = anAgreedLink();
    const link = { ...before, ...changes };
    const { links, fake, run } = stage(link);
    expect(await failureOf(run())).toMatchObject({ code: "plan_changed", class: "final" });
    expect(fake.sessions.opened).toBe(0);
    expect(links.row().roles).toEqual([]);
    expect(links.told()).toEqual([]);
  });

  it("stops before anything is written where the administrator's role ended", async () => {
    const { links, fake, run } = stage();
    fake.facts.ownRoles = [];
    expect(await failureOf(run())).toMatchObject({
      code: "not_an_administrator",
      class: "needsPerson",
    });
    expect(fake.writes()).toEqual([]);
    expect(links.row().roles).toEqual([]);
  });

  it("does nothing for a link that is to be cancelled", async () => {
    const { links, fake, run } = stage(anAgreedLink({ cancelRequested }));
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.sessions.opened).toBe(0);
    expect(links.told()).toEqual([]);
  });
});
