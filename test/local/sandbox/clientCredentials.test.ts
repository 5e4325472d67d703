import { decodeJwt } from "jose";
import { apiClientId, linkClientId, tenantIds, ticketAppId } from "../../../local/sandbox/ids";
import { ticketToken } from "../../support/tokenForger";
import { startBench, type Bench } from "./support/bench";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.sandbox.reset());
afterAll(() => bench.close());

describe("an application that signs in by itself", () => {
  it("gets a v2.0 access token for the API, with the roles it is assigned", async () => {
    const { status, body } = await ticketToken(bench.sandbox);
    expect([status, body["token_type"], body["expires_in"]]).toEqual([200, "Bearer", 3599]);
    expect(body).not.toHaveProperty("id_token");
    const claims = decodeJwt(String(body["access_token"]));
    expect(claims).toMatchObject({
      aud: apiClientId,
      iss: `${bench.sandbox.url}/${tenantIds.fabrikam}/v2.0`,
      azp: ticketAppId,
      idtyp: "app",
      roles: ["Links.Request", "Links.Read"],
      tid: tenantIds.fabrikam,
      ver: "2.0",
    });
    expect(claims["oid"]).toBe(claims.sub);
    expect(claims).not.toHaveProperty("scp");
  });

  it("is refused where it is assigned no role", async () => {
    bench.sandbox.facts.api.assignments.length = 0;
    const { status, body } = await ticketToken(bench.sandbox);
    expect([status, body["error_codes"]]).toEqual([400, [501051]]);
    expect(body).not.toHaveProperty("access_token");
  });

  it("gets a token without roles where assignment is not required, as Entra does", async () => {
    Object.assign(bench.sandbox.facts.api, { assignments: [], assignmentRequired: false });
    const { status, body } = await ticketToken(bench.sandbox);
    expect(status).toBe(200);
    expect(decodeJwt(String(body["access_token"]))).not.toHaveProperty("roles");
  });

  it.each<[string, Record<string, string>, [number, string, number]]>([
    ["a wrong secret", { client_secret: "guess" }, [401, "invalid_client", 7000215]],
    [
      "an unknown application",
      { client_id: tenantIds.contoso },
      [400, "unauthorized_client", 700016],
    ],
    [
      "a registration of the product, which has no secret",
      { client_id: linkClientId },
      [400, "unauthorized_client", 700016],
    ],
    [
      "a single permission",
      { scope: `api://${apiClientId}/Links.Read` },
      [400, "invalid_scope", 1002012],
    ],
    ["another service", { scope: "api://other/.default" }, [400, "invalid_resource", 500011]],
  ])("is refused with %s", async (_what, fields, [status, error, code]) => {
    const answer = await ticketToken(bench.sandbox, fields);
    expect(answer).toMatchObject({ status, body: { error, error_codes: [code] } });
    expect(answer.body).not.toHaveProperty("access_token");
  });

  it("is not known in another directory", async () => {
    const url = `${bench.sandbox.url}/${tenantIds.contoso}/oauth2/v2.0/token`;
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: ticketAppId });
    const answer = await fetch(url, { method: "POST", body });
    expect(await answer.json()).toMatchObject({ error_codes: [700016] });
  });
});
