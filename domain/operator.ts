import { z } from "zod";
import { objectId, type ObjectId, type TenantId } from "./ids";

/** The app role of the *api* registration that lets a person operate. */
export const operatorRole = "Links.Operate";

const random = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

/** Somebody who is signed in on /ops. */
export const operator = z.object({
  oid: objectId,
  /** Display name, for showing only. */
  name: z.string(),
  sessionId: random,
});
export type Operator = Readonly<z.infer<typeof operator>>;

/** One try to sign in on /ops, as the browser's cookie keeps it. */
export const operatorAttempt = z.object({
  state: random,
  nonce: random,
  verifier: random,
  /** Where the person was, a path under /ops. */
  to: z.string(),
});
export type OperatorAttempt = Readonly<z.infer<typeof operatorAttempt>>;

/** Who came back from signing in to the *api* registration. */
export interface SignedInPerson {
  readonly tenantId: TenantId;
  readonly objectId: ObjectId;
  readonly name: string;
  /** App roles that the home tenant's administrators assigned. */
  readonly roles: readonly string[];
  /** True for an account that lives in another directory, or in none. */
  readonly isGuest: boolean;
}

/** Microsoft's sign-in page of the home tenant, for operators. */
export interface OperatorSignIn {
  /** Without `otherAccount` nobody who is signed in at Microsoft is asked anything. */
  authorizeUrl(attempt: OperatorAttempt, otherAccount: boolean): Promise<string>;
  /** Exchanges the code once; throws callback_refused (final) when the ID token fails a check. */
  redeem(attempt: OperatorAttempt, query: string): Promise<SignedInPerson>;
  signOutUrl(): string;
}

/** A sign-in on /ops, as our own row has it: who signed in, and until when it counts. */
export interface OperatorSession {
  readonly oid: ObjectId;
  readonly begunAt: string;
  readonly endsAt: string;
}

/** The sign-ins that we began: a cookie without one is worth nothing, whoever sealed it. */
export interface OperatorSessions {
  begin(sessionId: string, session: OperatorSession): Promise<void>;
  find(sessionId: string): Promise<OperatorSession | undefined>;
  /** Ends it in every browser that has the cookie. */
  end(sessionId: string): Promise<void>;
  /** Deletes what ended before that moment. */
  forgetEnded(before: string): Promise<void>;
}

/** What a sealed cookie is for: one of another kind does not open. */
export type CookieKind = "operatorSession" | "operatorAttempt";

/** Small values that the browser keeps for us and can neither read nor change. */
export interface SealedCookies {
  seal(kind: CookieKind, value: object, expiresAt: string): Promise<string>;
  /** Undefined for what we did not seal, for another kind, for what has expired or would live too long. */
  open(kind: CookieKind, sealed: string): Promise<unknown>;
}
