import { z } from "zod";
import { agreement } from "./agreement";
import { objectId, tenantId } from "./ids";

/** A moment, ISO 8601. */
export const instant = z.iso.datetime();

export const waitKinds = [
  "consent",
  "confirmation",
  "signIn",
  "administrator",
  "operator",
  "writeback",
  "end",
] as const;
export type WaitKind = (typeof waitKinds)[number];

export const person = z.object({ tenantId, objectId, name: z.string() }).readonly();

/** A proven administrator: `sessionId` names the sealed session row (empty where none is kept). */
export const proof = z
  .object({ sessionId: z.string(), person, planHash: z.string(), agreed: agreement })
  .readonly();

/** What ended a wait. Only `type` ever reaches the orchestrator. */
const decision = z
  .object({
    type: z.enum([
      "approved",
      "ownSubscription",
      "forwarded",
      "resent",
      "notMe",
      "confirmed",
      "signedIn",
      "renewed",
      "retry",
      "signedOff",
      "notDone",
      "ending",
      "agreedToEnd",
      "declined",
      "expired",
      "cancelled",
    ]),
    at: instant,
    by: z.string(),
    reason: z.string().optional(),
    /** forwarded, and retry after notMe: who is asked instead. */
    to: z.object({ email: z.string(), name: z.string().optional() }).readonly().optional(),
    /** Who proved to be an administrator: their sealed session's row, and what they agreed to. */
    consent: proof.optional(),
    /** approved: SHA-256 of the cookie of the browser that gave this proof. */
    browserHash: z.string().optional(),
    /** ownSubscription: how many enabled Azure subscriptions the administrator's own list had; null where not asked. */
    subscriptions: z.int().nullable().optional(),
    /** signedIn: who signed in; `home` is the tenant of the account, where known. */
    account: z
      .object({
        objectId,
        kind: z.enum(["microsoft", "work", "passcode", "member"]),
        home: z.string().nullable(),
      })
      .readonly()
      .optional(),
  })
  .readonly();
export type Decision = z.infer<typeof decision>;

/** The question a link waits on. `n` numbers the waits of a link; `tokenHash` is of the administrator's mailed token. */
export const wait = z
  .object({
    n: z.int(),
    what: z.enum(waitKinds),
    openedAt: instant,
    deadline: instant,
    reminders: z.array(instant).readonly(),
    reminded: z.int(),
    tokenHash: z.string(),
    /** Of the account holder's, where both are asked. */
    accountTokenHash: z.string().nullable().default(null),
    /** The key that the mailed token is made with, so that a reminder carries the same token. */
    kid: z.string(),
    /** Each time that somebody moved the deadline, and by how many days. */
    extended: z
      .array(z.object({ by: z.string(), at: instant, days: z.int() }).readonly())
      .readonly()
      .default([]),
    decision: decision.nullable(),
  })
  .readonly();
export type Wait = z.infer<typeof wait>;
