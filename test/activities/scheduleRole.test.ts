import { createScheduleRole } from "../../activities/scheduleRole";
import { LinkError } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { aRequest } from "../support/aLink";
import { aGuest, aGuestId, aRedeemedGuest, fakeDirectory } from "../support/fakesDirectory";
import { fakeLinks } from "../support/fakesLinks";
import {
  anotherRole,
  aRole,
  aRoleOf,
  aSignedInLink,
  cancelRequested,
} from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const until = "2027-01-31T00:00:00.000Z";
type How = "scheduled" | "eligible";

const toGive = (how: How, changes: Partial<Link> = {}): Link =>
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
  return {
    links,
    fake,
    run: () => give({ linkId: link.id, templateId: aRole }),
    names: () => fake.calls.map(([name]) => name),
    state: () => links.row().roles.map((role) => role.state),
  };
}
const lost = new LinkError({ code: "graph_unavailable", class: "transient" }, "no answer");

describe.each<How>(["scheduled", "eligible"])("scheduleRole (%s)", (how) => {
  it("looks at everybody first, asks for the role with its end, and looks again", async () => {
    const { links, fake, run, names } = stage(toGive(how));
    expect(await run()).toEqual({ given: true });
    const list = `${how}.list`;
    expect(names()).toEqual(["ownRoles", "readUser", list, `${how}.add`, list]);
    expect(fake.calls[3]).toEqual([
      `${how}.add`,
      {
        principal: aGuestId,
        role: aRole,
        until,
        justification: `Directory link ${links.row().id}`,
        ticket: { number: "CHG-4711", system: links.row().callerId },
      },
    ]);
    expect(links.row().roles).toEqual([
      aRoleOf({ how, state: "assigned", assignmentId: "schedule-1" }),
    ]);
    expect(links.told()).toEqual(["role.assigned"]);
  });

  it("asks once, however often it runs", async () => {
    const { links, fake, run } = stage(toGive(how));
    await run();
    expect(await run()).toEqual({ given: true });
    expect(fake.writes()).toEqual([`${how}.add`]);
    expect(links.told()).toEqual(["role.assigned"]);
  });

  it("leaves a role alone that was there before, and says that it is not ours", async () => {
    const { fake, links, run } = stage(toGive(how));
    fake.facts[how].push({ id: "theirs", templateId: aRole, endsAt: null, isActivation: false });
    expect(await run()).toEqual({ given: true });
    expect(fake.writes()).toEqual([]);
    expect(links.row().roles).toEqual([aRoleOf({ how, state: "heldBefore" })]);
    expect(links.told()).toEqual(["role.heldBefore"]);
  });

  it("is not fooled by another role of the account", async () => {
    const { fake, run } = stage(toGive(how));
    fake.facts[how].push({
      id: "other",
      templateId: anotherRole,
      endsAt: null,
      isActivation: false,
    });
    await run();
    expect(fake.writes()).toEqual([`${how}.add`]);
  });

  it("asks for nothing while its intent is not written", async () => {
    const { links, fake, run, state } = stage(toGive(how));
    links.dieAtChange(1);
    await expect(run()).rejects.toThrow("died");
    expect(fake.writes()).toEqual([]);
    expect(state()).toEqual(["planned"]);
  });

  it("finds its own schedule again where the process died before the id was written", async () => {
    const { links, fake, run, state } = stage(toGive(how));
    links.dieAtChange(2);
    await expect(run()).rejects.toThrow("died");
    links.revive();
    expect(await run()).toEqual({ given: true });
    expect(fake.writes()).toEqual([`${how}.add`]);
    expect(state()).toEqual(["assigned"]);
  });

  it("finds its own schedule again where Graph's answer was lost", async () => {
    const { fake, run, state } = stage(toGive(how));
    fake.fail(`${how}.add`, lost, "late");
    expect(await failureOf(run())).toMatchObject({ class: "transient" });
    expect(state()).toEqual(["assigning"]);
    expect(await run()).toEqual({ given: true });
    expect(fake.writes()).toEqual([`${how}.add`]);
    expect(state()).toEqual(["assigned"]);
  });

  it("goes on waiting while the directory does not show it, knows its id, and asks for no second one", async () => {
    const { links, fake, run } = stage(toGive(how));
    fake.facts.rolesVisible = false;
    for (let time = 0; time < 2; time++)
      expect(await failureOf(run())).toMatchObject({
        code: "role_not_visible_yet",
        class: "settling",
      });
    expect(links.row().roles).toEqual([
      aRoleOf({ how, state: "assigning", assignmentId: "schedule-1" }),
    ]);
    expect(links.told()).toEqual([]);
    fake.facts.rolesVisible = true;
    await run();
    expect(fake.facts[how]).toHaveLength(1);
    expect(links.row().roles[0]).toMatchObject({ state: "assigned", assignmentId: "schedule-1" });
  });

  it("leaves to a person what the directory's rules refuse, and nothing is given", async () => {
    const { fake, run } = stage(toGive(how));
    const refused = new LinkError({ code: "role_policy_refused", class: "needsPerson" }, "x");
    fake.fail(`${how}.add`, refused);
    expect(await failureOf(run())).toBe(refused);
    expect(fake.facts[how]).toEqual([]);
  });

  it.each([
    ["an account that has not accepted yet", aGuest(), "settling"],
    ["another kind of account", aRedeemedGuest({ identities: [] }), "needsPerson"],
  ])("gives nothing to %s", async (_what, user, kind) => {
    const { fake, run, state } = stage(toGive(how));
    fake.facts.users = [user];
    expect(await failureOf(run())).toMatchObject({ class: kind });
    expect(fake.writes()).toEqual([]);
    expect(state()).toEqual(["planned"]);
  });

  it("gives nothing where the administrator's own role ended", async () => {
    const { fake, run, state } = stage(toGive(how));
    fake.facts.ownRoles = [anotherRole];
    expect(await failureOf(run())).toMatchObject({ code: "not_an_administrator" });
    expect(fake.writes()).toEqual([]);
    expect(state()).toEqual(["planned"]);
  });

  it("does nothing for a link that is to be cancelled", async () => {
    const { fake, run } = stage(toGive(how, { cancelRequested }));
    expect(await failureOf(run())).toMatchObject({ code: "cancel_requested" });
    expect(fake.sessions.opened).toBe(0);
  });
});

describe("scheduleRole", () => {
  it("leaves a role that is given for good to the next step, and asks the directory nothing", async () => {
    for (const roles of [[aRoleOf()], []]) {
      const { links, fake, run } = stage(toGive("scheduled", { roles }));
      const before = links.row();
      expect(await run()).toEqual({ given: false });
      expect(fake.sessions.opened).toBe(0);
      expect(links.row()).toBe(before);
    }
  });
});
