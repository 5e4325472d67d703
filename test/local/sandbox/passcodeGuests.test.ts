import { decodeJwt } from "jose";
import { tenantIds } from "../../../local/sandbox/ids";
import { asAdministrator, type Administrator } from "./support/asAdministrator";
import { guest, startBench, unchanged, type Bench } from "./support/bench";
import { signIn } from "./support/signIn";
import { tokensFor } from "./support/tokens";

let bench: Bench;
let admin: Administrator;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => void (admin = await asAdministrator(bench)));

const otto = "otto@smallshop.example";

describe("an account that signs in by mailed passcodes", () => {
  it("is known by its mailbox after it accepted", async () => {
    const { id } = (await admin.invite(otto)).body.invitedUser;
    await signIn(bench, "otto");
    const { userPrincipalName } = guest(bench, tenantIds.contoso, otto);
    const { body } = await admin.get(`/users/${id}?$select=identities,externalUserState`);
    expect(body).toMatchObject({
      externalUserState: "Accepted",
      identities: [
        { signInType: "federated", issuer: "mail", issuerAssignedId: null },
        {
          signInType: "userPrincipalName",
          issuer: "contoso.onmicrosoft.com",
          issuerAssignedId: userPrincipalName,
        },
      ],
    });
  });

  it("has an ID token that names no home directory", async () => {
    const { id } = (await admin.invite(otto)).body.invitedUser;
    const claims = decodeJwt((await tokensFor(bench, "otto")).id_token);
    expect(claims).toMatchObject({
      oid: id,
      tid: tenantIds.contoso,
      idp: "mail",
      preferred_username: otto,
    });
  });

  it("is not let in where nobody invited it", async () => {
    const page = await unchanged(bench, () => signIn(bench, "otto"));
    expect(page.body).toContain("AADSTS50020");
  });
});
