import type { HttpResponseInit, InvocationContext } from "@azure/functions";
import { codes, LinkError, type Code } from "../domain/errors";
import type { FieldError } from "../domain/fieldErrors";
import { challengesOf } from "./challenges";
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
    more: { detail: string; errors?: readonly FieldError[]; [name: string]: unknown },
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

function problem(refusal: Problem): HttpResponseInit {
  const { status, code, more } = refusal;
  const isAboutToken = refusal instanceof TokenProblem || code === "role_missing";
  const body = { type: "about:blank", title: codes[code], status, code, ...more };
  const challenges = challengesOf(status, isAboutToken);
  const headers = { ...challenges, "content-type": "application/problem+json" };
  return {
    ...json(status, body),
    headers: { ...noStore, ...headers, ...(status === 503 ? { "retry-after": "10" } : {}) },
  };
}

function toProblem(error: unknown, context: InvocationContext): Problem {
  if (error instanceof Problem) return error;
  const busy = error instanceof LinkError && error.code === "storage_busy";
  context.error(
    error instanceof LinkError
      ? error.message
      : `unexpected: ${error instanceof Error ? error.name : "error"}`,
  );
  return busy
    ? new Problem(503, "storage_busy", {
        detail: "Our storage does not answer; nothing was lost. Try again in a moment.",
      })
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
      return problem(toProblem(error, context));
    }
  };
