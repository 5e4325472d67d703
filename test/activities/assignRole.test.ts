import { createAssignRole } from "../../activities/assignRole";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { aGuest, aGuestId, aRedeemedGuest, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks } from "../support/fakesLinks";
import {
  anAgreedLink,
  anotherRole,
  aRole,
  aRoleOf,
  aSignedInLink,
  cancelRequested,
} from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

function stage(link: Link = aSignedInLink()) {
  const links = fakeLinks(link);
  const fake = fakeDirectory({ users: [aRedeemedGuest()] });
  const assign = createAssignRole(links, fake.sessions);
  return {
    links,
    fake,
    run: () => assign({ linkId: link.id, templateId: aRole }),
    state: () => links.row().roles.map((role) => role.state),
    names: () => fake.calls.map(([name]) => name),
  };
}

describe("assignRole", () => {
  it("looks at everybody first, assigns, and looks again", async () => {
    const { links, fake, run, names } = stage();
    await run();
    expect(names()).toEqual([
      "ownRoles",
      "readUser",
      "roleAssignments",
      "assignRole",
      "roleAssignments",
    ]);
    expect(fake.calls[3]).toEqual(["assignRole", aGuestId, aRole]);
    expect(links.row().roles).toEqual([
      aRoleOf({ state: "assigned", assignmentId: "assignment-1" }),
    ]);
    expect(links.told()).toEqual(["role.assigned"]);
  });

  it("assigns once, however often it runs", async () => {
    const { links, fake, run } = stage();
    await run();
    await run();
    expect(fake.writes()).toEqual(["assignRole"]);
    expect(links.told()).toEqual(["role.assigned"]);
  });

  it("leaves a role that was there before alone, and says that it is not ours", async () => {
    const { fake, run, state } = stage();
    fake.facts.held.push({ id: "there", templateId: aRole });
    await run();
    expect(fake.writes()).toEqual([]);
    expect(state()).toEqual(["heldBefore"]);
  });

  it("is not fooled by another role of the account", async () => {
    const { fake, run } = stage();
    fake.facts.held.push({ id: "other", templateId: anotherRole });
    await run();
    expect(fake.writes()).toEqual(["assignRole"]);
  });

  it("goes on waiting while the directory does not show the role, and counts it as not given", async () => {
    const { links, fake, run, state } = stage();
    fake.facts.rolesVisible = false;
    expect(await failureOf(run())).toMatchObject({
      code: "role_not_visible_yet",
      class: "settling",
    });
    expect(state()).toEqual(["assigning"]);
    expect(links.told()).toEqual([]);
    fake.facts.rolesVisible = true;
    await run();
    expect(fake.writes()).toEqual(["assignRole"]);
    expect(state()).toEqual(["assigned"]);
  });

  it("notes in the row what it is about to do, so that undoing knows of a lost answer", async () => {
    const { fake, run, state } = stage();
    const lost = new LinkError({ code: "graph_unavailable", class: "transient" }, "no answer");
    fake.fail("assignRole", lost, "late");
    expect(await failureOf(run())).toMatchObject({ class: "transient" });
    expect(state()).toEqual(["assigning"]);
    await run();
    expect(fake.writes()).toEqual(["assignRole"]);
    expect(state()).toEqual(["assigned"]);
  });

  it("assigns nothing while its intent is not written", async () => {
    const { links, fake, run, state } = stage();
    links.dieAtChange(1);
    await expect(run()).rejects.toThrow("died");
    expect(fake.writes()).toEqual([]);
    expect(state()).toEqual(["planned"]);
  });

  it("does not assign again where the process died before the row was written", async () => {
    const { links, fake, run, state } = stage();
    links.dieAtChange(2);
    await expect(run()).rejects.toThrow("died");
    links.revive();
    await run();
    expect(fake.writes()).toEqual(["assignRole"]);
    expect(state()).toEqual(["assigned"]);
  });

  it("gives no other role than the one named", async () => {
    const roles: Link["roles"] = [aRoleOf(), aRoleOf({ templateId: anotherRole })];
    const { fake, run, state } = stage(aSignedInLink({ roles }));
    await run();
    expect(fake.facts.held.map((one) => one.templateId)).toEqual([aRole]);
    expect(state()).toEqual(["assigned", "planned"]);
  });

  it("does nothing for a link that is to be cancelled", async () => {
    const { fake, run, state } = stage(aSignedInLink({ cancelRequested }));
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.calls).toEqual([]);
    expect(state()).toEqual(["planned"]);
  });

  it("knows its own assignment by its id while nothing shows it, so that a cancel can take it back", async () => {
    const { links, fake, run } = stage();
    fake.facts.rolesVisible = false;
    await failureOf(run());
    expect(links.row().roles).toEqual([
      aRoleOf({ state: "assigning", assignmentId: "assignment-1" }),
    ]);
    links.put({ ...links.row(), cancelRequested });
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.writes()).toEqual(["assignRole"]);
  });

  it.each([
    ["has not accepted yet", aGuest(), "settling"],
    [
      "is another kind of account now",
      aRedeemedGuest({ identities: [{ issuer: "mail", type: "federated" }] }),
      "needsPerson",
    ],
    [
      "was redeemed again by somebody since it signed in",
      aRedeemedGuest({ redeemedAt: "2026-11-22T10:05:01.000Z" }),
      "needsPerson",
    ],
  ])("gives no role to an object that %s", async (_what, user, kind) => {
    const { fake, run, state } = stage();
    fake.facts.users = [user];
    expect(await failureOf(run())).toMatchObject({ class: kind });
    expect(fake.writes()).toEqual([]);
    expect(state()).toEqual(["planned"]);
  });

  it("gives no role where the administrator's own role ended", async () => {
    const { fake, run, state } = stage();
    fake.facts.ownRoles = [anotherRole];
    expect(await failureOf(run())).toMatchObject({ code: "not_an_administrator" });
    expect(fake.writes()).toEqual([]);
    expect(state()).toEqual(["planned"]);
  });

  it("does nothing before there is an account", async () => {
    const { fake, run } = stage(anAgreedLink());
    expect(await failureOf(run())).toMatchObject({ class: "final" });
    expect(fake.sessions.opened).toBe(0);
  });
});
