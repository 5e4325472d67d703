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
] as const;
export type WaitKind = (typeof waitKinds)[number];

export const person = z.object({ tenantId, objectId, name: z.string() }).readonly();

/** What ended a wait. Only `type` ever reaches the orchestrator. */
const decision = z
  .object({
    type: z.enum([
      "approved",
      "forwarded",
      "notMe",
      "confirmed",
      "signedIn",
      "renewed",
      "retry",
      "declined",
      "expired",
      "cancelled",
    ]),
    at: instant,
    by: z.string(),
    reason: z.string().optional(),
    /** forwarded, and retry after notMe: who is asked instead. */
    to: z.object({ email: z.string(), name: z.string().optional() }).readonly().optional(),
    /** approved, confirmed and renewed: which sealed session row goes with it, who agreed, and to which plan. */
    consent: z
      .object({ sessionId: z.string(), person, planHash: z.string(), agreed: agreement })
      .readonly()
      .optional(),
    /** signedIn: who signed in; `home` is the tenant of the account, where known. */
    account: z
      .object({
        objectId,
        kind: z.enum(["microsoft", "work", "member"]),
        home: z.string().nullable(),
      })
      .readonly()
      .optional(),
  })
  .readonly();
export type Decision = z.infer<typeof decision>;

/** The question a link waits on. `n` numbers the waits of a link; `tokenHash` is of the mailed token. */
export const wait = z
  .object({
    n: z.int(),
    what: z.enum(waitKinds),
    openedAt: instant,
    deadline: instant,
    reminders: z.array(instant).readonly(),
    reminded: z.int(),
    tokenHash: z.string(),
    /** The key that the mailed token is made with, so that a reminder carries the same token. */
    kid: z.string(),
    decision: decision.nullable(),
  })
  .readonly();
export type Wait = z.infer<typeof wait>;
