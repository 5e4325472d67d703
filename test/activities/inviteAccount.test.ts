import { createInviteAccount } from "../../activities/inviteAccount";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import type { DirectoryUser } from "../../domain/microsoftPorts";
import { aRequest, aTenant } from "../support/aLink";
import { aGuest, aGuestId, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anAccount, anAgreedLink, anotherRole, cancelRequested } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

function stage(link: Link = anAgreedLink(), ...users: DirectoryUser[]) {
  const links = fakeLinks(link);
  const fake = fakeDirectory({ users });
  const invite = createInviteAccount({ links, sessions: fake.sessions, now: () => testNow });
  return { links, fake, run: () => invite({ linkId: link.id }) };
}

const lost = new LinkError({ code: "graph_unavailable", class: "transient" }, "no answer");

describe("inviteAccount", () => {
  it("looks first, then invites the account as a guest who ends up in this directory's portal", async () => {
    const { links, fake, run } = stage();
    await run();
    expect(fake.calls).toEqual([
      ["ownRoles"],
      ["findByAddress", "partner.ops@outlook.com"],
      [
        "invite",
        {
          address: "partner.ops@outlook.com",
          name: "Partner operations",
          redirectUrl: `https://entra.microsoft.com/${aTenant}`,
        },
      ],
    ]);
    expect(links.row().account).toEqual(anAccount({ inviteIntentAt: testNow, objectId: aGuestId }));
    expect(links.told()).toEqual(["account.invited"]);
  });

  it("invites nobody where the administrator's role ended meanwhile, though any member might", async () => {
    const { links, fake, run } = stage();
    fake.facts.ownRoles = [anotherRole];
    expect(await failureOf(run())).toMatchObject({ code: "not_an_administrator" });
    expect(fake.writes()).toEqual([]);
    expect(links.told()).toEqual([]);
  });

  it("sends no name where none was given", async () => {
    const request = aRequest({ account: { email: "partner.ops@outlook.com" } });
    const { fake, run } = stage(anAgreedLink({ request }));
    await run();
    expect(fake.calls.at(-1)?.[1]).not.toHaveProperty("name");
  });

  it("invites once, however often it runs", async () => {
    const { links, fake, run } = stage();
    await run();
    await run();
    expect(fake.writes()).toEqual(["invite"]);
    expect(fake.sessions.opened).toBe(1);
    expect(links.told()).toEqual(["account.invited"]);
  });

  it("writes down what it is about to do before it does it", async () => {
    const { links, fake, run } = stage();
    fake.fail("invite", lost);
    await failureOf(run());
    expect(links.row().account).toMatchObject({
      found: null,
      inviteIntentAt: testNow,
      objectId: null,
    });
  });

  it("invites nobody while its intent is not written", async () => {
    const { links, fake, run } = stage();
    links.dieAtChange(1);
    await expect(run()).rejects.toThrow();
    expect(fake.writes()).toEqual([]);
  });

  it("finds its own guest again where the process died right after the invitation", async () => {
    const { links, fake, run } = stage();
    links.dieAtChange(2);
    await expect(run()).rejects.toThrow("died");
    links.revive();
    await run();
    expect(fake.writes()).toEqual(["invite"]);
    expect(links.row().account.objectId).toBe(aGuestId);
  });

  it("finds its own guest again where Graph's answer was lost", async () => {
    const { links, fake, run } = stage();
    fake.fail("invite", lost, "late");
    expect(await failureOf(run())).toMatchObject({ class: "transient" });
    await run();
    expect(fake.writes()).toEqual(["invite"]);
    expect(links.row().account.objectId).toBe(aGuestId);
  });

  it("waits for a guest that Graph knows of but does not show yet", async () => {
    const { links, fake, run } = stage();
    fake.fail("invite", new LinkError({ code: "account_not_visible_yet", class: "settling" }, "x"));
    expect(await failureOf(run())).toMatchObject({ class: "settling" });
    expect(links.row().account.objectId).toBeNull();
  });

  const tried = anAgreedLink({
    account: anAccount({ inviteIntentAt: testNow }),
  });

  it.each<[string, ...DirectoryUser[]]>([
    ["a guest from before this link", aGuest({ createdAt: "2026-11-22T09:57:59.000Z" })],
    ["a guest whom somebody invited long after", aGuest({ createdAt: "2026-11-22T10:20:01.000Z" })],
    ["a guest who has accepted another invitation", aGuest({ redemption: "accepted" })],
    ["a guest with another address of that name", aGuest({ mail: "other@outlook.com" })],
    ["a member with that address", aGuest({ userType: "Member", redemption: "none" })],
    ["a member who is pending", aGuest({ userType: "Member" })],
    ["an object without a creation time", aGuest({ createdAt: "" })],
    ["two objects with that address", aGuest(), aGuest({ redemption: "none" })],
  ])("leaves %s to a person and invites nobody", async (_what, ...users) => {
    for (const link of [tried, anAgreedLink()]) {
      const { links, fake, run } = stage(link, ...users);
      const failure = await failureOf(run());
      expect(failure).toMatchObject({ code: "account_already_in_directory", class: "needsPerson" });
      expect(failure.message).toContain(aGuestId);
      expect(failure.message).not.toContain("@");
      expect(fake.writes()).toEqual([]);
      expect(links.row()).toEqual(link);
      expect(links.told()).toEqual([]);
    }
  });

  it("takes no guest for its own before it ever meant to invite one", async () => {
    const { fake, run } = stage(anAgreedLink(), aGuest());
    expect(await failureOf(run())).toMatchObject({ code: "account_already_in_directory" });
    expect(fake.writes()).toEqual([]);
  });

  it.each(["2026-11-22T09:58:00.000Z", "2026-11-22T10:20:00.000Z"])(
    "takes the pending guest of %s for that of its own earlier try",
    async (createdAt) => {
      const { links, fake, run } = stage(
        tried,
        aGuest({ createdAt, mail: "Partner.Ops@Outlook.com" }),
      );
      await run();
      expect(fake.writes()).toEqual([]);
      expect(links.row().account.objectId).toBe(aGuestId);
    },
  );

  it("means to invite anew when it comes back days later", async () => {
    const days = "2026-11-19T10:00:00.000Z";
    const account = anAccount({ inviteIntentAt: days });
    const { links, run } = stage(anAgreedLink({ account }));
    await run();
    expect(links.row().account.inviteIntentAt).toBe(testNow);
  });

  it("does nothing for a link that is to be cancelled", async () => {
    const { links, fake, run } = stage(anAgreedLink({ cancelRequested }));
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.calls).toEqual([]);
    expect(fake.sessions.opened).toBe(0);
    expect(links.row().account.inviteIntentAt).toBeNull();
  });
});
