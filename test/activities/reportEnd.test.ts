import { createReportEnd } from "../../activities/reportEnd";
import type { Link } from "../../domain/link";
import type { FoundAccount } from "../../domain/linkParts";
import { aTenant } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anAccount, anotherRole, aRoleOf, aSignedInLink } from "../support/fakesStages";

const how = `https://entra.microsoft.com/${aTenant}#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${aGuestId}`;
const who = "partner.ops@outlook.com";
const ended = { objectId: aGuestId, sessionsRevokedAt: testNow, endedAs: "removed" } as const;
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
const ending = (changes: Partial<Link> = {}): Link =>
  aSignedInLink({
    status: "ending",
    ending: { by: "helpdesk", at: testNow, runId: "run", lastWait: 2, proof: null, scopes: [] },
    account: anAccount(ended),
    roles: [aRoleOf({ state: "removed" })],
    ...changes,
  });

async function reported(link: Link) {
  const links = fakeLinks(link);
  const report = createReportEnd(links);
  await report({ linkId: link.id });
  const { undone } = links.row();
  return { links, report: () => report({ linkId: link.id }), undone };
}

describe("reportEnd", () => {
  it("says of each thing this link did that it was taken back", async () => {
    const { links, undone } = await reported(ending());
    expect(undone).toEqual([
      { what: `Role Global Administrator of ${who}`, result: "done", how: null },
      { what: `Sessions of ${who}`, result: "done", how: null },
      { what: `Guest account ${who}`, result: "done", how: null },
    ]);
    const [event] = await links.events(links.row().id, 0);
    expect(event).toMatchObject({ type: "access.ended", data: { done: 3, left: 0 } });
  });

  it("says what had to stay, and where to remove it", async () => {
    const roles = [
      aRoleOf({ state: "assigned", assignmentId: "a" }),
      aRoleOf({ templateId: anotherRole, state: "left" }),
    ];
    const { links, undone } = await reported(
      ending({ roles, account: anAccount({ objectId: aGuestId }) }),
    );
    expect(undone).toEqual([
      { what: `Role Global Administrator of ${who}`, result: "left", how },
      { what: `Role Global Reader of ${who}`, result: "left", how },
      { what: `Sessions of ${who}`, result: "left", how },
      { what: `Guest account ${who}`, result: "left", how },
    ]);
    const [event] = await links.events(links.row().id, 0);
    expect(event).toMatchObject({ data: { done: 0, left: 4 } });
  });

  it("says why a guest was kept", async () => {
    const { undone } = await reported(
      ending({ account: anAccount({ ...ended, endedAs: "kept" }) }),
    );
    expect(undone.at(-1)).toEqual({
      what: `Guest account ${who} (it still has a role, or another request needs it)`,
      result: "left",
      how,
    });
  });

  it("says nothing of an account and roles that were there before", async () => {
    const roles = [aRoleOf({ state: "heldBefore" }), aRoleOf({ templateId: anotherRole })];
    const { undone } = await reported(
      ending({ roles, account: anAccount({ ...ended, endedAs: null, found }) }),
    );
    expect(undone.map((one) => one.what)).toEqual([`Sessions of ${who}`]);
  });

  it.each([
    ["set by this link", { before: false, answer: "accepted", after: true }, 1],
    ["set before", { before: true, answer: "accepted", after: true }, 0],
    ["refused", { before: false, answer: "refused (graph_refused)", after: false }, 0],
  ])("tells of the directory's flag that was %s", async (_what, flag, times) => {
    const { writeback } = ending();
    const link = ending({ writeback: { ...writeback, flag: { ...flag, at: testNow } } });
    const { undone } = await reported(link);
    expect(undone.filter((one) => one.what.startsWith("Flag"))).toEqual(
      Array.from({ length: times }, () => ({
        what: "Flag for password write-back of the directory",
        result: "left",
        how: null,
      })),
    );
  });

  it("takes the place of what was reported when the link stopped", async () => {
    const before: Link["undone"] = [{ what: "Guest account", result: "left", how: null }];
    const { undone } = await reported(ending({ undone: before }));
    expect(undone.map((one) => one.result)).toEqual(["done", "done", "done"]);
  });

  it("goes on telling of a guest that there may be, where the answer to its invitation was lost", async () => {
    const perhaps: Link["undone"] = [
      { what: "Guest account (perhaps)", result: "left", how: null },
    ];
    const account = anAccount({ inviteIntentAt: testNow });
    const { undone } = await reported(ending({ account, roles: [], undone: perhaps }));
    expect(undone.map((one) => one.result)).toEqual(["left"]);
  });

  it("tells once, however often it runs", async () => {
    const { links, report } = await reported(ending());
    await report();
    expect(links.told()).toEqual(["access.ended"]);
  });
});
