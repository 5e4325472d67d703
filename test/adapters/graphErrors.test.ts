import { GraphError } from "@microsoft/microsoft-graph-client";
import { fromGraph, isConflict } from "../../adapters/graphErrors";
import { LinkError, type Code, type FailureClass } from "../../domain/errors";

function graphError(status: number, message = "no", more: Partial<GraphError> = {}): GraphError {
  return Object.assign(new GraphError(status, message), {
    code: "SomeCode",
    requestId: "req-1",
    ...more,
  });
}
const retryAfter = (value: string) => ({ headers: new Headers({ "retry-after": value }) });

/** The refusals of facts.md 3.4, 4.3 and 8.2. */
const rows: [string, GraphError, Code, FailureClass][] = [
  ["too many calls", graphError(429), "throttled_by_graph", "throttled"],
  ["an error of its own", graphError(500), "graph_unavailable", "transient"],
  ["a bad gateway", graphError(502), "graph_unavailable", "transient"],
  ["no service", graphError(503), "graph_unavailable", "transient"],
  ["a slow gateway", graphError(504), "graph_unavailable", "transient"],
  ["no answer", graphError(-1), "graph_unavailable", "transient"],
  ["an old token", graphError(401), "session_lapsed", "needsPerson"],
  [
    "an account that exists",
    graphError(400, "The invited user already exists in the directory as object ID: 1"),
    "account_not_visible_yet",
    "settling",
  ],
  [
    "an account of the directory's own domain",
    graphError(400, "The email address is a verified domain of this directory."),
    "account_already_in_directory",
    "needsPerson",
  ],
  [
    "invitations that are switched off",
    graphError(403, "Guest invitations not allowed for your company."),
    "invitation_refused",
    "needsPerson",
  ],
  [
    "an invitation that another setting stops",
    graphError(400, "This invitation is blocked by cross-tenant access settings"),
    "invitation_refused",
    "needsPerson",
  ],
  [
    "an object that is still being copied",
    graphError(404, "Resource 'x' does not exist"),
    "account_not_visible_yet",
    "settling",
  ],
  [
    "consent that is still being copied",
    graphError(403, "Insufficient privileges to complete the operation."),
    "graph_refused",
    "settling",
  ],
  ["anything else", graphError(400, "Bad request"), "graph_refused", "final"],
  ["a call that does not exist", graphError(405), "graph_refused", "final"],
];

describe("a refusal by Graph", () => {
  it.each(rows)("for %s says what to do", (_what, error, code, kind) => {
    expect(fromGraph("invite", error)).toMatchObject({
      code,
      class: kind,
      seconds: expect.any(Number) as number,
    });
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
      "graph_refused final 0: invite answered 400 SomeCode (request req-1)",
    );
    expect(failure.cause).toBe(error);
  });

  it("keeps what is a failure of ours already, and waits for what is no answer at all", () => {
    const ours = new LinkError({ code: "session_lapsed", class: "needsPerson" }, "x");
    expect(fromGraph("invite", ours)).toBe(ours);
    const failure = fromGraph("invite", new TypeError("fetch failed: token=secret"));
    expect(failure).toMatchObject({ code: "graph_unavailable", class: "transient" });
    expect(failure.message).not.toContain("secret");
  });
});

describe("isConflict", () => {
  const conflict =
    "A conflicting object with one or more of the specified property values is present in the directory.";
  it.each([
    [true, graphError(400, conflict)],
    [true, graphError(409, conflict)],
    [true, graphError(400, "The Role assignment already exists.")],
    [false, graphError(400, "Bad request")],
    [false, graphError(403, conflict)],
    [false, graphError(503, conflict)],
    [false, new Error(conflict)],
    [false, undefined],
  ])("is %s for %s", (answer, error) => {
    expect(isConflict(error)).toBe(answer);
  });
});
