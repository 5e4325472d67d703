import { createInviteAccount } from "../../activities/inviteAccount";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import type { DirectoryUser } from "../../domain/microsoftPorts";
import { aRequest, aTenant } from "../support/aLink";
import { aGuest, aGuestId, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anAgreedLink, cancelRequested } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

function stage(link: Link = anAgreedLink(), user?: DirectoryUser) {
  const links = fakeLinks(link);
  const fake = fakeDirectory({ user });
  const invite = createInviteAccount({ links, sessions: fake.sessions, now: () => testNow });
  return { links, fake, run: () => invite({ linkId: link.id }) };
}

const lost = new LinkError({ code: "graph_unavailable", class: "transient" }, "no answer");

describe("inviteAccount", () => {
  it("looks first, then invites the account as a guest who ends up in this directory's portal", async () => {
    const { links, fake, run } = stage();
    await run();
    expect(fake.calls).toEqual([
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
    expect(links.row().account).toEqual({
      inviteIntentAt: testNow,
      objectId: aGuestId,
      signedInAt: null,
    });
    expect(links.told()).toEqual(["account.invited"]);
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
    expect(links.row().account).toMatchObject({ inviteIntentAt: testNow, objectId: null });
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

  it.each<[string, DirectoryUser]>([
    ["a guest from before this link", aGuest({ createdAt: "2026-11-22T09:54:59.000Z" })],
    ["a guest who has accepted another invitation", aGuest({ redemption: "accepted" })],
    ["a member with that address", aGuest({ userType: "Member", redemption: "none" })],
    ["an object without a creation time", aGuest({ createdAt: "" })],
  ])("leaves %s to a person and invites nobody", async (_what, user) => {
    const { links, fake, run } = stage(anAgreedLink(), user);
    const failure = await failureOf(run());
    expect(failure).toMatchObject({ code: "account_already_in_directory", class: "needsPerson" });
    expect(failure.message).toContain(user.objectId);
    expect(failure.message).not.toContain("@");
    expect(fake.writes()).toEqual([]);
    expect(links.row().account.objectId).toBeNull();
    expect(links.told()).toEqual([]);
  });

  it("takes a pending guest for its own only within the difference of two clocks", async () => {
    const { links, fake, run } = stage(
      anAgreedLink(),
      aGuest({ createdAt: "2026-11-22T09:55:00.000Z" }),
    );
    await run();
    expect(fake.writes()).toEqual([]);
    expect(links.row().account.objectId).toBe(aGuestId);
  });

  it("does nothing for a link that is to be cancelled", async () => {
    const { links, fake, run } = stage(anAgreedLink({ cancelRequested }));
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.calls).toEqual([]);
    expect(fake.sessions.opened).toBe(0);
    expect(links.row().account.inviteIntentAt).toBeNull();
  });
});
