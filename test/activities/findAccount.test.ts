import { createFindAccount } from "../../activities/findAccount";
import { lookUpAccount } from "../../activities/lookUpAccount";
import type { Link } from "../../domain/link";
import type { DirectoryUser } from "../../domain/microsoftPorts";
import { aGuest, aGuestId, aRedeemedGuest, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anAccount, anAgreedLink, anotherRole, cancelRequested } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const address = "partner.ops@outlook.com";

describe("lookUpAccount", () => {
  const looked = (...users: DirectoryUser[]) =>
    lookUpAccount(fakeDirectory({ users }).directory, address);

  it("finds nobody where nobody has the address", async () => {
    expect(await looked()).toBeUndefined();
  });

  it("says who it is, what it holds, and when it accepted", async () => {
    const { directory, facts } = fakeDirectory({ users: [aRedeemedGuest()] });
    facts.held.push({ id: "a", templateId: anotherRole });
    expect((await lookUpAccount(directory, address))?.account).toEqual({
      objectId: aGuestId,
      name: "Partner operations",
      userPrincipalName: "partner.ops_outlook.com#EXT#@contoso.onmicrosoft.com",
      userType: "Guest",
      createdAt: testNow,
      redeemedAt: testNow,
      roles: [anotherRole],
      isOwnAddress: true,
    });
  });

  it("makes one plain line of names that people of the directory chose", async () => {
    const found = await looked(aGuest({ name: "Evil\u202e\nname ".repeat(40) }));
    expect(found?.account.name).toMatch(/^[A-Za-z ]{1,200}$/);
  });

  it.each([
    ["its mail in other letters", aGuest({ mail: "Partner.Ops@Outlook.com" }), true],
    ["its name to sign in", aGuest({ mail: null, userPrincipalName: address }), true],
    ["one more mail", aGuest({ mail: "x@contoso.com", otherMails: [address] }), false],
  ])("says whether the address is its own: %s", async (_what, user, isOwnAddress) => {
    expect((await looked(user))?.account.isOwnAddress).toBe(isOwnAddress);
  });
});

describe("findAccount", () => {
  function stage(link: Link = anAgreedLink(), ...users: DirectoryUser[]) {
    const links = fakeLinks(link);
    const fake = fakeDirectory({ users });
    const find = createFindAccount(links, fake.sessions);
    return { links, fake, run: () => find({ linkId: link.id }) };
  }

  it("notes an account that is there, once, and gives it nothing", async () => {
    const { links, fake, run } = stage(anAgreedLink(), aGuest());
    expect(await run()).toEqual({ isThere: true });
    expect(await run()).toEqual({ isThere: true });
    expect(links.row().account).toMatchObject({ found: { objectId: aGuestId }, objectId: null });
    expect(links.told()).toEqual(["account.found"]);
    expect(fake.sessions.opened).toBe(1);
    expect(fake.writes()).toEqual([]);
  });

  it("answers that nobody is there, and notes nothing", async () => {
    const { links, run } = stage();
    expect(await run()).toEqual({ isThere: false });
    expect(links.told()).toEqual([]);
  });

  it("takes the guest of its own invitation for no account that was there", async () => {
    const account = anAccount({ inviteIntentAt: testNow });
    const { fake, run } = stage(anAgreedLink({ account }), aGuest());
    expect(await run()).toEqual({ isThere: false });
    expect(fake.sessions.opened).toBe(0);
  });

  it("does nothing for a link that is to be cancelled", async () => {
    const { fake, run } = stage(anAgreedLink({ cancelRequested }), aGuest());
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.sessions.opened).toBe(0);
  });
});
