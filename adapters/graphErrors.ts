import { GraphError } from "@microsoft/microsoft-graph-client";
import { LinkError, type Code, type FailureClass } from "../domain/errors";

interface Rule {
  readonly when: (error: GraphError) => boolean;
  readonly code: Code;
  readonly class: FailureClass;
}

const says = (words: RegExp) => (error: GraphError) => words.test(error.message);

/** Busy, and says for how long: waited for as for a 429. */
const asksToWait = (error: GraphError): boolean => Number(error.headers?.get("retry-after")) > 0;

/** What Graph's refusals mean for us, the first that fits; see the Graph pages "Error responses". */
const rules: readonly Rule[] = [
  { when: (e) => e.statusCode === 429, code: "throttled_by_graph", class: "throttled" },
  {
    when: (e) => e.statusCode >= 500 && asksToWait(e),
    code: "throttled_by_graph",
    class: "throttled",
  },
  {
    when: (e) => e.statusCode === -1 || e.statusCode >= 500,
    code: "graph_unavailable",
    class: "transient",
  },
  { when: (e) => e.statusCode === 401, code: "session_lapsed", class: "needsPerson" },
  {
    when: says(/already exists in the directory/i),
    code: "account_not_visible_yet",
    class: "settling",
  },
  {
    when: says(/verified domain of this directory/i),
    code: "account_already_in_directory",
    class: "needsPerson",
  },
  {
    when: says(/invitations not allowed|cross-tenant access|blocked/i),
    code: "invitation_refused",
    class: "needsPerson",
  },
  // Right after consent or an invitation the directory is still copying: worth waiting, then an operator.
  { when: (e) => e.statusCode === 404, code: "account_not_visible_yet", class: "settling" },
  { when: (e) => e.statusCode === 403, code: "graph_refused", class: "settling" },
];

/** Seconds of a Retry-After header; Graph sends whole seconds. */
function retryAfter(error: GraphError): number {
  const seconds = Number(error.headers?.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 10;
}

/** True where Graph says that a role assignment is there already (400 or 409 with this message). */
export const isConflict = (error: unknown): boolean =>
  error instanceof GraphError &&
  (error.statusCode === 400 || error.statusCode === 409) &&
  /conflicting object|already exist/i.test(error.message);

/** Turns whatever the Graph client throws into a LinkError: our words and Graph's request id, no body. */
export function fromGraph(call: string, error: unknown): LinkError {
  if (error instanceof LinkError) return error;
  if (!(error instanceof GraphError))
    return new LinkError(
      { code: "graph_unavailable", class: "transient" },
      `${call} got no answer`,
      error,
    );
  const rule = rules.find((one) => one.when(error));
  const words = `${call} answered ${String(error.statusCode)} ${error.code ?? ""} (request ${error.requestId ?? "unknown"})`;
  const failure = rule ?? { code: "graph_refused" as const, class: "final" as const };
  return new LinkError(
    { ...failure, seconds: failure.class === "throttled" ? retryAfter(error) : 0 },
    words,
    error,
  );
}
