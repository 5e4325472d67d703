import { createReportUndo } from "../../activities/reportUndo";
import { createUndoRoles } from "../../activities/undoRoles";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { aLink, aTenant } from "../support/aLink";
import { aGuestId, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks } from "../support/fakesLinks";
import { anotherRole, aRole, aRoleOf, aSignedInLink } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

type Roles = Link["roles"];
/** Assignments have their id as soon as Graph's answer arrived. */
const idIn = (state: Roles[number]["state"], id: string): string | null =>
  ["planned", "heldBefore"].includes(state) ? null : id;
const both = (first: Roles[number]["state"], second: Roles[number]["state"]): Roles => [
  aRoleOf({ state: first, assignmentId: idIn(first, "a") }),
  aRoleOf({ templateId: anotherRole, state: second, assignmentId: idIn(second, "b") }),
];
const undoing = (roles: Roles): Link => aSignedInLink({ status: "undoing", roles });

function stage(link: Link) {
  const links = fakeLinks(link);
  const fake = fakeDirectory();
  fake.facts.held.push({ id: "a", templateId: aRole }, { id: "b", templateId: anotherRole });
  const undo = createUndoRoles(links, fake.sessions);
  return {
    links,
    fake,
    run: () => undo({ linkId: link.id }),
    states: () => links.row().roles.map((role) => role.state),
    left: () => fake.facts.held.map((one) => one.id),
  };
}

describe("undoRoles", () => {
  it("takes back what this link assigned, and no other role of the account", async () => {
    const { links, run, states, left } = stage(undoing(both("assigned", "planned")));
    await run();
    expect(left()).toEqual(["b"]);
    expect(states()).toEqual(["removed", "planned"]);
    expect(links.told()).toEqual(["role.removed"]);
  });

  it("takes back a role whose assignment was never confirmed", async () => {
    const { run, states, left } = stage(undoing(both("assigning", "assigned")));
    await run();
    expect(left()).toEqual([]);
    expect(states()).toEqual(["removed", "removed"]);
  });

  it("waits for its own assignment that the directory does not show yet, and does not call it gone", async () => {
    const { links, fake, run, states, left } = stage(undoing(both("assigning", "planned")));
    fake.facts.rolesVisible = false;
    expect(await failureOf(run())).toMatchObject({
      code: "role_not_visible_yet",
      class: "settling",
    });
    expect(states()).toEqual(["assigning", "planned"]);
    expect(links.told()).toEqual([]);
    fake.facts.rolesVisible = true;
    await run();
    expect(left()).toEqual(["b"]);
    expect(states()).toEqual(["removed", "planned"]);
  });

  it("does not call a role gone that the directory still shows after its removal", async () => {
    const { links, fake, run, states } = stage(undoing(both("assigned", "planned")));
    const { removeRole } = fake.directory;
    fake.sessions.open = () =>
      Promise.resolve({ ...fake.directory, removeRole: () => Promise.resolve(true) });
    expect(await failureOf(run())).toMatchObject({ class: "settling" });
    expect(states()).toEqual(["assigned", "planned"]);
    expect(links.told()).toEqual([]);
    expect(await removeRole("a")).toBe(true);
  });

  it("does not wait in vain for an assignment that it removed in an earlier try", async () => {
    const { fake, run, states, left } = stage(undoing(both("assigning", "planned")));
    fake.fail(
      "roleAssignments",
      new LinkError({ code: "graph_unavailable", class: "transient" }, "x"),
    );
    expect(await failureOf(run())).toMatchObject({ class: "transient" });
    await run();
    expect(left()).toEqual(["b"]);
    expect(states()).toEqual(["removed", "planned"]);
  });

  it("leaves alone what others gave: held before, or never answered to us with an id", async () => {
    const roles: Roles = [
      aRoleOf({ state: "heldBefore" }),
      aRoleOf({ templateId: anotherRole, state: "assigning" }),
    ];
    const { fake, run, left } = stage(undoing(roles));
    await run();
    expect(fake.sessions.opened).toBe(0);
    expect(left()).toEqual(["a", "b"]);
  });

  it("takes a role that somebody else removed meanwhile for done", async () => {
    const { fake, run, states, left } = stage(undoing(both("assigned", "planned")));
    fake.facts.held = [];
    await run();
    expect(left()).toEqual([]);
    expect(states()).toEqual(["removed", "planned"]);
  });

  it("opens no session where nothing was given", async () => {
    for (const link of [undoing(both("planned", "planned")), aLink({ status: "undoing" })]) {
      const { fake, run, left } = stage(link);
      await run();
      expect(fake.sessions.opened).toBe(0);
      expect(left()).toEqual(["a", "b"]);
    }
  });

  it("goes on where it failed the last time", async () => {
    const { links, run, states, left } = stage(undoing(both("assigned", "assigned")));
    links.dieAtChange(2);
    await expect(run()).rejects.toThrow("died");
    expect(states()).toEqual(["removed", "assigned"]);
    links.revive();
    await run();
    expect(left()).toEqual([]);
    expect(states()).toEqual(["removed", "removed"]);
  });

  it("leaves the role as given where Graph refuses to take it back", async () => {
    const { links, fake, run, states } = stage(undoing(both("assigned", "planned")));
    const refused = new LinkError({ code: "graph_refused", class: "final" }, "no");
    fake.fail("removeRole", refused);
    expect(await failureOf(run())).toBe(refused);
    expect(states()).toEqual(["assigned", "planned"]);
    expect(links.told()).toEqual([]);
  });

  it("works for a link that is to be cancelled: that is what it is for", async () => {
    const cancelRequested = { by: "helpdesk", at: "2026-11-22T10:00:00.000Z" };
    const { run, left } = stage({ ...undoing(both("assigned", "planned")), cancelRequested });
    await run();
    expect(left()).toEqual(["b"]);
  });
});

