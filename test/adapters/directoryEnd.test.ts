import { createRemoveGuest } from "../../activities/removeGuest";
import { objectId, type ObjectId } from "../../domain/ids";
import type { Directory } from "../../domain/microsoftPorts";
import { endSteps, planScopes, planSteps, signInScopes } from "../../domain/plan";
import { aLink, aRequest } from "../support/aLink";
import { aGuestId, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks } from "../support/fakesLinks";
import { contoso, startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { anAccount, anotherRole, aRole, aRoleOf, aSignedInLink } from "../support/fakesStages";
import { failureOf, fakeOpenLinks } from "../support/fakesStorage";

const address = "partner.ops@outlook.com";
const redirectUrl = "https://entra.microsoft.com/contoso";
const nobody = objectId.parse("00000000-0000-4000-8000-00000000dead");
const linked = aLink({
  account: anAccount({ objectId: aGuestId }),
  roles: [aRoleOf({ state: "assigned" })],
});
const plans = [...planScopes(planSteps(aRequest())), ...planScopes(endSteps(linked))];

describe("the end of an account through Graph", () => {
  let microsoft: Microsoft;
  let directory: Directory;
  let guest: ObjectId;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(async () => {
    microsoft.sandbox.reset();
    const page = await microsoft.answer("grace", { scopes: [...signInScopes, ...plans] });
    ({ directory } = await microsoft.signIn.redeem(contoso, microsoft.redemption(page)));
    guest = await directory.invite({ address, redirectUrl });
  });
  afterAll(() => microsoft.close());
  const facts = () => microsoft.tenant(contoso);
  const found = () => facts().users.find((user) => user.id === guest);

  it("ends the sessions of the account, and of nobody else", async () => {
    const before = found()?.signInSessionsValidFromDateTime;
    const others = facts().users.filter((user) => user.id !== guest);
    const untouched = JSON.stringify(others);
    microsoft.sandbox.setClock(60_000);
    await directory.revokeSessions(guest);
    expect(found()?.signInSessionsValidFromDateTime).not.toBe(before);
    expect(JSON.stringify(others)).toBe(untouched);
  });

  it("takes sessions of an account that is gone for ended", async () => {
    expect(await directory.revokeSessions(nobody)).toBeUndefined();
  });

  it("removes the guest and shows that it is gone; a second time there is none", async () => {
    expect(await directory.hasUser(guest)).toBe(true);
    expect(await directory.removeUser(guest)).toBe(true);
    expect(found()).toBeUndefined();
    expect(await directory.hasUser(guest)).toBe(false);
    expect(await directory.removeUser(guest)).toBe(false);
  });

  it("says that Graph refuses to remove who still holds a role", async () => {
    await directory.assignRole(guest, aRole);
    expect(await failureOf(directory.removeUser(guest))).toMatchObject({ code: "graph_refused" });
    expect(found()).toBeDefined();
  });

  it("takes no other failure for an account that is gone", async () => {
    microsoft.sandbox.setFault({ path: `/v1.0/users/${guest}`, status: 503 });
    expect(await failureOf(directory.hasUser(guest))).toMatchObject({ class: "transient" });
    microsoft.sandbox.setFault({ path: `/v1.0/users/${guest}`, status: 503 });
    expect(await failureOf(directory.removeUser(guest))).toMatchObject({ class: "transient" });
    expect(found()).toBeDefined();
  });

  it("keeps a guest that holds a role for a part of the directory, which this link did not give", async () => {
    await directory.assignRole(guest, anotherRole);
    const made = facts().roleAssignments.pop();
    if (made) facts().roleAssignments.push({ ...made, directoryScopeId: "/administrativeUnits/1" });
    const link = aSignedInLink({ status: "ending", account: anAccount({ objectId: guest }) });
    const links = fakeLinks(link);
    const sessions = { ...fakeDirectory().sessions, open: () => Promise.resolve(directory) };
    await createRemoveGuest({ links, sessions, openLinks: fakeOpenLinks() })({ linkId: link.id });
    expect(links.row().account.endedAs).toBe("kept");
    expect(found()).toBeDefined();
  });
});
