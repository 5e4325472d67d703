import { tenantIds } from "../../../local/sandbox/ids";
import { asAdministrator, type Administrator } from "./support/asAdministrator";
import { startBench, tenant, type Bench } from "./support/bench";
import { signIn } from "./support/signIn";

let bench: Bench;
let admin: Administrator;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => void (admin = await asAdministrator(bench)));

const paula = "partner.ops@outlook.com";
const stateSelect =
  "id,userType,externalUserState,externalUserStateChangeDateTime,identities,mail,otherMails,accountEnabled";
const contoso = () => tenant(bench, tenantIds.contoso);

describe("GET /users", () => {
  it("gives the default properties only, without $select", async () => {
    const { id } = (await admin.invite(paula)).body.invitedUser;
    const { body } = await admin.get(`/users/${id}`);
    expect(body).toMatchObject({ id, mail: paula, displayName: "Partner operations" });
    for (const name of stateSelect.split(",").slice(1, 5)) expect(body).not.toHaveProperty(name);
  });

  it("shows state and identities by $select, before and after redemption", async () => {
    const { id } = (await admin.invite(paula)).body.invitedUser;
    const before = await admin.get(`/users/${id}?$select=${stateSelect}`);
    expect(before.body).toMatchObject({
      externalUserState: "PendingAcceptance",
      userType: "Guest",
      accountEnabled: true,
    });
    await signIn(bench, "paula");
    const after = await admin.get(`/users/${id}?$select=${stateSelect}`);
    expect(after.body).toMatchObject({
      externalUserState: "Accepted",
      identities: [{ signInType: "federated", issuer: "MicrosoftAccount" }, {}],
    });
  });

  it("finds people by any of their addresses, whatever the letter case", async () => {
    expect((await admin.findByAddress("ADMIN@contoso.onmicrosoft.com")).body.value).toMatchObject([
      { id: contoso().users[0]?.id },
    ]);
    expect((await admin.findByAddress("o''hara@contoso.com")).body.value).toEqual([]);
    expect((await admin.findByAddress("o'hara@contoso.com")).body.error.message).toContain(
      "unterminated",
    );
    const uwe = contoso().users[1];
    if (uwe) uwe.proxyAddresses.push("smtp:helpdesk@contoso.com");
    expect((await admin.findByAddress("helpdesk@contoso.com")).body.value).toMatchObject([
      { id: uwe?.id },
    ]);
  });

  it("reads a quote inside a value", async () => {
    const { body } = await admin.get(
      `/users?$filter=${encodeURIComponent("mail eq 'a'' or mail eq ''uwe@contoso.com'")}`,
    );
    expect(body.value).toEqual([]);
  });

  it("reads a guest by user principal name", async () => {
    await admin.invite(paula);
    const upn = encodeURIComponent("partner.ops_outlook.com#EXT#@contoso.onmicrosoft.com");
    expect((await admin.get(`/users/${upn}`)).body["mail"]).toBe(paula);
  });

  it("finds nobody of another directory", async () => {
    const lena = tenant(bench, tenantIds.litware).users[0]?.id ?? "";
    expect((await admin.get(`/users/${lena}`)).status).toBe(404);
    expect((await admin.findByAddress("admin@litware.onmicrosoft.com")).body.value).toEqual([]);
  });
});
