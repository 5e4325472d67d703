import { createUndoRoles } from "../../activities/undoRoles";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { aGuestId, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks } from "../support/fakesLinks";
import { anotherRole, aRole, aRoleOf, aSignedInLink } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

type How = "scheduled" | "eligible";
type RoleOfLink = Link["roles"][number];
const lost = new LinkError({ code: "graph_unavailable", class: "transient" }, "no answer");

function stage(how: How, role: Partial<RoleOfLink> = {}) {
  const given = aRoleOf({ how, state: "assigned", assignmentId: "ours", ...role });
  const link = aSignedInLink({ status: "ending", roles: [given] });
  const links = fakeLinks(link);
  const fake = fakeDirectory();
  fake.facts[how].push(
    { id: "ours", templateId: aRole, endsAt: null, isActivation: false },
    { id: "other", templateId: anotherRole, endsAt: null, isActivation: false },
  );
  const undo = createUndoRoles(links, fake.sessions);
  return {
    links,
    fake,
    run: () => undo({ linkId: link.id }),
    state: () => links.row().roles[0]?.state,
    left: () => fake.facts[how].map((one) => one.id),
  };
}

describe.each<How>(["scheduled", "eligible"])("undoRoles (%s)", (how) => {
  it("takes back the schedule that this link made, and no other one", async () => {
    const { links, fake, run, state, left } = stage(how);
    await run();
    expect(fake.calls.filter(([name]) => name === `${how}.end`)).toEqual([
      [`${how}.end`, { principal: aGuestId, role: aRole }],
    ]);
    expect(left()).toEqual(["other"]);
    expect(state()).toBe("removed");
    expect(links.told()).toEqual(["role.removed"]);
  });

  it("leaves a schedule of somebody else's for the same role alone: ours is gone then", async () => {
    const { fake, run, state, left } = stage(how, { assignmentId: "ours, which ended" });
    await run();
    expect(fake.writes()).toEqual([]);
    expect(left()).toEqual(["ours", "other"]);
    expect(state()).toBe("removed");
  });

  it("never touches a role whose schedule we do not know by its id, or that was there before", async () => {
    for (const state of ["assigned", "heldBefore"] as const) {
      const { fake, run, left } = stage(how, { state, assignmentId: null });
      await run();
      expect(fake.sessions.opened).toBe(0);
      expect(left()).toEqual(["ours", "other"]);
    }
  });

  it("waits for its own schedule that the directory does not show yet", async () => {
    const { links, fake, run, state } = stage(how, { state: "assigning" });
    fake.facts.rolesVisible = false;
    expect(await failureOf(run())).toMatchObject({
      code: "role_not_visible_yet",
      class: "settling",
    });
    expect(fake.writes()).toEqual([]);
    expect(state()).toBe("assigning");
    expect(links.told()).toEqual([]);
    fake.facts.rolesVisible = true;
    await run();
    expect(state()).toBe("removed");
  });

  it("does not call a role taken back that the directory still shows", async () => {
    const { links, fake, run, state } = stage(how);
    const unended = { ...fake.directory[how], end: () => Promise.resolve(true) };
    fake.sessions.open = () => Promise.resolve({ ...fake.directory, [how]: unended });
    expect(await failureOf(run())).toMatchObject({ class: "settling" });
    expect(state()).toBe("assigned");
    expect(links.told()).toEqual([]);
  });

  it("finishes where Graph's answer was lost, or the process died right after", async () => {
    const { links, fake, run, state, left } = stage(how);
    fake.fail(`${how}.end`, lost, "late");
    expect(await failureOf(run())).toBe(lost);
    expect(state()).toBe("assigned");
    links.dieAtChange(1);
    await expect(run()).rejects.toThrow("died");
    links.revive();
    await run();
    expect(left()).toEqual(["other"]);
    expect(state()).toBe("removed");
    expect(links.told()).toEqual(["role.removed"]);
  });

  it("takes a role for done that Entra or somebody else ended meanwhile", async () => {
    const { fake, run, state } = stage(how);
    fake.facts[how] = [];
    await run();
    expect(fake.writes()).toEqual([]);
    expect(state()).toBe("removed");
  });
});
