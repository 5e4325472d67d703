import type { Directory } from "../../domain/microsoftPorts";
import { objectId, tenantId, type ObjectId } from "../../domain/ids";
import { tenantIds } from "../../local/sandbox/ids";
import { anotherRole, aRole } from "../support/fakesStages";
import { startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { failureOf } from "../support/fakesStorage";

const address = "partner.ops@outlook.com";
const redirectUrl = "https://entra.microsoft.com/wingtip";
const wingtip = tenantId.parse(tenantIds.wingtip);
const nobody = objectId.parse("00000000-0000-4000-8000-00000000dead");

let microsoft: Microsoft;
beforeAll(async () => {
  microsoft = await startMicrosoft();
});
afterAll(() => microsoft.close());

describe.each(["scheduled", "eligible"] as const)("%s roles through Graph", (kind) => {
  let directory: Directory;
  let guest: ObjectId;
  beforeEach(async () => {
    microsoft.sandbox.reset();
    ({ directory } = await microsoft.signedIn("wim", wingtip));
    guest = await directory.invite({ address, redirectUrl });
  });
  const inDays = (days: number): string =>
    new Date(microsoft.sandbox.now().getTime() + days * 86_400_000).toISOString();
  const facts = () => microsoft.tenant(wingtip);
  const wanted = (until: string | null, principal = guest) => ({
    principal,
    role: aRole,
    until,
    justification: "Directory link abc",
    ticket: { number: "CHG-4711", system: "northwind" },
  });
  const whose = () => ({ principal: guest, role: aRole });
  const given = () =>
    kind === "scheduled"
      ? facts().roleAssignments.filter((one) => one.principalId === guest)
      : facts().eligibleRoles.filter((one) => one.principalId === guest);

  it("are given until a date, and found by the id that giving them answered", async () => {
    const until = inDays(40);
    const id = await directory[kind].add(wanted(until));
    const [one, ...others] = await directory[kind].list(guest);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ id, templateId: aRole });
    expect(Date.parse(one?.endsAt ?? "") - Date.parse(until)).toBeLessThan(1000);
    expect(given()).toHaveLength(1);
  });

  it("are given without an end where none was asked for", async () => {
    await directory[kind].add(wanted(null));
    expect(await directory[kind].list(guest)).toMatchObject([{ endsAt: null }]);
  });

  it("are given once: a second time says that there is one already", async () => {
    await directory[kind].add(wanted(null));
    expect(await directory[kind].add(wanted(null))).toBeNull();
    expect(given()).toHaveLength(1);
  });

  it("are ended once, for this account and role only", async () => {
    await directory[kind].add(wanted(null));
    await directory[kind].add({ ...wanted(null), role: anotherRole });
    expect(await directory[kind].end(whose())).toBe(true);
    expect(await directory[kind].list(guest)).toMatchObject([{ templateId: anotherRole }]);
    expect(await directory[kind].end(whose())).toBe(false);
    expect(given()).toHaveLength(1);
  });

  it("are those of this account alone", async () => {
    await directory[kind].add(wanted(null));
    expect(await directory[kind].list(nobody)).toEqual([]);
  });

  it("are not shown yet right after they were given, and are given no second time", async () => {
    microsoft.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    expect(await directory[kind].add(wanted(null))).not.toBeNull();
    expect(await directory[kind].list(guest)).toEqual([]);
    expect(await directory[kind].add(wanted(null))).toBeNull();
  });

  it("need a licence: without it every call says so, and nothing is given", async () => {
    for (const sku of facts().skus) sku.enabled = 0;
    for (const call of [
      directory[kind].list(guest),
      directory[kind].add(wanted(null)),
      directory[kind].end(whose()),
    ])
      expect(await failureOf(call)).toMatchObject({
        code: "premium_licence_missing",
        class: "needsPerson",
      });
    expect(given()).toEqual([]);
  });

  it("are refused by the directory's own rules, in words that say which", async () => {
    facts().pimRules = { ...facts().pimRules, maxDays: 30 };
    const failure = await failureOf(directory[kind].add(wanted(inDays(40))));
    expect(failure).toMatchObject({ code: "role_policy_refused", class: "needsPerson" });
    expect(failure.message).toContain("longer than the directory allows");
    expect(given()).toEqual([]);
  });

  it("carry the ticket's number, where the directory's rules ask for one", async () => {
    facts().pimRules = { ...facts().pimRules, ticket: true };
    const without = { ...wanted(inDays(40)), ticket: null };
    const failure = await failureOf(directory[kind].add(without));
    expect(failure.message).toContain("a ticket number is needed");
    expect(await directory[kind].add(wanted(inDays(40)))).not.toBeNull();
  });

  it("wait for a person where somebody in the directory has to approve them", async () => {
    const body = { id: "request-1", targetScheduleId: null, status: "PendingApproval" };
    microsoft.sandbox.setFault({ method: "POST", path: "ScheduleRequests", status: 201, body });
    const failure = await failureOf(directory[kind].add(wanted(null)));
    expect(failure).toMatchObject({ code: "role_policy_refused", class: "needsPerson" });
    expect(failure.message).toContain("approve");
  });

  it("wait for an account that Graph does not show yet", async () => {
    expect(await failureOf(directory[kind].add(wanted(null, nobody)))).toMatchObject({
      class: "settling",
    });
  });

  it("are not trusted in a form that is not known", async () => {
    microsoft.sandbox.setFault({ path: "ScheduleInstances", status: 200, body: { value: "x" } });
    expect(await failureOf(directory[kind].list(guest))).toMatchObject({
      code: "graph_unavailable",
      class: "transient",
    });
  });
});
