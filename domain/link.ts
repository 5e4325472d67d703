import { z } from "zod";
import { linkId, objectId, roleTemplateId, tenantId } from "./ids";
import { storedRequest } from "./request";
import { sadOutcomes, statuses } from "./states";
import { agreement } from "./agreement";
import { codes, type Code } from "./errors";
import { instant, person, wait } from "./wait";

const foundAccount = z
  .object({
    objectId,
    name: z.string(),
    userPrincipalName: z.string(),
    userType: z.enum(["Guest", "Member"]),
    createdAt: z.string(),
    /** When it was accepted, where it was: it has to be the same acceptance later. */
    redeemedAt: z.string().nullable(),
    /** Template ids of the roles it holds already. */
    roles: z.array(z.string()).readonly(),
  })
  .readonly();
export type FoundAccount = z.infer<typeof foundAccount>;

const check = z
  .object({ name: z.string(), result: z.enum(["yes", "no", "unknown"]), words: z.string() })
  .readonly();
export type Check = z.infer<typeof check>;

const undone = z
  .object({ what: z.string(), result: z.enum(["done", "left"]), how: z.string().nullable() })
  .readonly();
export type Undone = z.infer<typeof undone>;

const step = z.object({ words: z.string(), calls: z.array(z.string()).readonly() }).readonly();

/** The link's row: everything the product knows of one link, and the only place where decisions fall. */
export const linkSchema = z
  .object({
    id: linkId,
    callerId: z.string(),
    createdAt: instant,
    updatedAt: instant,
    version: z.int(),
    lastSeq: z.int(),
    status: z.enum(statuses),
    since: instant,
    outcome: z.enum(["completed", "failed", ...sadOutcomes]).nullable(),
    request: storedRequest,
    /** What was asked for, where the administrator agreed to less; `request` then says what runs. */
    narrowedFrom: agreement.nullable(),
    /** The orchestration run that owns this link; a second run that finds another ends at once. */
    runId: z.string().nullable(),
    directory: z
      .object({ tenantId, name: z.string(), defaultDomain: z.string() })
      .readonly()
      .nullable(),
    plan: z
      .object({
        hash: z.string(),
        steps: z.array(step).readonly(),
        scopes: z.array(z.string()).readonly(),
      })
      .readonly()
      .nullable(),
    wait: wait.nullable(),
    pastWaits: z.array(wait).readonly(),
    /** Who is asked now, and how often the mail was passed on by the people it reached. */
    administrator: z
      .object({ email: z.string(), name: z.string().optional(), forwards: z.int() })
      .readonly(),
    consent: z.object({ person, at: instant, sessionId: z.string() }).readonly().nullable(),
    account: z
      .object({
        /** An account with this address that was there before; it gets nothing until it is confirmed. */
        found: foundAccount.nullable(),
        inviteIntentAt: instant.nullable(),
        objectId: objectId.nullable(),
        signedInAt: instant.nullable(),
      })
      .readonly(),
    roles: z
      .array(
        z
          .object({
            templateId: roleTemplateId,
            state: z.enum(["planned", "assigning", "assigned", "heldBefore", "removed", "left"]),
            /** The assignment that our own call made: the only one that undoing may remove. */
            assignmentId: z.string().nullable(),
          })
          .readonly(),
      )
      .readonly(),
    writeback: z
      .object({
        state: z.enum(["notAsked", "planned", "notApplicable", "actionNeeded"]),
        checks: z.array(check).readonly(),
        toDo: z.array(z.string()).readonly(),
      })
      .readonly(),
    /** Mails sent, by key: each goes out once. */
    mails: z.array(z.object({ key: z.string(), at: instant }).readonly()).readonly(),
    undone: z.array(undone).readonly(),
    parked: z
      .object({
        code: z.enum(Object.keys(codes) as [Code, ...Code[]]),
        step: z.string(),
        at: instant,
        from: z.enum(statuses),
      })
      .readonly()
      .nullable(),
    failure: z.enum(Object.keys(codes) as [Code, ...Code[]]).nullable(),
    cancelRequested: z.object({ by: z.string(), at: instant }).readonly().nullable(),
  })
  .readonly();
export type Link = z.infer<typeof linkSchema>;

/** Whether the account holds the role now, whoever gave it. */
export const isHeld = (state: Link["roles"][number]["state"]): boolean =>
  state === "assigned" || state === "heldBefore";

/** A change that callers hear of: `type` is what happened; `data` carries codes and ids only. */
export interface LinkEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, string | number | null>>;
}

export interface StoredEvent extends LinkEvent {
  readonly seq: number;
  readonly time: string;
}
