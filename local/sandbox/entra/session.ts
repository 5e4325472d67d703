import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import { cookie, type Answer, type SandboxRequest } from "../http/answer";

const cookieName = "sandbox_session";

/** The person whose session this browser has. */
export function sessionPerson(
  context: SandboxContext,
  request: SandboxRequest,
): string | undefined {
  return context.issued.sessions.get(cookie(request, cookieName) ?? "");
}

/** The same answer, which also signs the person in in this browser. */
export function withSession(context: SandboxContext, personId: string, answer: Answer): Answer {
  const id = randomUUID();
  context.issued.sessions.set(id, personId);
  return withCookie(answer, `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`);
}

/** The same answer, which also ends the session. */
export function withoutSession(
  context: SandboxContext,
  request: SandboxRequest,
  answer: Answer,
): Answer {
  context.issued.sessions.delete(cookie(request, cookieName) ?? "");
  return withCookie(answer, `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
}

function withCookie(answer: Answer, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, "set-cookie": value } };
}
