import { createConfirmAccount } from "../../activities/confirmAccount";
import type { DirectoryUser } from "../../domain/microsoftPorts";
import { globalAdministrator, privilegedRoleAdministrator } from "../../domain/roles";
import { aRequest } from "../support/aLink";
import { aGuest, aGuestId, aRedeemedGuest, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anotherRole, aSignedInLink, cancelRequested } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

function stage(user: DirectoryUser = aRedeemedGuest(), link = aSignedInLink()) {
  const links = fakeLinks(link);
  const fake = fakeDirectory({ users: [user] });
  const confirm = createConfirmAccount(links, fake.sessions, () => testNow);
  return { links, fake, run: () => confirm({ linkId: link.id }) };
}

const from = (issuer: string) => aRedeemedGuest({ identities: [{ issuer, type: "federated" }] });

describe("confirmAccount", () => {
  it("asks the directory itself who accepted, and notes the kind of account", async () => {
    const { links, fake, run } = stage();
    await run();
    expect(fake.calls).toEqual([["ownRoles"], ["readUser", aGuestId]]);
    const [event] = await links.events(links.row().id, 0);
    expect(event).toMatchObject({
      type: "account.confirmed",
      data: { objectId: aGuestId, kind: "microsoft" },
    });
  });

  it.each([
    ["a work account where a Microsoft account was asked", from("ExternalAzureAD")],
    ["an account with a passcode by mail", from("mail")],
    ["an account without any identity", aRedeemedGuest({ identities: [] })],
    ["a member", aGuest({ userType: "Member", redemption: "none" })],
  ])("leaves %s to a person", async (_what, user) => {
    const { links, fake, run } = stage(user);
    const failure = await failureOf(run());
    expect(failure).toMatchObject({ code: "account_mismatch", class: "needsPerson" });
    expect(failure.message).toContain(aGuestId);
    expect(failure.message).not.toContain("@");
    expect(fake.writes()).toEqual([]);
    expect(links.told()).toEqual([]);
  });

  it("takes any kind of account that we know where any was asked", async () => {
    const request = aRequest({ account: { email: "partner.ops@outlook.com" } });
    const { links, run } = stage(from("ExternalAzureAD"), aSignedInLink({ request }));
    await run();
    expect(links.told()).toEqual(["account.confirmed"]);
  });

  it("gives an account that proves itself by mailed passcodes no privileged role unasked", async () => {
    const account = { email: "partner.ops@outlook.com" };
    const refused = stage(from("mail"), aSignedInLink({ request: aRequest({ account }) }));
    expect(await failureOf(refused.run())).toMatchObject({
      code: "one_time_passcode",
      class: "needsPerson",
    });
    expect(refused.links.told()).toEqual([]);
    const request = aRequest({ account: { ...account, oneTimePasscode: true } });
    const asked = stage(from("mail"), aSignedInLink({ request }));
    await asked.run();
    const [event] = await asked.links.events(asked.links.row().id, 0);
    expect(event?.data).toMatchObject({ kind: "passcode" });
  });

  it.each([
    [testNow, "end_date_passed"],
    ["2026-11-22T10:00:00.001Z", undefined],
  ])("gives no role for an end date that is over: %s", async (accessUntil, code) => {
    const request = aRequest({ accessUntil });
    const { links, fake, run } = stage(aRedeemedGuest(), aSignedInLink({ request }));
    if (code === undefined) return expect(await run()).toBeNull();
    expect(await failureOf(run())).toMatchObject({ code, class: "needsPerson" });
    expect(fake.sessions.opened).toBe(0);
    expect(links.told()).toEqual([]);
  });

  it("waits for a directory that still shows the invitation as open", async () => {
    const { links, run } = stage(aGuest());
    expect(await failureOf(run())).toMatchObject({
      code: "account_not_visible_yet",
      class: "settling",
    });
    expect(links.told()).toEqual([]);
  });

  it.each([[[]], [[anotherRole]]])(
    "stops before anything else where the administrator's role ended (left: %j)",
    async (ownRoles) => {
      const { links, fake, run } = stage();
      fake.facts.ownRoles = ownRoles;
      const failure = await failureOf(run());
      expect(failure).toMatchObject({ code: "not_an_administrator", class: "needsPerson" });
      expect(failure.message).toContain("Global Administrator or Privileged Role Administrator");
      expect(fake.calls).toEqual([["ownRoles"]]);
      expect(links.told()).toEqual([]);
    },
  );

  it.each([globalAdministrator, privilegedRoleAdministrator])(
    "goes on for a $name",
    async ({ templateId }) => {
      const { links, fake, run } = stage();
      fake.facts.ownRoles = [anotherRole, templateId];
      await run();
      expect(links.told()).toEqual(["account.confirmed"]);
    },
  );

  it("does nothing for a link that is to be cancelled", async () => {
    const { fake, run } = stage(aRedeemedGuest(), aSignedInLink({ cancelRequested }));
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.sessions.opened).toBe(0);
  });
});
