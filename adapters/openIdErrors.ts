import { AuthorizationResponseError, ClientError, ResponseBodyError } from "openid-client";
import { LinkError } from "../domain/errors";
import { readRetryAfter, replyFor, secondsFor, type Reply } from "../domain/replies";

/** What the tokens were asked for: a code that a person came back with, or a session. */
type For = "code" | "token";

const nothing: Omit<Reply, "call"> = {
  from: "entra",
  status: -1,
  code: "",
  message: "",
  aadsts: [],
  retryAfter: null,
};
const noAnswer: readonly (string | undefined)[] = [undefined, "OAUTH_TIMEOUT", "OAUTH_ABORT"];

const numbersOf = (error: ResponseBodyError): number[] => {
  const listed = error.cause["error_codes"];
  return Array.isArray(listed)
    ? listed.filter((one): one is number => typeof one === "number")
    : [];
};

const answered = ({ status, headers }: Response): typeof nothing => ({
  ...nothing,
  status,
  retryAfter: readRetryAfter(headers.get("retry-after")),
});

/** No connection, no answer in time, a gateway's own answer, or an answer that fails a check of ours. */
function replyOf(error: unknown): typeof nothing {
  if (error instanceof ResponseBodyError)
    return { ...answered(error.response), code: error.error, aadsts: numbersOf(error) };
  // The doors read a redirect's `error` before anything is redeemed; here it is only out of place.
  if (error instanceof AuthorizationResponseError) return { ...nothing, status: 302 };
  if (!(error instanceof ClientError)) return nothing;
  if (error.cause instanceof Response) return answered(error.cause);
  return noAnswer.includes(error.code) ? nothing : { ...nothing, status: 200 };
}

/** A code or an id as it is; descriptions and tokens stay behind. */
const oneWord = (text: unknown): string =>
  typeof text === "string" && /^[\w.-]{1,80}$/.test(text) ? text : "unknown";

function evidence(error: unknown, { status, aadsts }: typeof nothing): string {
  if (error instanceof ResponseBodyError) {
    const trace = error.cause["trace_id"];
    const numbers = `AADSTS ${aadsts.join(", ") || "none"}`;
    return `the token endpoint answered ${String(status)} ${oneWord(error.error)} (${numbers}${trace ? `; trace ${oneWord(trace)}` : ""})`;
  }
  if (error instanceof AuthorizationResponseError)
    return `Microsoft answered ${oneWord(error.error)}`;
  if (status === -1) return "the sign-in service gave no answer";
  return error instanceof ClientError && status === 200
    ? `the answer failed a check (${oneWord(error.code)})`
    : `the sign-in service answered ${String(status)} in another form`;
}

/** Turns what openid-client throws into a LinkError. */
export function fromOpenId(error: unknown, call: For): LinkError {
  if (error instanceof LinkError) return error;
  const reply: Reply = { ...replyOf(error), call };
  const row = replyFor(reply);
  return new LinkError(
    { code: row.code, class: row.class, seconds: secondsFor(row, reply), reply: row.name },
    evidence(error, reply),
    error,
  );
}