describe("reportUndo", () => {
  const reported = async (link: Link) => {
    const links = fakeLinks(link);
    const report = createReportUndo(links);
    await report({ linkId: link.id });
    return { links, report: () => report({ linkId: link.id }), row: links.row() };
  };

  it("says of each thing whether it was taken back or stays, and where to remove it", async () => {
    const { row, links } = await reported(undoing(both("removed", "assigned")));
    const how = `https://entra.microsoft.com/${aTenant}#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${aGuestId}`;
    expect(row.undone).toEqual([
      { what: "Role Global Administrator of partner.ops@outlook.com", result: "done", how: null },
      { what: "Role Global Reader of partner.ops@outlook.com", result: "left", how },
      { what: "Guest account partner.ops@outlook.com", result: "left", how },
    ]);
    expect(row.roles.map((role) => role.state)).toEqual(["removed", "left"]);
    const [event] = await links.events(row.id, 0);
    expect(event).toMatchObject({ type: "link.undone", data: { done: 1, left: 2 } });
  });

  it("calls an assignment that was never confirmed left, not done", async () => {
    const { row } = await reported(undoing(both("assigning", "planned")));
    expect(row.undone.map((item) => item.result)).toEqual(["left", "left"]);
    expect(row.roles.map((role) => role.state)).toEqual(["left", "planned"]);
  });

  it("does not speak of roles that were only planned", async () => {
    const { row } = await reported(undoing(both("planned", "planned")));
    expect(row.undone.map((item) => item.what)).toEqual([
      "Guest account partner.ops@outlook.com (it holds no role from us)",
    ]);
  });

  it("has nothing to list where nothing was done", async () => {
    const { row } = await reported(aLink({ status: "undoing" }));
    expect(row.undone).toEqual([]);
  });

  it("reports once, however often it runs", async () => {
    const { links, report } = await reported(undoing(both("assigned", "planned")));
    await report();
    expect(links.told()).toEqual(["link.undone"]);
    expect(links.row().undone).toHaveLength(2);
  });
});
