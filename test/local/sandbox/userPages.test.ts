import { activateRole } from "../../../local/sandbox/directory/activateRole";
import { endSessions } from "../../../local/sandbox/directory/endSessions";
import { tenantIds } from "../../../local/sandbox/ids";
import { createPerson } from "../../../local/sandbox/person";
import { globalAdministrator } from "../../../local/sandbox/roles";
import { startBench, tenant, unchanged, type Bench } from "./support/bench";
import { graph } from "./support/graph";
import { tokensFor } from "./support/tokens";

const hour = 60 * 60 * 1000;
const adatum = tenantIds.adatum;

describe("a user's page in the directory", () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  beforeEach(() => bench.sandbox.reset());
  afterAll(() => bench.close());

  const petraId = () => tenant(bench, adatum).eligibleRoles[0]?.principalId ?? "";
  const path = (user = petraId()) => `/directory/${adatum}/${user}`;
  const open = async () => {
    const petra = createPerson(bench.sandbox, "petra");
    await petra.visit(bench.sandbox.url + path());
    return petra;
  };
  const press = async (petra: Awaited<ReturnType<typeof open>>, button: string) => {
    const [form] = petra.page.forms;
    if (!form) throw new Error("No form.");
    return petra.submit(form, { button });
  };

  it("makes an eligible role active, until its hours are over", async () => {
    const petra = await open();
    expect(petra.page.body).toContain("Activate Global Administrator for 8 hours");
    const page = await press(petra, globalAdministrator);
    expect(page.body).toContain("Global Administrator, until ");
    expect(page.body).not.toContain("Activate");
    bench.later(8 * hour + 1);
    await petra.visit(page.url);
    expect(petra.page.body).toContain("Activate Global Administrator");
    expect(petra.page.body).not.toContain("Global Administrator, until ");
  });

  it("can activate it again after it ended, and has it once then", async () => {
    await press(await open(), globalAdministrator);
    bench.later(24 * hour);
    await press(await open(), globalAdministrator);
    expect(tenant(bench, adatum).roleAssignments).toHaveLength(1);
  });

  it("activates nothing twice, and nothing that nobody is eligible for", async () => {
    await press(await open(), globalAdministrator);
    await unchanged(bench, async () => {
      for (const activate of [globalAdministrator, "made-up"])
        await fetch(bench.sandbox.url + path(), {
          method: "POST",
          body: new URLSearchParams({ activate }),
        });
    });
    const here = tenant(bench, adatum);
    const [eligible] = here.eligibleRoles;
    if (!eligible) throw new Error("Nobody is eligible.");
    expect(() => activateRole(here, eligible, bench.sandbox.now())).toThrow("active already");
  });

  it("counts for Graph only while it is active", async () => {
    await press(await open(), globalAdministrator);
    const { access_token: token } = await tokensFor(bench, "petra", { tenantId: adatum });
    const roles = async () =>
      (await graph(bench, "/me/transitiveMemberOf/microsoft.graph.directoryRole", { token })).body
        .value;
    expect(await roles()).toMatchObject([{ roleTemplateId: globalAdministrator }]);
    const [assignment] = tenant(bench, adatum).roleAssignments;
    if (!assignment) throw new Error("No role.");
    assignment.endsAt = new Date(bench.sandbox.now().getTime() - 1).toISOString();
    expect(await roles()).toEqual([]);
  });

  it("ends all sessions from before", async () => {
    const before = bench.sandbox.now().toISOString();
    await press(await open(), "endSessions");
    const petra = tenant(bench, adatum).users.find((user) => user.id === petraId());
    expect((petra?.signInSessionsValidFromDateTime ?? "") >= before).toBe(true);
    if (!petra) throw new Error("No Petra.");
    endSessions(petra, new Date("2030-01-01T00:00:00Z"));
    expect(petra.signInSessionsValidFromDateTime).toBe("2030-01-01T00:00:00.000Z");
  });

  it("takes no form of another site", async () => {
    await unchanged(bench, async () => {
      for (const origin of ["https://evil.example", "null"]) {
        const answer = await fetch(bench.sandbox.url + path(), {
          method: "POST",
          body: new URLSearchParams({ action: "endSessions", activate: globalAdministrator }),
          headers: { origin },
        });
        expect(answer.status).toBe(403);
      }
    });
  });

  it("says that there is no such user", async () => {
    expect((await fetch(bench.sandbox.url + path("nobody"))).status).toBe(404);
    expect((await fetch(`${bench.sandbox.url}/directory/nowhere/nobody`)).status).toBe(404);
  });

  it("is linked from the directory's page", async () => {
    const page = await (await fetch(`${bench.sandbox.url}/directory/${adatum}`)).text();
    expect(page).toContain(`<a href="${path()}">Petra Pimm</a>`);
  });
});
