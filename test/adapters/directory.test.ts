import { objectId } from "../../domain/ids";
import type { Directory } from "../../domain/microsoftPorts";
import { globalAdministrator } from "../../domain/roles";
import { anotherRole, aRole } from "../support/fakesStages";
import { contoso, litware, startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { failureOf } from "../support/fakesStorage";

const address = "partner.ops@outlook.com";
const redirectUrl = "https://entra.microsoft.com/contoso";
const nobody = objectId.parse("00000000-0000-4000-8000-00000000dead");

describe("a customer's directory through Graph", () => {
  let microsoft: Microsoft;
  let directory: Directory;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(async () => {
    microsoft.sandbox.reset();
    ({ directory } = await microsoft.signedIn("grace"));
  });
  afterAll(() => microsoft.close());
  const guests = () =>
    microsoft.tenant(contoso).users.filter((user) => user.creationType === "Invitation");

  it("shows the roles that the administrator holds at this moment", async () => {
    expect(await directory.ownRoles()).toEqual([globalAdministrator.templateId]);
    microsoft.tenant(contoso).roleAssignments.length = 0;
    expect(await directory.ownRoles()).toEqual([]);
  });

  it("invites a guest without a mail by Microsoft, and finds it again", async () => {
    expect(await directory.findByAddress(address)).toEqual([]);
    const id = await directory.invite({ address, name: "Partner operations", redirectUrl });
    expect(guests()).toMatchObject([{ id, displayName: "Partner operations", mail: address }]);
    const [found, ...others] = await directory.findByAddress(address);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      objectId: id,
      mail: address,
      userType: "Guest",
      redemption: "pending",
    });
    expect(await directory.readUser(id)).toEqual(found);
    expect(found?.identities).toEqual([
      { issuer: "contoso.onmicrosoft.com", type: "userPrincipalName" },
    ]);
    expect(Date.parse(found?.createdAt ?? "")).not.toBeNaN();
  });

  it("looks for exactly the address, quotes and all", async () => {
    await directory.invite({ address: "o'neil@partner.example", redirectUrl });
    expect(await directory.findByAddress("o'neil@partner.example")).toHaveLength(1);
    expect(await directory.findByAddress("x' or mail eq 'o'neil@partner.example")).toEqual([]);
    expect(await directory.findByAddress("neil@partner.example")).toEqual([]);
  });

  it("finds a member by an address", async () => {
    expect(await directory.findByAddress("uwe@contoso.com")).toMatchObject([
      { userType: "Member", redemption: "none" },
    ]);
  });

  it("waits for a guest that Graph does not show yet", async () => {
    microsoft.sandbox.facts.settings.freshGuestDelayMs = 60_000;
    const id = await directory.invite({ address, redirectUrl });
    expect(await failureOf(directory.readUser(id))).toMatchObject({
      code: "account_not_visible_yet",
      class: "settling",
    });
    expect(await failureOf(directory.invite({ address, redirectUrl }))).toMatchObject({
      class: "settling",
    });
    expect(guests()).toHaveLength(1);
  });

  it("assigns a role at the directory's root and lists it", async () => {
    const id = await directory.invite({ address, redirectUrl });
    expect(await directory.roleAssignments(id)).toEqual([]);
    const made = await directory.assignRole(id, aRole);
    expect(await directory.roleAssignments(id)).toEqual([{ id: made, templateId: aRole }]);
    expect(microsoft.tenant(contoso).roleAssignments.at(-1)).toMatchObject({
      principalId: id,
      directoryScopeId: "/",
    });
  });

  it("takes a role that Graph has but does not list yet for no failure", async () => {
    microsoft.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    const id = await directory.invite({ address, redirectUrl });
    await directory.assignRole(id, aRole);
    expect(await directory.assignRole(id, aRole)).toBeNull();
    expect(await directory.roleAssignments(id)).toEqual([]);
  });

  it("removes one assignment; one that is gone already is no failure", async () => {
    const id = await directory.invite({ address, redirectUrl });
    await directory.assignRole(id, aRole);
    await directory.assignRole(id, anotherRole);
    const [first] = await directory.roleAssignments(id);
    expect(await directory.removeRole(first?.id ?? "")).toBe(true);
    expect(await directory.removeRole(first?.id ?? "")).toBe(false);
    expect(await directory.roleAssignments(id)).toMatchObject([{ templateId: anotherRole }]);
  });

  it("counts no assignment for a part of the directory", async () => {
    const id = await directory.invite({ address, redirectUrl });
    await directory.assignRole(id, aRole);
    const { roleAssignments } = microsoft.tenant(contoso);
    const made = roleAssignments.pop();
    if (made) roleAssignments.push({ ...made, directoryScopeId: "/administrativeUnits/1" });
    expect(await directory.roleAssignments(id)).toEqual([]);
  });

  it("says what hinders a role: nobody to give it to, or no right to give it", async () => {
    expect(await failureOf(directory.assignRole(nobody, aRole))).toMatchObject({
      class: "settling",
    });
    const id = await directory.invite({ address, redirectUrl });
    microsoft.tenant(contoso).roleAssignments.length = 0;
    expect(await failureOf(directory.assignRole(id, aRole))).toMatchObject({
      code: "graph_refused",
    });
    expect(microsoft.tenant(contoso).roleAssignments).toEqual([]);
  });

  it("leaves it to a person where the directory allows no guests, and invites nobody", async () => {
    microsoft.tenant(contoso).allowInvitesFrom = "none";
    expect(await failureOf(directory.invite({ address, redirectUrl }))).toMatchObject({
      code: "invitations_closed",
      class: "needsPerson",
    });
    expect(guests()).toEqual([]);
  });

  it("leaves it to a person where the address is of the directory itself", async () => {
    expect(
      await failureOf(directory.invite({ address: "new@contoso.com", redirectUrl })),
    ).toMatchObject({ code: "account_already_in_directory", class: "needsPerson" });
  });

  it("sees Contoso: synchronised, licensed, no write-back reported, and then reported", async () => {
    const { synchronised, lastSyncAt } = await directory.syncState();
    expect(synchronised).toBe(true);
    expect(Date.parse(lastSyncAt ?? "")).not.toBeNaN();
    expect(await directory.licences()).toEqual({ premium: true, privileged: false });
    expect(await directory.writebackFlag()).toBe(false);
    const { synchronization, skus } = microsoft.tenant(contoso);
    if (synchronization) synchronization.passwordWritebackEnabled = true;
    expect(await directory.writebackFlag()).toBe(true);
    for (const sku of skus) sku.enabled = 0;
    expect(await directory.licences()).toEqual({ premium: false, privileged: false });
  });

  it("sees Litware: never synchronised, and with licences that do not count", async () => {
    const { directory: other } = await microsoft.signedIn("lena", litware);
    expect(await other.syncState()).toEqual({ synchronised: false, lastSyncAt: null });
    expect(await other.licences()).toEqual({ premium: false, privileged: false });
    expect(await other.writebackFlag()).toBe(false);
  });

  it("does not trust an answer in a form that it does not know", async () => {
    for (const body of [{ value: "x" }, { value: [{ id: "no guid" }] }, {}]) {
      microsoft.sandbox.setFault({ path: "/v1.0/users", status: 200, body });
      expect(await failureOf(directory.findByAddress(address))).toMatchObject({
        code: "graph_unavailable",
        class: "transient",
      });
    }
  });
});
