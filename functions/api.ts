import type { HttpResponseInit, InvocationContext } from "@azure/functions";
import { codes, LinkError, type Code } from "../domain/errors";
import type { FieldError } from "../domain/fieldErrors";
import { challengesOf } from "./challenges";
import { noteDoor } from "./doorNotes";
import type { Door } from "./doors";

const noStore = { "cache-control": "no-store" };

/** An API refusal: RFC 9457 problem details with a stable code. */
export class Problem extends Error {
  readonly status: number;
  readonly code: Code;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: Code,
    more: {
      detail: string;
      errors?: readonly FieldError[];
      /** Methods that the address takes; goes out as `Allow` too. */
      allow?: readonly string[];
      /** Seconds; goes out as `Retry-After` too. */
      retryAfter?: number;
      [name: string]: unknown;
    },
  ) {
    super(more.detail);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

/** A refusal of what an access token was sent for; the answer says so as RFC 6750 has it. */
export class TokenProblem extends Problem {}

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): HttpResponseInit => ({
  status,
  headers: { ...noStore, "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** What a refusal says in its headers, beside the body. */
function headersOf(problem: Problem): Record<string, string> {
  const { status, code, more } = problem;
  const { allow, retryAfter = status === 503 ? 10 : undefined } = more as ConstructorParameters<
    typeof Problem
  >[2];
  const isAboutToken = problem instanceof TokenProblem || code === "role_missing";
  return {
    ...challengesOf(status, isAboutToken),
    ...(allow ? { allow: allow.join(", ") } : {}),
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
  };
}

/** `instance` names this very call, as our log does. */
function answerOf(problem: Problem, { invocationId }: InvocationContext): HttpResponseInit {
  const { status, code, more } = problem;
  const instance = `urn:uuid:${invocationId}`;
  const body = { type: "about:blank", title: codes[code], status, code, ...more, instance };
  return json(status, body, {
    ...headersOf(problem),
    "content-type": "application/problem+json",
  });
}

/** Failures of ours that come right by themselves. */
const passing: Partial<Record<Code, string>> = {
  storage_busy: "Our storage does not answer; nothing was lost. Try again in a moment.",
  keys_unavailable: "Our keys cannot be read just now; nothing was lost. Try again in a moment.",
};

function toProblem(error: unknown, context: InvocationContext): Problem {
  if (error instanceof Problem) return error;
  context.error(
    error instanceof LinkError
      ? error.message
      : `unexpected: ${error instanceof Error ? error.name : "error"}`,
  );
  const code = error instanceof LinkError ? error.code : "unknown_failure";
  const detail = passing[code];
  return detail
    ? new Problem(503, code, { detail })
    : new Problem(500, "unknown_failure", {
        detail:
          "Something failed on our side; nothing was started by this call that would not show in the link.",
      });
}

/** An API door: refusals become problem+json, whatever happens. */
export const asApi =
  (handler: Door): Door =>
  async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      const refused = toProblem(error, context);
      noteDoor(request, { code: refused.code });
      return answerOf(refused, context);
    }
  };
