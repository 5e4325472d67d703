import { tenantIds } from "../../../local/sandbox/ids";
import { assignment, assignmentsPath, expectRefusal } from "./support/asAdministrator";
import { startBench, tenant, unchanged, type Bench } from "./support/bench";
import { clientOf, clientWithGrant, type Client } from "./support/client";
import { graph, invitation } from "./support/graph";
import { giveAdminConsent, signIn } from "./support/signIn";
import { requestToken, tokensFor } from "./support/tokens";

let bench: Bench;
let grace: Client;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  await giveAdminConsent(bench, "grace");
  grace = await clientOf(bench, "grace", { tenantId: tenantIds.contoso });
});

const nobody = "00000000-0000-4000-8000-000000000000";
const missing: [number, string, string] = [404, "Request_ResourceNotFound", nobody];
const denied: [number, string, string] = [403, "Authorization_RequestDenied", "privileges"];
const contoso = () => tenant(bench, tenantIds.contoso);
const uwe = () => contoso().users[1]?.id ?? "";
const invited = async () =>
  (await grace.post("/invitations", invitation("partner.ops@outlook.com"))).body.invitedUser.id;

describe("ending somebody's sessions", () => {
  const revoke = (client: Client, id: string, body?: object) =>
    client.post(`/users/${id}/revokeSignInSessions`, body);

  it("needs no body, and makes their refresh tokens useless", async () => {
    const { refresh_token } = await tokensFor(bench, "uwe", {
      scope: "openid offline_access User.Read",
    });
    bench.later(1000);
    const reply = await revoke(grace, uwe());
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      "@odata.context": expect.stringContaining("$metadata#Edm.Boolean") as string,
      value: true,
    });
    const { body } = await requestToken(bench, { grant_type: "refresh_token", refresh_token });
    expect(body.error_codes).toEqual([50173]);
  });

  it("takes an empty object too, but no parameters", async () => {
    expect((await revoke(grace, uwe(), {})).status).toBe(200);
    const act = () => revoke(grace, uwe(), { all: true });
    await expectRefusal(bench, act, [400, "Request_BadRequest", "all"]);
  });

  it("is the only call that may come without a body", async () => {
    const asked = { token: grace.token, method: "POST" };
    const reply = await unchanged(bench, () => graph(bench, "/invitations", asked));
    expect(reply.status).toBe(415);
  });

  it("is refused for nobody, and to an ordinary user", async () => {
    await expectRefusal(bench, () => revoke(grace, nobody), missing);
    const client = await clientWithGrant(bench, "uwe", tenantIds.contoso);
    await expectRefusal(bench, () => revoke(client, contoso().users[0]?.id ?? ""), denied);
  });

  it("of an administrator is not for a User Administrator", async () => {
    const roleDefinitionId = "fe930be7-5e62-47db-91af-98c3a49a38b1";
    await grace.post(assignmentsPath, { ...assignment(uwe()), roleDefinitionId });
    const client = await clientWithGrant(bench, "uwe", tenantIds.contoso);
    await expectRefusal(bench, () => revoke(client, contoso().users[0]?.id ?? ""), denied);
    expect((await revoke(client, await invited())).status).toBe(200);
  });
});

describe("removing a guest", () => {
  const remove = (client: Client, id: string) => client.remove(`/users/${id}`);

  it("leaves nobody who is found or could sign in", async () => {
    const id = await invited();
    await tokensFor(bench, "paula");
    const reply = await remove(grace, id);
    expect([reply.status, reply.body]).toEqual([204, {}]);
    expect((await grace.get(`/users/${id}`)).status).toBe(404);
    expect(contoso().users.filter((user) => user.userType === "Guest")).toEqual([]);
    const page = await unchanged(bench, () => signIn(bench, "paula"));
    expect(page.body).toContain("AADSTS50020");
  });

  it("ends what they hold in their hands: access tokens and refresh tokens", async () => {
    const id = await invited();
    const scope = "openid offline_access User.Read";
    const { access_token: token, refresh_token } = await tokensFor(bench, "paula", { scope });
    await remove(grace, id);
    expect((await graph(bench, "/organization", { token })).status).toBe(401);
    const { body } = await requestToken(bench, { grant_type: "refresh_token", refresh_token });
    expect(body.error_codes).toEqual([50020]);
  });

  it("is refused while they hold a role", async () => {
    const id = await invited();
    const made = await grace.post(assignmentsPath, assignment(id));
    await expectRefusal(bench, () => remove(grace, id), denied);
    await grace.remove(`${assignmentsPath}/${made.body.id}`);
    expect((await remove(grace, id)).status).toBe(204);
  });

  it("is refused for nobody, a second time, and to an ordinary user", async () => {
    await expectRefusal(bench, () => remove(grace, nobody), missing);
    const id = await invited();
    const client = await clientWithGrant(bench, "uwe", tenantIds.contoso);
    await expectRefusal(bench, () => remove(client, id), denied);
    await remove(grace, id);
    await expectRefusal(bench, () => remove(grace, id), [404, "Request_ResourceNotFound", id]);
  });

  it("takes with it what they could have activated, and lets them be invited again", async () => {
    const id = await invited();
    contoso().eligibleRoles.push({
      ...{ scheduleId: "s", principalId: id, roleDefinitionId: "r", hours: 8, endsAt: null },
      ...{ startsAt: "2026-01-01T00:00:00Z", visibleFrom: "2026-01-01T00:00:00Z" },
    });
    await remove(grace, id);
    expect(contoso().eligibleRoles).toEqual([]);
    expect(await invited()).not.toBe(id);
  });
});
