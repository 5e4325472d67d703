import { apiClientId, guidFrom, linkClientId, tenantIds } from "../../local/sandbox/ids";
import { createForger, type Forger } from "../support/attackIdToken";
import {
  expectOutside,
  expectTurnedAway,
  startOpsStage,
  where,
  type OpsStage,
} from "../support/opsStage";

const roles = ["Links.Operate"];
const right = { aud: apiClientId, roles };

describe("attacks on the ID token of an operator", () => {
  let stage: OpsStage;
  let forger: Forger;
  beforeAll(async () => {
    stage = await startOpsStage();
    const tenant = stage.product.sandbox.facts.tenants.find(({ id }) => id === tenantIds.fabrikam);
    if (!tenant) throw new Error("there is no home tenant");
    const objectId = guidFrom("olivia");
    forger = await createForger(stage.product, { tenant, objectId, roles: [] });
  });
  beforeEach(() => {
    stage.probe.done.length = 0;
  });
  afterAll(() => stage.product.close());

  it("the forged token lets in while nothing is wrong with it: the list below can fail", async () => {
    const olivia = stage.someone();
    const url = await stage.callbackOf(olivia);
    await forger.claims(olivia, right);
    expect((await olivia.visit(url)).url).toBe(stage.at(where));
    expect(stage.sessionOf(olivia)).toBeDefined();
  });

  it.each<[string, Record<string, unknown>, string, number]>([
    ["for the link registration", { aud: linkClientId }, "signin_not_ours", 400],
    ["for two applications", { aud: [apiClientId, linkClientId] }, "signin_not_ours", 400],
    ["by another issuer", { iss: "https://evil.example/v2.0" }, "signin_not_ours", 400],
    ["with another nonce", { nonce: "other" }, "signin_not_ours", 400],
    ["without nonce", { nonce: undefined }, "signin_not_ours", 400],
    ["that has expired", { iat: 1, exp: 2 }, "signin_not_ours", 400],
    ["without an object id", { oid: undefined }, "signin_not_ours", 400],
    ["of another tenant", { tid: tenantIds.contoso }, "other_directory", 403],
    ["of a guest", { idp: "live.com" }, "guest_account", 403],
    ["without roles", { roles: undefined }, "not_an_operator", 403],
    ["with a role of callers", { roles: ["Links.Request"] }, "not_an_operator", 403],
    ["with roles in one text", { roles: "Links.Operate" }, "not_an_operator", 403],
    ["with directory roles in their place", { roles: [], wids: roles }, "not_an_operator", 403],
  ])("a token %s", async (_what, changes, code, status) => {
    const olivia = stage.someone();
    const url = await stage.callbackOf(olivia);
    await forger.claims(olivia, { ...right, ...changes });
    expectTurnedAway(await olivia.visit(url), code, status);
    expectOutside(stage, olivia);
  });

  it("a token that somebody else signed", async () => {
    const olivia = stage.someone();
    const url = await stage.callbackOf(olivia);
    await forger.wronglySigned(olivia);
    expectTurnedAway(await olivia.visit(url), "signin_not_ours", 400);
    expectOutside(stage, olivia);
  });
});
