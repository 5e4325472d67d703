import { createAssignRole } from "../../activities/assignRole";
import { createScheduleRole } from "../../activities/scheduleRole";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import type { Directory } from "../../domain/microsoftPorts";
import { aRequest } from "../support/aLink";
import { aRedeemedGuest, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks } from "../support/fakesLinks";
import { anotherRole, aRole, aRoleOf, aSignedInLink } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const until = "2027-01-31T00:00:00.000Z";
const unlicensed = new LinkError({ code: "premium_licence_missing", class: "needsPerson" }, "P2");

const toGive = (how: "scheduled" | "eligible", changes: Partial<Link> = {}): Link =>
  aSignedInLink({
    request: aRequest({
      accessUntil: until,
      assignment: how === "eligible" ? "eligible" : "active",
    }),
    until: { at: until, enforcedBy: "entra" },
    roles: [aRoleOf({ how })],
    ...changes,
  });

function stage(link: Link) {
  const links = fakeLinks(link);
  const fake = fakeDirectory({ users: [aRedeemedGuest()] });
  const give = createScheduleRole(links, fake.sessions);
  return { links, fake, run: () => give({ linkId: link.id, templateId: aRole }) };
}

describe("a role with an end date in a directory without the licence", () => {
  it.each(["scheduled.list", "scheduled.add"] as const)(
    "is given for good and people are reminded, said before it is given (%s)",
    async (call) => {
      const { links, fake, run } = stage(toGive("scheduled"));
      fake.fail(call, unlicensed);
      expect(await run()).toEqual({ given: false });
      expect(links.row().until).toEqual({ at: until, enforcedBy: "reminder" });
      expect(links.row().roles[0]).toMatchObject({ how: "direct", assignmentId: null });
      expect(links.told()).toEqual(["access.notEnforced"]);
      expect(fake.facts.held).toEqual([]);
      const { id: linkId } = links.row();
      await createAssignRole(links, fake.sessions)({ linkId, templateId: aRole });
      expect(fake.facts.held).toEqual([{ id: "assignment-1", templateId: aRole }]);
      expect(links.row().roles).toEqual([
        aRoleOf({ state: "assigned", assignmentId: "assignment-1" }),
      ]);
    },
  );

  it("says so once, and asks Privileged Identity Management no more", async () => {
    const { links, fake, run } = stage(toGive("scheduled"));
    fake.fail("scheduled.add", unlicensed);
    await run();
    expect(await run()).toEqual({ given: false });
    expect(fake.calls.filter(([name]) => name === "scheduled.add")).toHaveLength(1);
    expect(links.told()).toEqual(["access.notEnforced"]);
  });

  it("falls back also where the process died before it could say so", async () => {
    const { links, fake, run } = stage(toGive("scheduled"));
    fake.fail("scheduled.add", unlicensed);
    links.dieAtChange(2);
    await expect(run()).rejects.toThrow("died");
    links.revive();
    fake.fail("scheduled.add", unlicensed);
    expect(await run()).toEqual({ given: false });
    expect(links.row().until?.enforcedBy).toBe("reminder");
    expect(fake.facts.scheduled).toEqual([]);
  });

  it("changes how that one role is given, and no other", async () => {
    const roles = [
      aRoleOf({ how: "scheduled" }),
      aRoleOf({ templateId: anotherRole, how: "scheduled" }),
    ];
    const { links, fake, run } = stage(toGive("scheduled", { roles }));
    fake.fail("scheduled.add", unlicensed);
    await run();
    expect(links.row().roles.map((role) => role.how)).toEqual(["direct", "scheduled"]);
  });

  it("calls a role that somebody else had given for good not ours", async () => {
    const { links, fake, run } = stage(toGive("scheduled"));
    fake.facts.held.push({ id: "theirs", templateId: aRole });
    fake.fail("scheduled.list", unlicensed);
    await run();
    const { id: linkId } = links.row();
    await createAssignRole(links, fake.sessions)({ linkId, templateId: aRole });
    expect(fake.writes()).toEqual([]);
    expect(links.row().roles[0]?.state).toBe("heldBefore");
  });

  it("does not fall back for a role that is only to be activated: a person has to decide", async () => {
    for (const call of ["eligible.list", "eligible.add"] as const) {
      const { links, fake, run } = stage(toGive("eligible"));
      fake.fail(call, unlicensed);
      expect(await failureOf(run())).toBe(unlicensed);
      expect(links.row().roles[0]?.how).toBe("eligible");
      expect(links.row().until?.enforcedBy).toBe("entra");
      expect(links.told()).toEqual([]);
      expect(fake.facts.held).toEqual([]);
    }
  });

  it.each(["graph_refused", "role_policy_refused", "graph_unavailable"] as const)(
    "does not fall back for %s",
    async (code) => {
      const { links, fake, run } = stage(toGive("scheduled"));
      const failure = new LinkError({ code, class: "final" }, "x");
      fake.fail("scheduled.add", failure);
      expect(await failureOf(run())).toBe(failure);
      expect(links.row().roles[0]?.how).toBe("scheduled");
      expect(links.told()).toEqual([]);
    },
  );

  it("does not fall back once a schedule was made, or the account would have the role twice", async () => {
    const roles = [aRoleOf({ how: "scheduled", state: "assigning", assignmentId: "schedule-1" })];
    const { links, fake, run } = stage(toGive("scheduled", { roles }));
    fake.fail("scheduled.list", unlicensed);
    expect(await failureOf(run())).toBe(unlicensed);
    expect(links.row().roles).toEqual(roles);
    expect(links.told()).toEqual([]);
  });

  it("does not fall back in the very try that made a schedule", async () => {
    const { links, fake, run } = stage(toGive("scheduled"));
    let lists = 0;
    const scheduled: Directory["scheduled"] = {
      ...fake.directory.scheduled,
      list: (id) => (++lists > 1 ? Promise.reject(unlicensed) : fake.directory.scheduled.list(id)),
    };
    fake.sessions.open = () => Promise.resolve({ ...fake.directory, scheduled });
    expect(await failureOf(run())).toBe(unlicensed);
    expect(fake.facts.scheduled).toHaveLength(1);
    expect(links.row().roles[0]).toMatchObject({ how: "scheduled", assignmentId: "schedule-1" });
    expect(links.told()).toEqual([]);
  });
});
