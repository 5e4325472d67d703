import { createUndoRoles } from "../../activities/undoRoles";
import type { Link } from "../../domain/link";
import { privilegedRoleAdministrator } from "../../domain/roles";
import { aGuestId, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { anotherRole, aRole, aRoleOf, aSignedInLink } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

type RoleOfLink = Link["roles"][number];
const ending = { by: "x", at: testNow, runId: "run", lastWait: 2, proof: null, scopes: [] };

function stage(role: Partial<RoleOfLink>, changes: Partial<Link> = {}) {
  const roles = [aRoleOf({ state: "assigned", ...role })];
  const link = aSignedInLink({ status: "ending", ending, roles, ...changes });
  const links = fakeLinks(link);
  const fake = fakeDirectory();
  for (const [id, templateId] of [
    ["a", aRole],
    ["b", anotherRole],
  ] as const) {
    fake.facts.held.push({ id, templateId });
    for (const how of ["scheduled", "eligible"] as const)
      fake.facts[how].push({ id, templateId, endsAt: null, isActivation: false });
  }
  const undo = createUndoRoles(links, fake.sessions);
  return {
    links,
    fake,
    run: () => undo({ linkId: link.id }),
    role: () => links.row().roles[0],
    left: (how: RoleOfLink["how"]) =>
      fake.facts[how === "direct" ? "held" : how].map((one) => one.id),
  };
}

describe("undoRoles, at the end of access", () => {
  it("takes back a role that a stopped link had to leave", async () => {
    const { run, role, left } = stage({ state: "left", assignmentId: "a" });
    await run();
    expect(left("direct")).toEqual(["b"]);
    expect(role()?.state).toBe("removed");
  });

  it.each(["direct", "scheduled", "eligible"] as const)(
    "looks up a role (%s) whose id never reached us, and takes it and no other one",
    async (how) => {
      const { links, run, role, left } = stage({ how });
      await run();
      expect(left(how)).toEqual(["b"]);
      expect(role()).toMatchObject({ state: "removed", assignmentId: "a" });
      expect(links.told()).toEqual(["role.removed"]);
    },
  );

  it("finishes where the process died after it was looked up", async () => {
    const { links, run, role, left } = stage({});
    links.dieAtChange(2);
    await expect(run()).rejects.toThrow("died");
    expect(role()?.state).toBe("assigned");
    links.revive();
    await run();
    expect(left("direct")).toEqual(["b"]);
    expect(role()?.state).toBe("removed");
  });

  it("takes such a role for done where the account holds it no more", async () => {
    const { fake, links, run, role } = stage({});
    fake.facts.held = [];
    await run();
    expect(fake.writes()).toEqual([]);
    expect(role()?.state).toBe("removed");
    expect(links.told()).toEqual(["role.removed"]);
  });

  it("never looks up a role that was there before, nor any where a link is only undone", async () => {
    for (const { fake, run, left } of [
      stage({ state: "heldBefore" }),
      stage({}, { status: "undoing", ending: null }),
    ]) {
      await run();
      expect(fake.sessions.opened).toBe(0);
      expect(left("direct")).toEqual(["a", "b"]);
    }
  });

  it("does not call an eligible role taken back while an activation of it runs", async () => {
    const { fake, links, run, role, left } = stage({ how: "eligible", assignmentId: "a" });
    const activation = { id: "c", templateId: aRole, endsAt: testNow, isActivation: true };
    fake.facts.scheduled = [activation];
    expect(await failureOf(run())).toMatchObject({
      code: "role_still_active",
      class: "needsPerson",
    });
    expect(left("eligible")).toEqual(["b"]);
    expect(role()?.state).toBe("assigned");
    expect(links.told()).toEqual([]);
    fake.facts.scheduled = [];
    await run();
    expect(role()?.state).toBe("removed");
  });

  it("does nothing where the administrator's role may not end access", async () => {
    const { fake, run, left } = stage({ assignmentId: "a" });
    fake.facts.ownRoles = [privilegedRoleAdministrator.templateId];
    expect(await failureOf(run())).toMatchObject({ code: "not_an_administrator" });
    expect(fake.writes()).toEqual([]);
    expect(left("direct")).toEqual(["a", "b"]);
    expect(fake.calls).not.toContainEqual(["removeRole", aGuestId]);
  });
});
