import { createRemoveGuest } from "../../activities/removeGuest";
import { createRevokeSessions } from "../../activities/revokeSessions";
import { linkId } from "../../domain/ids";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { privilegedRoleAdministrator } from "../../domain/roles";
import type { FoundAccount } from "../../domain/linkParts";
import { aGuestId, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anAccount, anotherRole, aRoleOf, aSignedInLink } from "../support/fakesStages";
import { failureOf, fakeOpenLinks } from "../support/fakesStorage";

const found: FoundAccount = {
  objectId: aGuestId,
  name: "Partner",
  userPrincipalName: "partner",
  userType: "Guest",
  createdAt: testNow,
  redeemedAt: testNow,
  roles: [],
  isOwnAddress: true,
};
const lost = new LinkError({ code: "graph_unavailable", class: "transient" }, "no answer");

const ending = (account: Partial<Link["account"]> = { objectId: aGuestId }): Link =>
  aSignedInLink({
    status: "ending",
    account: anAccount(account),
    roles: [aRoleOf({ state: "removed" })],
  });

function stage(link: Link = ending()) {
  const links = fakeLinks(link);
  const fake = fakeDirectory();
  const openLinks = fakeOpenLinks();
  const remove = createRemoveGuest({ links, sessions: fake.sessions, openLinks });
  const revoke = createRevokeSessions(links, fake.sessions, () => testNow);
  return {
    links,
    fake,
    openLinks,
    remove: () => remove({ linkId: link.id }),
    revoke: () => revoke({ linkId: link.id }),
    endedAs: () => links.row().account.endedAs,
  };
}

describe("removeGuest", () => {
  it("keeps a guest that another open link for the same account needs", async () => {
    const { fake, openLinks, remove, endedAs, links } = stage();
    const { directory, request } = links.row();
    if (!directory) throw new Error("no directory");
    const whose = { tenantId: directory.tenantId, address: request.account.email };
    await openLinks.claim(whose, linkId.parse("b".repeat(26)));
    await remove();
    expect(endedAs()).toBe("kept");
    expect(fake.writes()).toEqual([]);
  });

  it("looks whether the guest is needed, removes it, and reads back that it is gone", async () => {
    const { links, fake, remove, endedAs } = stage();
    await remove();
    expect(fake.calls).toEqual([
      ["ownRoles"],
      ["hasAnyRole", aGuestId],
      ["removeUser", aGuestId],
      ["hasUser", aGuestId],
    ]);
    expect(endedAs()).toBe("removed");
    expect(links.told()).toEqual(["account.removed"]);
  });

  it("removes once, however often it runs", async () => {
    const { links, fake, remove } = stage();
    await remove();
    await remove();
    expect(fake.writes()).toEqual(["removeUser"]);
    expect(fake.sessions.opened).toBe(1);
    expect(links.told()).toEqual(["account.removed"]);
  });

  it("never removes an account that was there before", async () => {
    const { links, fake, remove, endedAs } = stage(ending({ objectId: aGuestId, found }));
    await remove();
    expect(fake.sessions.opened).toBe(0);
    expect(endedAs()).toBeNull();
    expect(links.told()).toEqual([]);
  });

  it("never removes a guest that holds a role which this link did not give", async () => {
    const { links, fake, remove, endedAs } = stage();
    fake.facts.held.push({ id: "theirs", templateId: anotherRole });
    await remove();
    expect(fake.writes()).toEqual([]);
    expect(endedAs()).toBe("kept");
    expect(links.told()).toEqual(["account.kept"]);
  });

  it("opens no session where nobody was ever invited", async () => {
    const { fake, remove, endedAs } = stage(ending({}));
    await remove();
    expect(fake.sessions.opened).toBe(0);
    expect(endedAs()).toBeNull();
  });

  it("takes a guest that somebody else removed meanwhile for done", async () => {
    const { fake, remove, endedAs } = stage();
    fake.facts.gone = true;
    await remove();
    expect(endedAs()).toBe("removed");
  });

  it.each(["removeUser", "hasUser"] as const)(
    "finishes where the answer to %s was lost",
    async (call) => {
      const { fake, links, remove, endedAs } = stage();
      fake.fail(call, lost, "late");
      expect(await failureOf(remove())).toBe(lost);
      expect(endedAs()).toBeNull();
      expect(links.told()).toEqual([]);
      await remove();
      expect(endedAs()).toBe("removed");
    },
  );

  it("finishes where the process died before the row was written", async () => {
    const { links, fake, remove, endedAs } = stage();
    links.dieAtChange(1);
    await expect(remove()).rejects.toThrow("died");
    expect(fake.facts.gone).toBe(true);
    links.revive();
    await remove();
    expect(endedAs()).toBe("removed");
    expect(links.told()).toEqual(["account.removed"]);
  });

  it("does not call a guest gone that the directory still shows", async () => {
    const { fake, links, remove, endedAs } = stage();
    const directory = { ...fake.directory, hasUser: () => Promise.resolve(true) };
    fake.sessions.open = () => Promise.resolve(directory);
    expect(await failureOf(remove())).toMatchObject({ class: "settling" });
    expect(endedAs()).toBeNull();
    expect(links.told()).toEqual([]);
  });

  it("never removes a guest that may still activate a role", async () => {
    const { fake, remove, endedAs } = stage();
    const theirs = { id: "theirs", templateId: anotherRole, endsAt: null, isActivation: false };
    fake.facts.eligible.push(theirs);
    await remove();
    expect(fake.writes()).toEqual([]);
    expect(endedAs()).toBe("kept");
  });

  it.each(["removeGuest", "revokeSessions"] as const)(
    "changes nothing (%s) where the role that may end access is not active",
    async (name) => {
      const row = ending();
      const end = { by: "x", at: testNow, runId: "run", lastWait: 2, proof: null, scopes: [] };
      const { fake, links, remove, revoke } = stage({ ...row, ending: end });
      fake.facts.ownRoles = [privilegedRoleAdministrator.templateId];
      const run = name === "removeGuest" ? remove : revoke;
      expect(await failureOf(run())).toMatchObject({ code: "not_an_administrator" });
      expect(fake.writes()).toEqual([]);
      expect(links.told()).toEqual([]);
    },
  );

  it("says that nothing is removed where Graph refuses it", async () => {
    const { fake, remove, endedAs } = stage();
    const refused = new LinkError({ code: "graph_refused", class: "final" }, "no");
    fake.fail("removeUser", refused);
    expect(await failureOf(remove())).toBe(refused);
    expect(fake.facts.gone).toBe(false);
    expect(endedAs()).toBeNull();
  });
});

