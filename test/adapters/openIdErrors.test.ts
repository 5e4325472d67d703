import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";
import { fromOpenId } from "../../adapters/openIdErrors";
import { LinkError } from "../../domain/errors";

const body = (error: string, status: number, ...codes: (number | string)[]) =>
  new ResponseBodyError("secret words", {
    cause: { error, error_description: "secret words", error_codes: codes },
    response: new Response(null, { status }),
  });
const check = (code: string, cause: unknown = new Error("secret words")) =>
  Object.assign(new ClientError("secret words", { cause }), { code });

describe("a refusal by the sign-in service", () => {
  it.each<[string, unknown, string, string]>([
    ["an old refresh token", body("invalid_grant", 400, 700082), "session_lapsed", "needsPerson"],
    [
      "a second factor that is due",
      body("interaction_required", 400, 50076),
      "session_lapsed",
      "needsPerson",
    ],
    ["a sign-in that is due", body("login_required", 400), "session_lapsed", "needsPerson"],
    [
      "consent that is being copied",
      body("invalid_grant", 400, 65001),
      "session_lapsed",
      "settling",
    ],
    [
      "an app that is being copied",
      body("invalid_client", 401, 7000229),
      "consent_not_visible_yet",
      "settling",
    ],
    [
      "an app that is not there yet",
      body("unauthorized_client", 400, 700016),
      "consent_not_visible_yet",
      "settling",
    ],
    ["too many requests", body("temporarily_unavailable", 429), "throttled_by_graph", "throttled"],
    [
      "a service that is down",
      body("temporarily_unavailable", 400),
      "graph_unavailable",
      "transient",
    ],
    ["a wrong assertion", body("invalid_client", 401, 700024), "callback_refused", "final"],
    [
      "codes that are no numbers",
      body("invalid_client", 401, "65001"),
      "callback_refused",
      "final",
    ],
    ["a code that was used", body("invalid_grant", 400, 54005), "callback_refused", "final"],
    ["a wrong verifier", body("invalid_grant", 400, 501481), "callback_refused", "final"],
    ["too many alike", body("invalid_grant", 400, 50196), "throttled_by_graph", "throttled"],
    [
      "no at the sign-in page",
      new AuthorizationResponseError("secret words", {
        cause: new URLSearchParams("error=access_denied"),
      }),
      "callback_refused",
      "final",
    ],
    ["a wrong nonce", check("OAUTH_JWT_CLAIM_COMPARISON_FAILED"), "callback_refused", "final"],
    ["a wrong signature", check("OAUTH_INVALID_RESPONSE"), "callback_refused", "final"],
    ["an answer that is late", check("OAUTH_TIMEOUT"), "graph_unavailable", "transient"],
    [
      "a gateway's own error",
      check("OAUTH_RESPONSE_IS_NOT_CONFORM", new Response("", { status: 502 })),
      "graph_unavailable",
      "transient",
    ],
    [
      "a gateway that asks to wait",
      check("OAUTH_RESPONSE_IS_NOT_CONFORM", new Response("", { status: 429 })),
      "throttled_by_graph",
      "throttled",
    ],
    [
      "an answer of no known form",
      check("OAUTH_RESPONSE_IS_NOT_CONFORM", new Response("", { status: 404 })),
      "callback_refused",
      "final",
    ],
    [
      "no connection",
      new TypeError("fetch failed: secret words"),
      "graph_unavailable",
      "transient",
    ],
    [
      "no connection, wrapped",
      new ClientError("something went wrong", { cause: new TypeError("secret words") }),
      "graph_unavailable",
      "transient",
    ],
  ])("is %s", (_what, error, code, kind) => {
    const failure = fromOpenId(error, "token");
    expect(failure).toMatchObject({ code, class: kind });
    expect(failure.message).not.toContain("secret");
    expect(failure.cause).toBe(error);
  });

  it("names status, AADSTS numbers and trace, by which Microsoft can explain it", () => {
    expect(fromOpenId(body("invalid_grant", 400, 50173, 70043), "token").message).toBe(
      "session_lapsed needsPerson 0 sessionEnded: the token endpoint answered 400 invalid_grant (AADSTS 50173, 70043)",
    );
    const traced = Object.assign(body("invalid_client", 401), {
      cause: { error: "invalid_client", trace_id: "33dde4ef-0e5c" },
    });
    expect(fromOpenId(traced, "token").message).toBe(
      "callback_refused final 0 signInRefused: the token endpoint answered 401 invalid_client (AADSTS none; trace 33dde4ef-0e5c)",
    );
  });

  it("takes over codes and ids, and no sentence in their place", () => {
    expect(fromOpenId(body("token is secret words", 400), "token").message).not.toContain("secret");
  });

  it.each([
    [429, "600", "throttled", 600],
    [429, "soon", "throttled", 10],
    [503, "600", "throttled", 600],
    [503, "soon", "transient", 0],
  ])("with %i and Retry-After %s is %s for %i seconds", (status, value, kind, seconds) => {
    const response = new Response("", { status, headers: { "retry-after": value } });
    const failure = fromOpenId(check("OAUTH_RESPONSE_IS_NOT_CONFORM", response), "token");
    expect(failure).toMatchObject({ class: kind, seconds });
  });

  it("keeps what is a failure of ours already", () => {
    const ours = new LinkError({ code: "graph_unavailable", class: "transient" }, "x");
    expect(fromOpenId(ours, "code")).toBe(ours);
  });
});
