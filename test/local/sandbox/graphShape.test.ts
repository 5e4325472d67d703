import { tenantIds } from "../../../local/sandbox/ids";
import { startBench, unchanged, type Bench } from "./support/bench";
import { graph, invitation, planScopes, type GraphRequest } from "./support/graph";
import { tokensFor } from "./support/tokens";

let bench: Bench;
let admin = "";
let user = "";
beforeAll(async () => {
  bench = await startBench();
  admin = (await tokensFor(bench, "grace", { scope: planScopes })).access_token;
  user = (await tokensFor(bench, "uwe")).access_token;
});
afterAll(() => bench.close());

describe("Graph, by shape", () => {
  it.each<[string, string, Omit<GraphRequest, "token">, number, string]>([
    ["a call that is not imitated", "/groups", {}, 501, "GET /groups"],
    [
      "a method that is not imitated",
      "/organization",
      { method: "DELETE" },
      501,
      "DELETE /organization",
    ],
    [
      "an unknown property in $select",
      "/organization?$select=id,nonsense",
      {},
      400,
      "'nonsense' on type 'microsoft.graph.organization'",
    ],
    ["a query option that is not imitated", "/organization?$expand=x", {}, 501, "'$expand'"],
    [
      "a $filter that is not imitated",
      "/users?$filter=startswith(mail,'a')",
      {},
      501,
      "startswith",
    ],
    ["no $filter on users", "/users", {}, 501, "$filter"],
    ["a $filter on another property", "/users?$filter=displayName eq 'x'", {}, 501, "displayName"],
    [
      "a $filter on another property of roles",
      "/roleManagement/directory/roleAssignments?$filter=directoryScopeId eq '/'",
      {},
      501,
      "directoryScopeId",
    ],
  ])("refuses %s by name", async (_what, path, request, status, words) => {
    const reply = await unchanged(bench, () => graph(bench, path, { ...request, token: admin }));
    expect(reply.status).toBe(status);
    expect(reply.body.error.message).toContain(words);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["an unknown property", { nonsense: 1 }, "nonsense"],
    ["a wrong type", { sendInvitationMessage: "no" }, "sendInvitationMessage"],
    [
      "a wrong type deep inside",
      { invitedUserMessageInfo: { ccRecipients: [{ emailAddress: { address: 1 } }] } },
      "invitedUserMessageInfo.ccRecipients.emailAddress.address",
    ],
    ["an object where a text belongs", { invitedUserEmailAddress: {} }, "invitedUserEmailAddress"],
    ["another type's name", { "@odata.type": "#microsoft.graph.user" }, "@odata.type"],
  ])("refuses %s in a body, naming it", async (_what, change, words) => {
    const body = { ...invitation("a@partner.example"), ...change };
    const reply = await unchanged(bench, () =>
      graph(bench, "/invitations", { token: admin, method: "POST", body }),
    );
    expect([reply.status, reply.body.error.code]).toEqual([400, "Request_BadRequest"]);
    expect(reply.body.error.message).toContain(words);
  });

  it("refuses a body that is no JSON", async () => {
    const headers = { authorization: `Bearer ${admin}`, "content-type": "application/json" };
    const response = await fetch(`${bench.sandbox.url}/v1.0/invitations`, {
      method: "POST",
      headers,
      body: "{",
    });
    expect(response.status).toBe(400);
    const plain = await fetch(`${bench.sandbox.url}/v1.0/invitations`, {
      method: "POST",
      headers: { ...headers, "content-type": "text/plain" },
      body: "{}",
    });
    expect(plain.status).toBe(415);
  });

  it("answers errors in Graph's shape, with ids to find them again", async () => {
    const reply = await graph(bench, "/users/nobody", { token: admin });
    const id = reply.headers.get("request-id");
    expect(reply.headers.get("client-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.body.error).toEqual({
      code: "Request_ResourceNotFound",
      message:
        "Resource 'nobody' does not exist or one of its queried reference-property objects are not present.",
      innerError: {
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as string,
        "request-id": id,
        "client-request-id": reply.headers.get("client-request-id"),
      },
    });
  });

  it("keeps a note of every request", async () => {
    const before = bench.sandbox.requests().length;
    await graph(bench, "/users?$filter=mail eq 'x'", { token: user });
    expect(bench.sandbox.requests().slice(before)).toMatchObject([
      {
        method: "GET",
        path: "/v1.0/users?$filter=mail%20eq%20%27x%27",
        token: "delegated",
        tenantId: tenantIds.contoso,
        scopes: ["User.Read"],
        status: 403,
      },
    ]);
  });
});
