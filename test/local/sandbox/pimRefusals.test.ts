import { tenantIds } from "../../../local/sandbox/ids";
import { addMember } from "../../../local/sandbox/newTenant";
import { expectRefusal } from "./support/asAdministrator";
import { startBench, tenant, type Bench } from "./support/bench";
import { clientOf, clientWithGrant, type Client } from "./support/client";
import {
  eligibilityInstances,
  eligibilityRequests,
  forDays,
  scheduleInstances,
  scheduleRequests,
  taking,
  withExpiration,
} from "./support/schedules";

let bench: Bench;
let wim: Client;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
});

const wingtip = () => tenant(bench, tenantIds.wingtip);
const somebody = () => addMember(wingtip(), "uwe").id;
const nobody = "00000000-0000-4000-8000-000000000000";
const failed = (...rules: string[]): [number, string, string] => [
  400,
  "RoleAssignmentRequestPolicyValidationFailed",
  `The following policy rules failed: ${JSON.stringify(rules)}`,
];

describe.each([
  ["scheduled", scheduleRequests, scheduleInstances],
  ["eligible", eligibilityRequests, eligibilityInstances],
])("%s roles are refused", (_kind, requests, instances) => {
  it("without Entra ID P2, to give, to take and to list", async () => {
    const id = somebody();
    const refused: [number, string, string] = [
      400,
      "AadPremiumLicenseRequired",
      "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.",
    ];
    const [sku] = wingtip().skus;
    if (sku) sku.enabled = 0;
    const give = () => wim.post(requests, forDays(id, 1, bench.sandbox.now()));
    await expectRefusal(bench, give, refused);
    await expectRefusal(bench, () => wim.post(requests, taking(id)), refused);
    await expectRefusal(bench, () => wim.get(instances), refused);
  });

  it("by the role settings, naming every rule", async () => {
    const id = somebody();
    const give = (days: number, change: object = {}) =>
      wim.post(requests, { ...forDays(id, days, bench.sandbox.now()), ...change });
    wingtip().pimRules = { maxDays: 30, justification: true, ticket: false, mfa: false };
    await expectRefusal(bench, () => give(31), failed("ExpirationRule"));
    await expectRefusal(bench, () => give(1, { justification: "" }), failed("JustificationRule"));
    const endless = { scheduleInfo: { expiration: { type: "noExpiration" } } };
    await expectRefusal(bench, () => give(1, endless), failed("ExpirationRule"));
    wingtip().pimRules = { maxDays: 30, justification: true, ticket: false, mfa: true };
    await expectRefusal(
      bench,
      () => give(31, { justification: null }),
      failed("ExpirationRule", "JustificationRule", "MfaRule"),
    );
    wingtip().pimRules = { maxDays: 30, justification: true, ticket: false, mfa: false };
    expect((await give(30)).status).toBe(201);
  });

  it.each<[string, object, number, string, string]>([
    ["an unknown principal", { principalId: nobody }, 404, "Request_ResourceNotFound", nobody],
    ["an unknown role", { roleDefinitionId: nobody }, 404, "Request_ResourceNotFound", nobody],
    ["no principal", { principalId: undefined }, 400, "Request_BadRequest", "principalId"],
    ["no schedule", { scheduleInfo: undefined }, 400, "Request_BadRequest", "scheduleInfo"],
    ["another scope", { directoryScopeId: "/administrativeUnits/1" }, 501, "NotImitated", "scope"],
    ["another action", { action: "adminExtend" }, 501, "NotImitated", "adminextend"],
    ["an action that is none", { action: "give" }, 400, "Request_BadRequest", "action"],
    ["a property that is none", { expires: "2027" }, 400, "Request_BadRequest", "expires"],
    ["a property that Graph writes", { status: "Granted" }, 400, "Request_BadRequest", "read-only"],
    ["a mere validation", { isValidationOnly: true }, 501, "NotImitated", "validates"],
  ])("for %s", async (_what, change, status, code, words) => {
    const body = { ...forDays(somebody(), 1, bench.sandbox.now()), ...change };
    await expectRefusal(bench, () => wim.post(requests, body), [status, code, words]);
  });

  it.each<[string, object, number, string]>([
    [
      "an end in the past",
      { type: "afterDateTime", endDateTime: "2026-01-01T00:00:00Z" },
      400,
      "future",
    ],
    [
      "an end that is no moment",
      { type: "afterDateTime", endDateTime: "soon" },
      400,
      "endDateTime",
    ],
    ["a date without an end", { type: "afterDateTime" }, 400, "endDateTime"],
    ["a duration that is none", { type: "afterDuration", duration: "a week" }, 400, "duration"],
    ["a duration without a length", { type: "afterDuration" }, 400, "duration"],
    ["an empty duration", { type: "afterDuration", duration: "P0D" }, 400, "future"],
    ["no statement", { type: "notSpecified" }, 501, "notspecified"],
    ["an unknown type", { type: "never" }, 400, "expiration.type"],
  ])("for %s", async (_what, expiration, status, words) => {
    const body = withExpiration(somebody(), expiration);
    const code = status === 501 ? "NotImitated" : "Request_BadRequest";
    await expectRefusal(bench, () => wim.post(requests, body), [status, code, words]);
  });

  it("for a start in the future", async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const body = forDays(somebody(), 1, bench.sandbox.now());
    const scheduleInfo = { ...(body["scheduleInfo"] as object), startDateTime: later };
    const give = () => wim.post(requests, { ...body, scheduleInfo });
    await expectRefusal(bench, give, [501, "NotImitated", "starts later"]);
  });

  it("to an ordinary user, scope or not", async () => {
    const id = somebody();
    const uwe = await clientWithGrant(bench, "uwe", tenantIds.wingtip);
    const denied: [number, string, string] = [403, "Authorization_RequestDenied", "privileges"];
    const give = () => uwe.post(requests, forDays(id, 1, bench.sandbox.now()));
    await expectRefusal(bench, give, denied);
    await expectRefusal(bench, () => uwe.get(instances), denied);
  });

  it("by a filter that is not imitated", async () => {
    const list = () => wim.get(`${instances}?$filter=directoryScopeId eq '/'`);
    await expectRefusal(bench, list, [501, "NotImitated", "directoryScopeId"]);
  });

  it("by none of the settings for a length in days and hours", async () => {
    const body = withExpiration(somebody(), { type: "AfterDuration", duration: "P2DT12H" });
    const reply = await wim.post(requests, body);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      scheduleInfo: { expiration: { type: "afterDuration", duration: "P2DT12H" } },
    });
    const [made] = (
      await wim.get(`${instances}?$select=startDateTime,endDateTime`)
    ).body.value.slice(-1);
    const length =
      Date.parse(String(made?.["endDateTime"])) - Date.parse(String(made?.["startDateTime"]));
    expect(length / 3_600_000).toBe(60);
  });
});
