import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";
import { LinkError } from "../domain/errors";

/** `error` values after which only the person can help (Entra: handle errors in the token endpoint). */
const askAgain = ["invalid_grant", "interaction_required", "login_required", "consent_required"];
/** AADSTS codes of a service principal that is still being copied right after consent. */
const notYet = [7000229, 700016, 65001];

const codesOf = (error: ResponseBodyError): number[] => {
  const listed = error.cause["error_codes"];
  return Array.isArray(listed)
    ? listed.filter((one): one is number => typeof one === "number")
    : [];
};

function fromTokenEndpoint(error: ResponseBodyError): LinkError {
  const numbers = codesOf(error);
  const words = `the token endpoint answered ${error.error} (AADSTS ${numbers.join(", ") || "none"})`;
  if (numbers.some((one) => notYet.includes(one)))
    return new LinkError({ code: "session_lapsed", class: "settling" }, words, error);
  if (error.status === 429)
    return new LinkError(
      { code: "throttled_by_graph", class: "throttled", seconds: 30 },
      words,
      error,
    );
  if (error.status >= 500 || error.error === "temporarily_unavailable")
    return new LinkError({ code: "graph_unavailable", class: "transient" }, words, error);
  if (askAgain.includes(error.error))
    return new LinkError({ code: "session_lapsed", class: "needsPerson" }, words, error);
  return new LinkError({ code: "callback_refused", class: "final" }, words, error);
}

const noAnswer: readonly (string | undefined)[] = [undefined, "OAUTH_TIMEOUT", "OAUTH_ABORT"];

/** True where nothing was said of our request: no connection, no answer in time, or a gateway's own error. */
function isUnanswered({ code, cause }: ClientError): boolean {
  if (cause instanceof Response) return cause.status === 429 || cause.status >= 500;
  return noAnswer.includes(code);
}

/** Turns what openid-client throws into a LinkError; descriptions and tokens stay behind. */
export function fromOpenId(error: unknown): LinkError {
  if (error instanceof LinkError) return error;
  if (error instanceof ResponseBodyError) return fromTokenEndpoint(error);
  if (error instanceof AuthorizationResponseError)
    return new LinkError(
      { code: "callback_refused", class: "final" },
      `Microsoft answered ${error.error}`,
      error,
    );
  const refused = error instanceof ClientError && !isUnanswered(error);
  return refused
    ? new LinkError(
        { code: "callback_refused", class: "final" },
        `the answer failed a check (${error.code ?? "unknown"})`,
        error,
      )
    : new LinkError(
        { code: "graph_unavailable", class: "transient" },
        "the sign-in service gave no usable answer",
        error,
      );
}
