import { tenantIds } from "../../../local/sandbox/ids";
import { hybridIdentityAdministrator } from "../../../local/sandbox/roles";
import { startBench, tenant, type Bench } from "./support/bench";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const page = async (path: string) =>
  (await (await fetch(`${bench.sandbox.url}/directory/${path}`)).text()).replace(/\s+/g, " ");

describe("a directory's page", () => {
  it("shows what the directory allows", async () => {
    const here = tenant(bench, tenantIds.wingtip);
    here.pimRules = { maxDays: 30, justification: true, ticket: false, mfa: false };
    here.blockedInviteDomains.push("blocked.example");
    const text = await page(tenantIds.wingtip);
    expect(text).toContain("Guests may be invited by administrators and guest inviters.");
    expect(text).toContain("Guests see nothing but themselves.");
    expect(text).toContain("Domains that may not be invited: blocked.example.");
    expect(text).toContain("Users may not consent for themselves.");
    expect(text).toContain("Roles may be given at most 30 days, with a justification.");
    expect(await page(tenantIds.tailspin)).toContain("Guests may be invited by nobody.");
  });

  it("shows Azure subscriptions, and who sees them", async () => {
    const text = await page(tenantIds.alpine);
    expect(text).toMatch(/<td>Alpine production<\/td>.*<td>Enabled<\/td>.*<td>Alma Alp<\/td>/);
    expect(text).toMatch(/<td>Alpine trial<\/td>.*<td>Disabled<\/td>/);
  });

  it("shows eligible roles and end dates, on a user's page too", async () => {
    const here = tenant(bench, tenantIds.adatum);
    const [petra] = here.users;
    if (!petra) throw new Error("No Petra.");
    const endsAt = new Date(bench.sandbox.now().getTime() + 86_400_000).toISOString();
    here.roleAssignments.push({
      id: "a",
      principalId: petra.id,
      roleDefinitionId: hybridIdentityAdministrator,
      directoryScopeId: "/",
      visibleFrom: "2026-01-01T00:00:00Z",
      endsAt,
    });
    for (const path of [here.id, `${here.id}/${petra.id}`]) {
      const text = await page(path);
      expect(text).toContain(`Hybrid Identity Administrator, until ${endsAt}`);
      expect(text).toContain("Global Administrator for 8 hours at a time");
    }
    bench.sandbox.setClock(2 * 86_400_000);
    expect(await page(here.id)).not.toContain("Hybrid Identity Administrator");
  });
});
