import type { DirectoryUser } from "../facts";

/** Revokes all refresh tokens of a user, as a new password or an administrator's "Revoke sessions" does. */
export function endSessions(user: DirectoryUser, now: Date): void {
  user.signInSessionsValidFromDateTime = now.toISOString();
}
