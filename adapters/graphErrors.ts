import { GraphError } from "@microsoft/microsoft-graph-client";
import { LinkError } from "../domain/errors";
import type { GraphCallName } from "../domain/graphCalls";
import { policyWords, readRetryAfter, replyFor, secondsFor, type Reply } from "../domain/replies";

/** Network failures bring no GraphError, or one with the status -1. */
function replyOf(call: string, error: unknown): Reply {
  const known = error instanceof GraphError ? error : new GraphError();
  // A claims challenge is told in this header alone.
  const challenge = known.headers?.get("www-authenticate") ?? "";
  return {
    from: call === "sendMail" ? "mail" : "graph",
    call,
    status: known.statusCode,
    code: known.code ?? "",
    message: `${known.message} ${challenge}`,
    aadsts: [],
    retryAfter: readRetryAfter(known.headers?.get("retry-after")),
  };
}

/** A code or an id as it is; sentences stay behind. */
const oneWord = (text: string | null | undefined): string | undefined =>
  text && /^[\w.-]{1,80}$/.test(text) ? text : undefined;

function evidence(reply: Reply, error: unknown): string {
  const { call = "", status, code } = reply;
  if (!(error instanceof GraphError) || status === -1) return `${call} got no answer`;
  const id = oneWord(error.requestId ?? error.headers?.get("request-id")) ?? "unknown";
  const parts = [call, "answered", String(status), oneWord(code), `(request ${id})`];
  return parts.filter((one) => one !== undefined).join(" ");
}

/** Turns whatever the Graph client throws into a LinkError: our words and Graph's request id, no body. */
export function fromGraph(call: string, error: unknown): LinkError {
  if (error instanceof LinkError) return error;
  const reply = replyOf(call, error);
  const row = replyFor(reply);
  const rules = row.code === "role_policy_refused" ? `: ${policyWords(reply.message)}` : "";
  return new LinkError(
    { code: row.code, class: row.class, seconds: secondsFor(row, reply), reply: row.name },
    evidence(reply, error) + rules,
    error,
  );
}

/** What a refusal of this call says of its success; takes the client's error or the LinkError around it. */
function meaning(call: GraphCallName, error: unknown): "there" | "gone" | undefined {
  const cause = error instanceof LinkError ? error.cause : error;
  return cause instanceof GraphError ? replyFor(replyOf(call, cause)).means : undefined;
}

/** True where Graph says that a role assignment is there already. */
export const isConflict = (error: unknown): boolean => meaning("assignRole", error) === "there";

/** True where Graph says that what was to be removed is not there (any more). */
export const isGone = (error: unknown): boolean => meaning("removeRole", error) === "gone";