describe("revokeSessions", () => {
  it("sees an administrator first, ends the sessions, and notes when", async () => {
    const { links, fake, revoke } = stage();
    await revoke();
    expect(fake.calls).toEqual([["ownRoles"], ["revokeSessions", aGuestId]]);
    expect(links.row().account.sessionsRevokedAt).toBe(testNow);
    expect(links.told()).toEqual(["account.sessionsRevoked"]);
  });

  it("ends them once, however often it runs, and tells it once", async () => {
    const { links, fake, revoke } = stage();
    await revoke();
    await revoke();
    expect(fake.writes()).toEqual(["revokeSessions"]);
    expect(links.told()).toEqual(["account.sessionsRevoked"]);
  });

  it("ends the sessions of an account that was there before too", async () => {
    const { fake, revoke } = stage(ending({ objectId: aGuestId, found }));
    await revoke();
    expect(fake.writes()).toEqual(["revokeSessions"]);
  });

  it("has nothing to end where nobody was ever invited", async () => {
    const { fake, revoke } = stage(ending({}));
    await revoke();
    expect(fake.sessions.opened).toBe(0);
  });

  it("ends them again where the answer was lost or the process died: that harms nobody", async () => {
    const { links, fake, revoke } = stage();
    fake.fail("revokeSessions", lost, "late");
    expect(await failureOf(revoke())).toBe(lost);
    links.dieAtChange(1);
    await expect(revoke()).rejects.toThrow("died");
    expect(links.row().account.sessionsRevokedAt).toBeNull();
    links.revive();
    await revoke();
    expect(links.told()).toEqual(["account.sessionsRevoked"]);
  });

  it("does nothing where the administrator's own role ended", async () => {
    const { links, fake, revoke } = stage();
    fake.facts.ownRoles = [anotherRole];
    expect(await failureOf(revoke())).toMatchObject({ code: "not_an_administrator" });
    expect(fake.writes()).toEqual([]);
    expect(links.told()).toEqual([]);
  });
});
