import { tenantIds } from "../../../local/sandbox/ids";
import { expectRefusal } from "./support/asAdministrator";
import { startBench, tenant, type Bench } from "./support/bench";
import { clientOf, clientWithGrant } from "./support/client";
import { invitation } from "./support/graph";
import { tokensFor } from "./support/tokens";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const path = "/policies/authorizationPolicy";

describe("the authorization policy", () => {
  it("is one object that says who may invite and what guests see", async () => {
    const wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
    const { status, body } = await wim.get(path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: "authorizationPolicy",
      allowInvitesFrom: "adminsAndGuestInviters",
      guestUserRoleId: "2af84b1e-32c8-42b7-82bc-daa82404023b",
    });
    expect(body).not.toHaveProperty("value");
  });

  it("is usual where nobody changed it, and gives what is asked for", async () => {
    const grace = await clientOf(bench, "grace", { tenantId: tenantIds.contoso });
    const { body } = await grace.get(`${path}?$select=allowInvitesFrom,guestUserRoleId`);
    expect(body).toEqual({
      "@odata.context": expect.stringContaining("policies/authorizationPolicy") as string,
      allowInvitesFrom: "everyone",
      guestUserRoleId: "10dae51f-b6af-4016-8d66-8c2a99b929b3",
    });
  });

  it("names a property that it does not have", async () => {
    const grace = await clientOf(bench, "grace", { tenantId: tenantIds.contoso });
    const read = () => grace.get(`${path}?$select=nonsense`);
    await expectRefusal(bench, read, [400, "BadRequest", "nonsense"]);
  });

  it("is not for a token without the permission", async () => {
    const scope = "openid User.Read";
    const grace = await clientOf(bench, "grace", { tenantId: tenantIds.contoso, scope });
    await expectRefusal(bench, () => grace.get(path), [403, "Authorization_RequestDenied", ""]);
  });
});

describe("restrictions of a directory", () => {
  it("let nobody invite where the policy says none, not even an administrator", async () => {
    const tara = await clientOf(bench, "tara", { tenantId: tenantIds.tailspin });
    const invite = () => tara.post("/invitations", invitation("partner.ops@outlook.com"));
    await expectRefusal(bench, invite, [
      403,
      "Authorization_RequestDenied",
      "Guest invitations not allowed for your company",
    ]);
  });

  it("let a restricted guest without a role read nobody", async () => {
    const wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
    await wim.post("/invitations", invitation("partner.ops@outlook.com"));
    const paula = await clientWithGrant(bench, "paula", tenantIds.wingtip);
    const others = tenant(bench, tenantIds.wingtip).users[0]?.id ?? "";
    const denied: [number, string, string] = [403, "Authorization_RequestDenied", ""];
    await expectRefusal(bench, () => paula.get(`/users/${others}`), denied);
    await expectRefusal(bench, () => paula.get(path), denied);
  });

  it("let users consent to nothing themselves", async () => {
    const wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
    await wim.post("/invitations", invitation("partner.ops@outlook.com"));
    const asked = { tenantId: tenantIds.wingtip, scope: "openid User.Read" };
    await expect(tokensFor(bench, "paula", asked)).rejects.toThrow("No tokens");
  });
});
