import { createPreflight } from "../../activities/preflight";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { globalAdministrator } from "../../domain/roles";
import { aRequest } from "../support/aLink";
import { aGuest, aGuestId, fakeDirectory, type FakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anAgreedLink, aRoleOf, cancelRequested } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const until = "2027-01-31T00:00:00.000Z";
const address = "partner.ops@outlook.com";

/** Consent was confirmed a moment ago, so the roles are planned. */
function agreed(body: Record<string, unknown> = {}, changes: Partial<Link> = {}): Link {
  const request = aRequest({ passwordWriteback: false, ...body });
  const how =
    request.assignment === "eligible" ? "eligible" : request.accessUntil ? "scheduled" : "direct";
  return anAgreedLink({ request, roles: [aRoleOf({ how })], ...changes });
}

function stage(link: Link = agreed(), facts: Partial<FakeDirectory["facts"]> = {}) {
  const links = fakeLinks(link);
  const fake = fakeDirectory(facts);
  const countOthers = jest.fn(() => Promise.resolve(0));
  const look = createPreflight({
    links,
    sessions: fake.sessions,
    openLinks: { countOthers },
    now: () => testNow,
  });
  return {
    links,
    fake,
    countOthers,
    run: () => look({ linkId: link.id }),
    names: () => fake.calls.map(([name]) => name),
    warnings: () => links.row().preflight?.warnings.map((one) => one.code),
  };
}

describe("preflight", () => {
  it("looks at everything that may be in the way, and changes nothing in the directory", async () => {
    const { links, fake, countOthers, run, warnings } = stage();
    expect(await run()).toEqual({ isThere: false, how: "direct" });
    expect(fake.calls).toEqual([
      ["findByAddress", address],
      ["invitePolicy"],
      ["countHolders", globalAdministrator.templateId],
      ["syncState"],
    ]);
    expect(fake.writes()).toEqual([]);
    const { directory, id } = links.row();
    expect(countOthers).toHaveBeenCalledWith(directory?.tenantId, id);
    expect(links.row().preflight).toEqual({ at: testNow, warnings: [] });
    expect(warnings()).toEqual([]);
    expect(links.told()).toEqual(["preflight.done"]);
  });

  it("looks once: what was seen stays seen, however often it runs", async () => {
    const { links, fake, run } = stage();
    const first = await run();
    fake.facts.users.push(aGuest());
    expect(await run()).toEqual(first);
    expect(fake.sessions.opened).toBe(1);
    expect(links.told()).toEqual(["preflight.done"]);
  });

  it("looks again where the process died before it was noted", async () => {
    const { links, run } = stage();
    links.dieAtChange(1);
    await expect(run()).rejects.toThrow("died");
    expect(links.row().preflight).toBeNull();
    links.revive();
    expect(await run()).toEqual({ isThere: false, how: "direct" });
    expect(links.told()).toEqual(["preflight.done"]);
  });

  it("notes an account that is there, with its warning, in one write; nobody needs an invitation then", async () => {
    const { links, fake, run, warnings } = stage(agreed(), { users: [aGuest()] });
    fake.facts.invitePolicy = "none";
    expect(await run()).toEqual({ isThere: true, how: "direct" });
    expect(links.row().account).toMatchObject({
      found: { objectId: aGuestId, isOwnAddress: true, redeemedAt: null },
      objectId: null,
    });
    expect(warnings()).toEqual(["account_there"]);
    expect(links.told()).toEqual(["preflight.done", "account.found"]);
    const [event] = await links.events(links.row().id, 0);
    expect(event?.data).toEqual({ warnings: "account_there" });
    expect(await run()).toEqual({ isThere: true, how: "direct" });
  });

  it("parks before anything is changed where nobody may invite guests", async () => {
    const { links, fake, run } = stage(agreed(), { invitePolicy: "none" });
    expect(await failureOf(run())).toMatchObject({
      code: "invitations_closed",
      class: "needsPerson",
    });
    expect(fake.writes()).toEqual([]);
    expect(links.row().preflight).toBeNull();
    expect(links.told()).toEqual([]);
  });

  it.each(["adminsAndGuestInviters", "adminsGuestInvitersAndAllMembers", "everyone"])(
    "goes on where %s may invite guests, as an administrator may",
    async (invitePolicy) => {
      expect(await stage(agreed(), { invitePolicy }).run()).toMatchObject({ isThere: false });
    },
  );

  it.each([
    ["two objects", [aGuest(), aGuest()], "account_ambiguous"],
    [
      "somebody else's further address",
      [aGuest({ mail: "else@contoso.com", userPrincipalName: "else@contoso.com" })],
      "address_taken",
    ],
  ])("leaves %s to a person", async (_what, users, code) => {
    const { links, run } = stage(agreed(), { users });
    const failure = await failureOf(run());
    expect(failure).toMatchObject({ code, class: "needsPerson" });
    expect(failure.message).not.toContain("@");
    expect(links.row()).toMatchObject({ preflight: null, account: { found: null } });
    expect(links.told()).toEqual([]);
  });

  it("asks for licences only where a step of the plan needs to know", async () => {
    for (const [body, asked] of [
      [{}, false],
      [{ passwordWriteback: true }, true],
      [{ accessUntil: until }, true],
    ] as const) {
      const { run, names } = stage(agreed(body));
      await run();
      expect([body, names().includes("licences")]).toEqual([body, asked]);
    }
  });

  it("gives a role until a date with the licence: Entra ends it", async () => {
    const { links, run } = stage(agreed({ accessUntil: until }), { privileged: true });
    expect(await run()).toEqual({ isThere: false, how: "scheduled" });
    expect(links.row().until).toEqual({ at: until, enforcedBy: "entra" });
    expect(links.row().roles[0]?.how).toBe("scheduled");
  });

  it("gives it for good without the licence, and says that people are reminded", async () => {
    const { links, run, warnings } = stage(agreed({ accessUntil: until }));
    expect(await run()).toEqual({ isThere: false, how: "direct" });
    expect(links.row().until).toEqual({ at: until, enforcedBy: "reminder" });
    expect(links.row().roles[0]?.how).toBe("direct");
    expect(warnings()).toEqual(["end_only_reminded"]);
    expect(await run()).toEqual({ isThere: false, how: "direct" });
  });

  it.each([null, until])(
    "parks an eligible role without the licence: there is nothing to fall back to (until %j)",
    async (accessUntil) => {
      const { links, fake, run } = stage(agreed({ assignment: "eligible", accessUntil }));
      expect(await failureOf(run())).toMatchObject({
        code: "premium_licence_missing",
        class: "needsPerson",
      });
      expect(links.row().preflight).toBeNull();
      expect(fake.writes()).toEqual([]);
      fake.facts.privileged = true;
      expect(await run()).toEqual({ isThere: false, how: "eligible" });
    },
  );

  it("notes nothing where a look failed", async () => {
    const { links, fake, run } = stage();
    const failure = new LinkError({ code: "graph_unavailable", class: "transient" }, "x");
    fake.fail("countHolders", failure);
    expect(await failureOf(run())).toBe(failure);
    expect(links.row().preflight).toBeNull();
    expect(links.told()).toEqual([]);
  });

  it("does nothing for a link that is to be cancelled", async () => {
    const { fake, run } = stage(agreed({}, { cancelRequested }));
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.sessions.opened).toBe(0);
  });
});
