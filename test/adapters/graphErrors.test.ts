import { GraphError } from "@microsoft/microsoft-graph-client";
import { fromGraph, isConflict, isGone } from "../../adapters/graphErrors";
import { LinkError, type Code, type FailureClass } from "../../domain/errors";

function graphError(status: number, message = "no", more: Partial<GraphError> = {}): GraphError {
  return Object.assign(new GraphError(status, message), {
    code: "SomeCode",
    requestId: "req-1",
    ...more,
  });
}
const retryAfter = (value: string) => ({ headers: new Headers({ "retry-after": value }) });
const policy = "RoleAssignmentRequestPolicyValidationFailed";

/** The whole table has its own tests; here are the ways in which an answer reaches it. */
const rows: [string, string, GraphError, Code, FailureClass][] = [
  ["a status", "assignRole", graphError(403), "graph_refused", "settling"],
  ["no answer", "invite", graphError(-1), "graph_unavailable", "transient"],
  [
    "words",
    "invite",
    graphError(403, "Guest invitations not allowed for your company."),
    "invitations_closed",
    "needsPerson",
  ],
  ["words of another call", "findUsers", graphError(400, "blocked"), "graph_refused", "final"],
  [
    "a code",
    "makeEligible",
    graphError(400, "no", { code: "AadPremiumLicenseRequired" }),
    "premium_licence_missing",
    "needsPerson",
  ],
  [
    "a header that asks to wait",
    "invite",
    graphError(503, "no", retryAfter("5")),
    "throttled_by_graph",
    "throttled",
  ],
  ["a refused mail", "sendMail", graphError(404), "mail_not_accepted", "needsPerson"],
  ["our own token for mails", "sendMail", graphError(401), "mail_not_accepted", "transient"],
  ["anything else", "invite", graphError(400, "Bad request"), "graph_refused", "final"],
];

describe("a refusal by Graph", () => {
  it.each(rows)("is read by %s", (_what, call, error, code, kind) => {
    expect(fromGraph(call, error)).toMatchObject({ code, class: kind, cause: error });
  });

  it("with a claims challenge says the same as any lapsed session, and no claims", () => {
    const headers = new Headers({
      "www-authenticate": 'Bearer error="insufficient_claims", claims="eyJhY2Nlc3M"',
    });
    const failure = fromGraph("findUsers", graphError(401, "no", { headers }));
    expect(failure).toMatchObject({ code: "session_lapsed", class: "needsPerson" });
    expect(failure.message).not.toContain("eyJ");
  });

  it.each([
    ["600", 600],
    ["0", 10],
    ["-5", 10],
    ["soon", 10],
    ["1.2", 2],
    ["Wed, 21 Oct 2026 07:28:00 GMT", 10],
  ])("that asks to wait %s is waited for %i seconds", (value, seconds) => {
    expect(fromGraph("invite", graphError(429, "no", retryAfter(value))).seconds).toBe(seconds);
  });

  it("that asks to wait without saying how long is waited for a little", () => {
    expect(fromGraph("invite", graphError(429)).seconds).toBe(10);
  });

  it("names the call, the status and Graph's request id, and nothing of what Graph said", () => {
    const error = graphError(400, "partner.ops@outlook.com is wrong", {
      body: '{"error":{"message":"partner.ops@outlook.com"}}',
    });
    const failure = fromGraph("invite", error);
    expect(failure.message).toBe(
      "graph_refused final 0 graphRefused: invite answered 400 SomeCode (request req-1)",
    );
    expect(failure.cause).toBe(error);
  });

  it("names the rules that refuse a role in plain words", () => {
    const message = 'The following policy rules failed: ["ExpirationRule","MfaRule"]';
    expect(fromGraph("scheduleRole", graphError(400, message, { code: policy })).message).toBe(
      `role_policy_refused needsPerson 0 rolePolicy: scheduleRole answered 400 ${policy} (request req-1): ` +
        "the time asked for is longer than the directory allows; " +
        "whoever gives the role has to sign in with a second factor",
    );
  });

  it("takes over codes and ids, and no sentence in their place", () => {
    const more = { code: "partner.ops@outlook.com is wrong", requestId: "a b" };
    expect(fromGraph("invite", graphError(400, "no", more)).message).toBe(
      "graph_refused final 0 graphRefused: invite answered 400 (request unknown)",
    );
  });

  it("keeps what is a failure of ours already, and waits for what is no answer at all", () => {
    const ours = new LinkError({ code: "session_lapsed", class: "needsPerson" }, "x");
    expect(fromGraph("invite", ours)).toBe(ours);
    const failure = fromGraph("invite", new TypeError("fetch failed: token=secret"));
    expect(failure).toMatchObject({ code: "graph_unavailable", class: "transient" });
    expect(failure.message).not.toContain("secret");
  });
});

const wrapped = (error: GraphError) => fromGraph("removeRole", error);
const exists = { code: "RoleAssignmentExists" };
const missing = { code: "RoleAssignmentDoesNotExist" };

describe("isConflict", () => {
  const conflict =
    "A conflicting object with one or more of the specified property values is present in the directory.";
  it.each([
    [true, graphError(400, conflict)],
    [true, graphError(409, conflict)],
    [true, wrapped(graphError(409, conflict))],
    [true, graphError(400, "The Role assignment already exists.")],
    [true, graphError(400, "no", exists)],
    [false, graphError(400, "Bad request")],
    [false, graphError(403, conflict)],
    [false, graphError(503, conflict)],
    [false, graphError(400, "no", missing)],
    [false, new Error(conflict)],
    [false, undefined],
  ])("is %s for %s", (answer, error) => {
    expect(isConflict(error)).toBe(answer);
  });
});

describe("isGone", () => {
  it.each([
    [true, graphError(404)],
    [true, wrapped(graphError(404))],
    [true, graphError(400, "no", missing)],
    [false, graphError(400, "no", exists)],
    [false, graphError(403)],
    [false, graphError(503)],
    [false, graphError(-1)],
    [false, new Error("404")],
    [false, undefined],
  ])("is %s for %s", (answer, error) => {
    expect(isGone(error)).toBe(answer);
  });
});
