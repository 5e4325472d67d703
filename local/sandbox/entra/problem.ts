import { randomUUID } from "node:crypto";
import { json, redirect, type Answer } from "../http/answer";
import { html } from "../../../views/html";
import { page } from "../page";

/** A refusal by Entra: the OAuth error, the AADSTS number and the words. */
export interface Problem {
  readonly error: string;
  readonly code: number;
  readonly message: string;
  /** HTTP status where it is answered as JSON. */
  readonly status?: number;
  readonly subcode?: string;
}

/** A problem in short: `error`, AADSTS number, words, HTTP status. */
export function createProblem(
  ...[error, code, message, status = 400]: [string, number, string, number?]
): Problem {
  return { error, code, message, status };
}

/** Lets a route stop anywhere with a problem. */
export class EntraRefusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`AADSTS${problem.code}: ${problem.message}`);
    this.problem = problem;
  }
}

/** Runs a route's work and answers a refusal the way this route shows them. */
export async function orRefusal(
  go: () => Answer | Promise<Answer>,
  show: (problem: Problem) => Answer,
): Promise<Answer> {
  try {
    return await go();
  } catch (error) {
    if (error instanceof EntraRefusal) return show(error.problem);
    throw error;
  }
}

/** The JSON of the token and discovery endpoints (shape: "Authorization code flow", error response). */
export function problemJson(problem: Problem, now: Date): Answer {
  const [timestamp, trace, correlation] = [stamp(now), randomUUID(), randomUUID()];
  return json(problem.status ?? 400, {
    error: problem.error,
    error_description: `${describe(problem)} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [problem.code],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${problem.code}`,
  });
}

/** Shown while there is no redirect URI to trust. The real page comes with status 200; 400 is easier to test. */
export function problemPage(problem: Problem): Answer {
  const body = html`<p role="alert">${describe(problem)}</p>
    <p class="note">Sign-in stopped here. Nothing was sent to the application.</p>`;
  return page({
    title: "Sorry, but we're having trouble signing you in",
    body,
    status: problem.status ?? 400,
  });
}

export interface WayBack {
  readonly redirectUri: string;
  readonly state: string | null;
  /** The v2 admin consent endpoint says this even in refusals (facts.md §2.1). */
  readonly isAdminConsent: boolean;
}

export function problemRedirect(problem: Problem, way: WayBack): Answer {
  const url = new URL(way.redirectUri);
  if (way.isAdminConsent) url.searchParams.set("admin_consent", "True");
  url.searchParams.set("error", problem.error);
  if (problem.subcode) url.searchParams.set("error_subcode", problem.subcode);
  url.searchParams.set("error_description", describe(problem));
  if (way.state !== null) url.searchParams.set("state", way.state);
  return redirect(url);
}

function describe(problem: Problem): string {
  return `AADSTS${problem.code}: ${problem.message}`;
}

function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replace("T", " ") + "Z";
}
